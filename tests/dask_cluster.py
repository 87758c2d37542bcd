"""A real Dask cluster on the loopback device: a scheduler and workers, each a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites import ROOT

WITHOUT_DATELINE = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "generator":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)

sys.meta_path.insert(0, Missing())
"""
ANOTHER_PYTHON = "import sys; sys.version += ' of another maker'"


@dataclass(frozen=True)
class RunningCluster:
    """A scheduler, and by which it can be ended."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"


@contextmanager
def running_cluster(
    folder: Path, *, workers: int = 2, threads: int = 1, on_scheduler: str = "", on_workers: str = ""
) -> Iterator[RunningCluster]:
    """Start a cluster whose processes run a program first, and end it."""
    from distributed import Client

    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "scheduler.json"
    with ExitStack() as running:

        def start(name: str, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
            first = folder / f"{name}_first.py"
            first.write_text(program)
            command = [sys.executable, "-m", f"distributed.cli.{name}", "--scheduler-file", str(place)]
            process = subprocess.Popen(
                [*command, "--preload", str(first), "--no-dashboard", *arguments],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            running.callback(process.wait)
            running.callback(process.terminate)
            return process

        scheduler = start("dask_scheduler", on_scheduler, "--host", "127.0.0.1", "--port", "0", "--protocol", "tcp")
        each = ("--nworkers", "1", "--nthreads", str(threads), "--local-directory", str(folder))
        started = [start("dask_worker", on_workers, *each) for _ in range(workers)]
        until = time.monotonic() + 60
        while not place.exists() and time.monotonic() < until:
            time.sleep(0.1)
        with Client(scheduler_file=str(place), set_as_default=False) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)
            address = client.scheduler.address
        yield RunningCluster(address, scheduler, started)
