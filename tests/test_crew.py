"""Work in batches: the order of the results, when processes are started, and that none outlives its build."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.crew import Crew
from generator.problems import BuildFailed, Problem
from tests.sites import ROOT

MANY = 1000


def where(_: None, items: list[int]) -> list[tuple[int, int]]:
    return [(item, os.getpid()) for item in items]


def refuse(message: str, items: list[int]) -> list[int]:
    if MANY - 1 in items:
        raise BuildFailed([Problem(message=message, path="layouts/a.html", line=3)])
    return items


def die(_: None, items: list[int]) -> list[int]:
    if MANY - 1 in items:
        os.kill(os.getpid(), signal.SIGTERM)
    return items


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_work(jobs: int) -> None:
    with Crew(jobs) as crew:
        done = list(crew.work(where, None, iter(range(MANY))))
        again = list(crew.work(where, None, range(MANY)))
    assert [item for item, _ in done] == [item for item, _ in again] == list(range(MANY))
    assert ({process for _, process in done} == {os.getpid()}) == (jobs == 1)


def test_little_work_starts_no_process() -> None:
    with Crew(8) as crew:
        assert {process for _, process in crew.work(where, None, range(20))} == {os.getpid()}


def test_work_is_not_taken_long_before_it_is_done() -> None:
    items = iter(range(100_000))
    with Crew(2) as crew:
        next(crew.work(where, None, items))
    assert next(items) < MANY


def lengths(_: None, items: list[bytes]) -> list[int]:
    return [len(item) for item in items]


def test_heavy_work_is_taken_only_as_it_is_done() -> None:
    sizes = [1] * 300 + [6 << 20] * 30 + [1] * 300
    taken = 0

    def items() -> Iterator[bytes]:
        nonlocal taken
        for size in sizes:
            taken += 1
            yield bytes(size)

    with Crew(2) as crew:
        for done, size in enumerate(crew.work(lengths, None, items(), weigh=len), 1):
            assert size == sizes[done - 1]
            heavy = sizes[done:taken].count(6 << 20)
            assert heavy <= 3, "more than each process has, and one that is on its way"
    assert taken == done == len(sizes)


def test_a_refusal_keeps_its_problems_on_the_way_between_processes() -> None:
    with Crew(2) as crew, pytest.raises(BuildFailed) as failed:
        list(crew.work(refuse, "it is wrong", range(MANY)))
    assert failed.value.problems == (Problem(message="it is wrong", path="layouts/a.html", line=3),)


def test_a_process_that_is_ended_from_outside_is_no_fault_of_ours() -> None:
    with Crew(2) as crew, pytest.raises(BuildFailed) as failed:
        list(crew.work(die, None, range(MANY)))
    assert "try a smaller --jobs" in str(failed.value)


PROGRAM = """
import os, sys, time
from generator.crew import Crew
from tests.test_crew import where
with Crew(2) as crew:
    found = {process for _, process in crew.work(where, None, range(1000))}
    print(*found, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_one_it_works_for(ended_by: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        workers = [int(process) for process in program.stdout.readline().split()]
        assert workers
        program.send_signal(ended_by)
        program.wait()
        until = time.monotonic() + 20
        while time.monotonic() < until and any(map(is_running, workers)):
            time.sleep(0.05)
    assert [worker for worker in workers if is_running(worker)] == []


def is_running(process: int) -> bool:
    """Tell whether a process has not ended; one that has may be listed until somebody asks how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
