"""Other programs that read what Dateline cannot: run for a limited time, and ended with all that they began."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Ended(NamedTuple):
    """How a program ended."""

    code: int
    said: str
    """What it wrote to standard error."""


class TookTooLong(Exception):
    """A program did not end in time; it has been ended."""


def run_program(command: Sequence[str], folder: Path, seconds: float) -> Ended:
    """Run a program in a folder that is ours; raises TookTooLong.

    No word of the command may come from a file: it could be an option, or lead elsewhere.
    """
    with (folder / "said.txt").open("wb+") as said:
        with subprocess.Popen(  # noqa: S603 - callers name the program and every word of the command
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        ) as process:
            try:
                code = process.wait(timeout=seconds)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise TookTooLong from error
            except BaseException:
                _end(process)
                raise
        said.seek(0)
        return Ended(code, said.read().decode("utf-8", "replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and the processes it began."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError):  # Windows has no groups of processes
        process.kill()
