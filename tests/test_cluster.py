"""A build whose work is done by the workers of a Dask scheduler writes the same bytes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.problems import BuildFailed
from tests.sites import ROOT, build_at, differences, files_in, release, write_site

FREE = "tcp://127.0.0.1:1"
"""Where nobody listens."""


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler and two workers, processes of their own, on the loopback device, and end them."""
    place = tmp_path / "scheduler.json"
    with ExitStack() as running:

        def start(name: str, *arguments: str) -> None:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{name}", "--scheduler-file", str(place), *arguments],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            running.callback(process.wait)
            running.callback(process.terminate)

        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--protocol", "tcp")
        for _ in range(2):
            start(
                "dask_worker",
                "--nthreads",
                "1",
                "--nworkers",
                "1",
                "--no-dashboard",
                "--local-directory",
                str(tmp_path),
            )
        from distributed import Client

        until = time.monotonic() + 60
        while not place.exists() and time.monotonic() < until:
            time.sleep(0.1)
        with Client(scheduler_file=str(place), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, scheduler: str) -> None:
    releases = {
        f"content/releases/{number:03}.md": release(
            f"Release {number}", f"Words *of* {number}.", date=f"{2000 + number % 20}-03-04", tags=f"[tag {number % 7}]"
        )
        for number in range(300)
    }
    site = write_site(tmp_path / "site", releases)
    build_at(site, jobs=1, output=tmp_path / "here")
    there = write_site(tmp_path / "other", releases)
    report = build_at(there, executor=scheduler, output=tmp_path / "there")
    assert report.rendered == report.pages > 500
    assert list(differences(files_in(tmp_path / "here"), files_in(tmp_path / "there"))) == []


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path) -> None:
    releases = {f"content/releases/{number:03}.md": release(f"Release {number}") for number in range(300)}
    site = write_site(tmp_path, releases)
    with pytest.raises(BuildFailed) as failed:
        build_at(site, executor=FREE)
    (problem,) = failed.value.problems
    assert problem.message.startswith(f"there is no Dask scheduler at {FREE}")
    assert not (site / "output").exists()
