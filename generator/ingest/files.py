"""Writing under `content/`: whole files only, and never over a file that is there."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

_BUFFER = 1 << 16
"""Bytes that are written at once; a number given saves asking whether a file is a terminal."""


def write_new(path: Path, data: bytes) -> bool:
    """Write a new file, whole or not at all; return False, and leave what is there, when the name is taken.

    Of two processes that write one name, exactly one gets True.
    """
    return _write_new(path, lambda draft: draft.write(data))


def copy_new(path: Path, source: Path) -> bool:
    """Write a new file with the bytes of another, as `write_new` does, however large it is."""

    def copy(draft: BinaryIO) -> None:
        with source.open("rb") as file:
            shutil.copyfileobj(file, draft, 1 << 20)

    return _write_new(path, copy)


def rewrite(path: Path, *, old: bytes, new: bytes, durable: bool) -> bool:
    """Replace a file that this import has written, whole; return False when it no longer holds `old`.

    One that was made durable has to be so again, for where it came from may have left the inbox already.
    """
    draft = path.with_name(_draft_name())
    try:
        with draft.open("xb") as file:
            file.write(new)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.read_bytes() != old:
            return False
        draft.replace(path)
        return True
    finally:
        draft.unlink(missing_ok=True)


def make_durable(paths: Iterable[Path]) -> None:
    """Wait until the bytes of files are on the disk, as must be before the last other copy of them is removed."""
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _write_new(path: Path, write: Callable[[BinaryIO], object]) -> bool:
    name = os.fspath(path)  # every release comes here twice, and paths as objects cost more than the file
    if os.path.lexists(name):
        return False
    draft = f"{os.path.dirname(name)}{os.sep}{_draft_name()}"
    try:
        with _open_draft(draft) as file:
            write(file)
        return _give_name(draft, name)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)


def _draft_name() -> str:
    return f".incoming-{os.getpid()}-{secrets.token_hex(4)}.tmp"


def _open_draft(draft: str) -> BinaryIO:
    """Open a file that is not there, in a folder that need not be."""
    try:
        return open(draft, "xb", buffering=_BUFFER)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(draft), exist_ok=True)
        return open(draft, "xb", buffering=_BUFFER)


def _give_name(draft: str, name: str) -> bool:
    try:
        os.link(draft, name)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        return _reserve_and_replace(draft, name)
    return True


def _reserve_and_replace(draft: str, name: str) -> bool:
    try:
        open(name, "xb").close()
    except FileExistsError:
        return False
    os.replace(draft, name)
    return True
