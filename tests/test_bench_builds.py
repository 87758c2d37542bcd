"""The benchmark of builds: the same archives everywhere, measures that see every process, tables that are right."""

import os
import sys
from pathlib import Path

import pytest

from bench.builds import plot, report
from bench.builds.cases import CASES, ROUNDS, Archive, Case
from bench.builds.contenders import Dateline, write_all
from bench.builds.maker import Maker, release_text
from bench.builds.measuring import CommandFailed, look_at, run_measured, written_between
from bench.builds.results import Measured, Results, Run, read_results
from generator.digests import digest_of_bytes
from tests.sites import build_at, files_in

COUNT = 30
PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "print(sum(range(20_000_000)))"])
subprocess.run([sys.executable, "-c", "import time; x = bytearray(b'x') * 90_000_000; time.sleep(0.5)"])
"""


def made(folder: Path) -> Archive:
    archive, dateline = Archive(Maker(), COUNT, {}), Dateline("python-markdown", folder)
    dateline.begin()
    write_all([dateline], archive.releases())
    return archive


def test_an_archive_is_made_of_the_same_bytes_each_time(tmp_path: Path) -> None:
    made(tmp_path / "a")
    made(tmp_path / "b")
    one, other = (files_in(tmp_path / name / "content") for name in "ab")
    assert one == other
    assert len(one) == COUNT + ROUNDS


def test_the_first_release_has_the_bytes_that_results_were_measured_with() -> None:
    (first,) = Maker().archive(1)
    assert digest_of_bytes(release_text(first).encode()) == "f2c693846cda34f5804d490d3bcc8dd0"


def test_a_made_archive_builds_without_a_warning(tmp_path: Path) -> None:
    made(tmp_path / "site")
    assert build_at(tmp_path / "site").warnings == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_writes_another_release_in_each_round(case: Case, tmp_path: Path) -> None:
    archive = made(tmp_path / "site")
    slugs = [release.slug for turn in range(ROUNDS) for release in case.written(archive, turn)]
    assert case.name == "renamed" or (len(slugs) in (0, ROUNDS) and len(set(slugs)) == len(slugs))


def test_processes_that_outlive_the_command_are_measured_too(tmp_path: Path) -> None:
    alone = run_measured([sys.executable, "-c", "pass"], tmp_path, {})
    family = run_measured([sys.executable, "-c", PARENT], tmp_path, {})
    assert family.cpu_seconds > 3 * alone.cpu_seconds
    assert family.megabytes > 90


def test_a_command_that_fails_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="wrong"):
        run_measured([sys.executable, "-c", "import sys; sys.exit('wrong')"], tmp_path, {})


def test_files_count_as_written_when_they_were_replaced(tmp_path: Path) -> None:
    for name in ("kept", "replaced"):
        (tmp_path / name).write_text("a")
    before = look_at(tmp_path)
    (tmp_path / "new").write_text("a")
    (tmp_path / "replacement").write_text("a")
    (tmp_path / "replacement").rename(tmp_path / "replaced")
    assert sorted(map(os.path.basename, written_between(before, look_at(tmp_path)))) == ["new", "replaced"]


def run_of(**seconds: float) -> Run:
    cases = {
        contender: {case.name: cost(time * (1 if case.name == "cold" else 0.1)) for case in CASES}
        for contender, time in seconds.items()
    }
    return Run(day="2026-07-01", machine="a machine", versions={"Dateline": "1"}, left_out=[], contenders=cases)


def cost(seconds: float) -> Measured:
    return Measured(
        seconds=[seconds] * 3,
        cpu_seconds=[seconds] * 3,
        megabytes=[100.0] * 3,
        written=[50] * 3,
        written_for_search=[20] * 3,
    )


def reported(results: Results, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    readme = folder / "README.md"
    readme.write_bytes(report.README.read_bytes())
    monkeypatch.setattr(report, "README", readme)
    report.write_report(results)
    return readme.read_text(encoding="utf-8")


def test_the_report_says_of_each_number_whether_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = {10_000: run_of(**{"python-markdown": 20.0, "hugo": 15.0})}
    text = reported(results, tmp_path, monkeypatch)
    assert "| cold, 10,000, `python-markdown` | 1.5 of Hugo's time | 1 | 1.33 of Hugo's time | holds |" in text
    assert "| one added or edited, 10,000 | 0.05 of Hugo's time | 0.0333 | 1.33 of Hugo's time | missed |" in text
    assert "| one added, 10,000: files written without search | 60 files | 35 | 30 files | holds, the aim too |" in text
    assert "| cold, 10,000, `commonmark` | 0.8 of Hugo's time | 0.4 |  | open |" in text


def test_the_tables_and_the_plot_are_those_of_the_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = report.README.read_text(encoding="utf-8")
    assert reported(read_results(), tmp_path, monkeypatch) == before
    drawn = plot.PLOT.read_bytes()
    monkeypatch.setattr(plot, "PLOT", tmp_path / "builds.svg")
    plot.write_plot(read_results())
    assert (tmp_path / "builds.svg").read_bytes() == drawn
