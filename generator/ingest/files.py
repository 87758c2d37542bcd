"""Writing under `content/`: whole files only, and never over a file that is there."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO


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
    draft = path.with_name(f".incoming-{os.getpid()}-{secrets.token_hex(4)}.tmp")
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


def append_line(path: Path, line: str) -> None:
    """Append one line in one write, so that lines of two processes do not mix; a torn last line is ended first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else f"\n{line}"
        file.write(f"{line}\n".encode())


def make_durable(paths: Iterable[Path]) -> None:
    """Wait until the bytes of files are on the disk, as must be before the last other copy of them is removed."""
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _write_new(path: Path, write: Callable[[BinaryIO], object]) -> bool:
    if os.path.lexists(path):
        return False
    folder = path.parent
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".incoming-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    try:
        with draft.open("xb") as file:
            write(file)
        return _give_name(draft, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()


def _give_name(draft: Path, path: Path) -> bool:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        return _reserve_and_replace(draft, path)
    return True


def _reserve_and_replace(draft: Path, path: Path) -> bool:
    try:
        path.open("xb").close()
    except FileExistsError:
        return False
    draft.replace(path)
    return True
