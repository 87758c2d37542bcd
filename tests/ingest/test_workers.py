"""Reading in processes with limits: one hostile item costs one refusal, and the next one is read."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.ingest.reading import NotARelease
from generator.ingest.workers import Limits, Workers
from generator.problems import ImportRefused, Problem


def double(number: int) -> int:
    return number * 2


def count(number: int) -> Iterator[int]:
    yield from range(number)


def hoard(size: int) -> int:
    return len(bytearray(size))


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def crash() -> None:
    os._exit(3)


def refuse() -> None:
    raise ImportRefused([Problem(message="it is no release")])


def pass_over() -> None:
    raise NotARelease("this is a list")


def fail() -> None:
    raise KeyError("missing")


def count_and_crash() -> Iterator[int]:
    yield 1
    os._exit(3)


def run_another_program(folder: str) -> None:
    from generator.ingest.programs import run_program

    with tempfile.TemporaryDirectory(dir=folder) as name:
        Path(folder, "begun").write_text("")
        run_program(
            [sys.executable, "-c", f"import time; time.sleep(4); open({folder + '/done'!r}, 'w')"], Path(name), 60
        )


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(Limits(seconds=1.5, megabytes=512)) as pool:
        yield pool


REFUSED = {
    "memory": (hoard, (1 << 30,), "more memory than 512 MB; raise 'import.megabytes'"),
    "time": (sleep, (60,), "could not be read within 2 s; raise 'import.seconds'"),
    "a crash": (crash, (), "reading it ended its process"),
    "a refusal": (refuse, (), "it is no release"),
    "a fault": (
        fail,
        (),
        "it is damaged, or made in a way its reader does not know (KeyError: 'missing'); save it anew",
    ),
}


@pytest.mark.parametrize(("function", "arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_goes_wrong_is_one_refusal_and_the_next_item_is_read(
    workers: Workers, function: object, arguments: tuple[object, ...], message: str
) -> None:
    with pytest.raises(ImportRefused) as refusal:
        workers.call(function, *arguments)  # type: ignore[arg-type]
    assert message in str(refusal.value)
    assert workers.call(double, 21) == 42


def test_values_come_as_they_are_made(workers: Workers) -> None:
    assert list(workers.stream(count, 5)) == [0, 1, 2, 3, 4]
    assert list(workers.stream(count, 0)) == []


def test_a_stream_that_nobody_reads_to_its_end_is_no_answer_to_the_next_question(workers: Workers) -> None:
    stream = workers.stream(count, 1_000_000)
    assert [next(stream), next(stream)] == [0, 1]
    stream.close()  # type: ignore[attr-defined]
    assert workers.call(double, 4) == 8


def test_what_came_before_a_crash_is_kept(workers: Workers) -> None:
    seen = []
    with pytest.raises(ImportRefused):
        seen.extend(workers.stream(count_and_crash))
    stream = workers.stream(count_and_crash)
    assert next(stream) == 1


def test_a_process_is_used_again(workers: Workers) -> None:
    assert workers.call(os.getpid) == workers.call(os.getpid) != os.getpid()


def test_what_a_process_began_ends_with_it(workers: Workers, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="could not be read within"):
        workers.call(run_another_program, str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]
    time.sleep(4)
    assert not (tmp_path / "done").exists()


def test_what_is_no_release_is_said_in_the_words_of_its_reader_and_costs_no_process(workers: Workers) -> None:
    process = workers.call(os.getpid)
    with pytest.raises(NotARelease, match="this is a list"):
        workers.call(pass_over)
    assert workers.call(os.getpid) == process
