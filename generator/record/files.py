"""Replacing and removing a file of the site: whole, at once, and only while it is still what was read."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from generator.problems import DatelineError, Problem


def replace_file(site: Path, path: str, *, old: bytes | None, new: bytes) -> None:
    """Replace the file at `path`, relative to the site, or make it when `old` is None.

    Raises DatelineError when the file is no longer `old`, or cannot be written; it is then as it was.
    """
    target = (site / path).resolve()  # of a link the file it leads to
    draft = target.with_name(f".edited-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        if (target.read_bytes() if target.exists() else None) != old:
            raise _changed_since(path)
        if old is not None:
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as error:
        message = f"the file could not be written ({error.strerror or error}); mend the cause and run it again"
        raise DatelineError([Problem(message=message, path=path)]) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def remove_file(site: Path, path: str, *, old: bytes) -> None:
    """Remove the file at `path`, relative to the site, and the folder that becomes empty.

    Raises DatelineError when the file is no longer `old`, or cannot be removed; it is then as it was.
    """
    target = site / path  # of a link the link itself
    try:
        if target.read_bytes() != old:
            raise _changed_since(path)
        target.unlink()
    except OSError as error:
        message = f"the file could not be removed ({error.strerror or error}); mend the cause and run it again"
        raise DatelineError([Problem(message=message, path=path)]) from error
    with suppress(OSError):  # other files lie there
        target.parent.rmdir()


def _changed_since(path: str) -> DatelineError:
    message = "the file was changed by somebody else in the meantime; run it again"
    return DatelineError([Problem(message=message, path=path)])
