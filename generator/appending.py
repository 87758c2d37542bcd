"""Lines at the end of a file that only ever grows, such as the journal and the ledger of addresses."""

import os
from collections.abc import Iterable
from pathlib import Path


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Append lines in one write, so that those of two processes do not mix; a torn last line is ended first.

    The file and its folder are made when they are not there. No lines write nothing.
    """
    data = "".join(f"{line}\n" for line in lines).encode()
    if not data:
        return
    try:
        file = path.open("ab+", buffering=0)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab+", buffering=0)
    with file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            data = data if file.read(1) == b"\n" else b"\n" + data
        while data:  # once, unless the disk is full
            data = data[file.write(data) :]
