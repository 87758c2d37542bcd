"""The server from which the processes that read are forked, so that each of them need not import every reader.

It may import them while the command does the same: that takes as long as reading a hundred texts.
"""

import multiprocessing
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Windows has only one of them
    from multiprocessing.context import ForkServerContext, SpawnContext

_MANY = 256
"""Files for which processes that read will be wanted."""


def start_method() -> "SpawnContext | ForkServerContext":
    """Return how processes are started: not forked from this one, for that would inherit the locks of its threads.

    They are forked from a server that has one thread and has imported every reader, where the system can do that;
    elsewhere each imports the readers itself.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["generator.cli", "generator.ingest.read_ahead"])
    return context


def start_early(paths: Iterable[Path]) -> None:
    """Start the server now, and do not wait for it, when so many files lie there that it will be wanted."""
    files = (file for path in paths for _, _, names in os.walk(path) for file in names)
    if next(islice(files, _MANY, None), None) and start_method().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()
