"""The manifest, `content/manifest-sha256.txt`: the SHA-256 of every file of `content/`, as `sha256sum` writes it.

Commands tell what they wrote, so that nothing else is read. A file that was not as the manifest says when a command
edited it keeps its line: a check finds the difference until somebody accepts it, and no damage is ever blessed.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from generator.lock import hold_lock
from generator.problems import DatelineError, Problem

CONTENT = "content/"
MANIFEST = "content/manifest-sha256.txt"
UNLISTED = ("content/inbox/", MANIFEST)
"""What waits to be imported is no content yet."""
GROWING = ("content/addresses.tsv", "content/log.jsonl")
"""Files to which lines are only ever added."""

_LINE = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([\\nr])")
_LETTERS = {b"\\": b"\\", b"n": b"\n", b"r": b"\r"}
_CHUNK = 1 << 20


class _OutOfOrder(Exception):
    """The lines do not stand in the order of their paths: somebody else wrote them."""


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def is_listed(path: str) -> bool:
    """Tell whether the file at a path below the site belongs into the manifest."""
    return path.startswith(CONTENT) and not path.startswith(UNLISTED)


def read_manifest(site: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the SHA-256 of each file by its path below the site, and a problem for each line that is none."""
    listed: dict[str, str] = {}
    problems = []
    for number, line in enumerate(_lines(site), 1):
        path, digest = _read_line(line)
        if path is None:
            message = "this is no line of `sha256sum`; restore the manifest, or run `dateline accept`"
            problems.append(Problem(message=message, path=MANIFEST, line=number))
        else:
            listed[CONTENT + os.fsdecode(path)] = digest
    return listed, problems


def update_manifest(site: Path, written: Mapping[str, str | None], *, before: Mapping[str, str] | None = None) -> None:
    """Note what a command wrote: no other file is read, and the manifest is replaced whole.

    `written` has the SHA-256 of each file by its path below the site, None when it was removed; paths outside of
    `content/` are passed over. `before` has that of what an edit found there: where the manifest has another, its line
    stays. The journal and the ledger are looked at in any case, and need not be named. Raises DatelineError.
    """
    new = {_key(path): digest for path, digest in written.items() if is_listed(path)}
    found = {_key(path): digest for path, digest in (before or {}).items() if is_listed(path)}
    changes = _Changes(site, new, found)
    with hold_lock(site, "manifest"):
        try:
            try:
                _replace(site, _merged(_lines(site), changes))
            except _OutOfOrder:
                by_path = {_read_line(line)[0] or line: line for line in _lines(site)}
                _replace(site, _merged((by_path[path] for path in sorted(by_path)), changes))
        except OSError as error:
            message = f"the manifest could not be written ({error.strerror or error}); mend the cause, then run "
            raise DatelineError([Problem(message=f"{message}`dateline accept`", path=MANIFEST)]) from error


def begin_manifest(site: Path, files: Iterable[str]) -> None:
    """Write the manifest of a new site, whose files are read; they are given by their paths below the site."""
    rewrite_manifest(site, {path: sha256_of_file(site / path) for path in files})


def rewrite_manifest(site: Path, listed: Mapping[str, str]) -> None:
    """Write the whole manifest, of the SHA-256 of each file by its path below the site; raises OSError."""
    lines = sorted((_key(path), digest) for path, digest in listed.items())
    _replace(site, (line for path, digest in lines for line in _write_line(path, digest)))


def grown_digest(file: Path, listed: str) -> str | None:
    """Return the SHA-256 of a growing file, if it is what is listed and whole lines after it; else None."""
    running = hashlib.sha256()
    with file.open("rb") as opened:
        for line in opened:
            if running.hexdigest() == listed:
                running.update(line)
                while chunk := opened.read(_CHUNK):
                    running.update(chunk)
                return running.hexdigest()
            running.update(line)
    return listed if running.hexdigest() == listed else None


class _Changes:
    """What becomes of the lines of a manifest."""

    def __init__(self, site: Path, new: Mapping[bytes, str | None], before: Mapping[bytes, str]) -> None:
        self._site, self._new, self._before = site, new, before
        self.paths = sorted({*new, *map(_key, GROWING)})

    def digest(self, path: bytes, listed: str | None) -> str | None:
        """Return what a changed file's line says from now on; None when there shall be none."""
        if path in self._new:
            is_known = listed is None or self._before.get(path, listed) == listed
            return self._new[path] if is_known else listed
        file = self._site / CONTENT / os.fsdecode(path)
        try:
            return sha256_of_file(file) if listed is None else grown_digest(file, listed) or listed
        except OSError:  # it is not there, or a check finds what is wrong with it
            return listed


def _merged(lines: Iterable[bytes], changes: _Changes) -> Iterator[bytes]:
    """Yield the lines of a manifest after changes; those that are damaged stay, for a check to find."""
    waiting = iter(changes.paths)
    changed = next(waiting, None)
    last = b""
    for line in lines:
        path, digest = _read_line(line)
        if path is None:
            yield line
            continue
        if path <= last:
            raise _OutOfOrder
        last = path
        while changed is not None and changed < path:
            yield from _write_line(changed, changes.digest(changed, None))
            changed = next(waiting, None)
        if changed == path:
            yield from _write_line(path, changes.digest(path, digest))
            changed = next(waiting, None)
        else:
            yield line
    while changed is not None:
        yield from _write_line(changed, changes.digest(changed, None))
        changed = next(waiting, None)


def _key(path: str) -> bytes:
    return os.fsencode(path.removeprefix(CONTENT))


def _lines(site: Path) -> Iterator[bytes]:
    try:
        with (site / MANIFEST).open("rb") as file:
            yield from (line.rstrip(b"\r\n") for line in file)
    except FileNotFoundError:
        return


def _read_line(line: bytes) -> tuple[bytes | None, str]:
    """Return the path and the digest of a line; no path when it is damaged."""
    found = _LINE.fullmatch(line)
    if not found:
        return None, ""
    path = _ESCAPED.sub(lambda escape: _LETTERS[escape[1]], found[3]) if found[1] else found[3]
    return path, found[2].decode()


def _write_line(path: bytes, digest: str | None) -> Iterator[bytes]:
    """Yield the line of a file, if it shall have one; sha256sum marks a line whose name has escapes."""
    if digest is not None:
        escaped = path.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
        yield (b"\\" if escaped != path else b"") + digest.encode() + b"  " + escaped


def _replace(site: Path, lines: Iterable[bytes]) -> None:
    target = site / MANIFEST
    draft = target.with_name(f".manifest-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.writelines(line + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        if not _is_same(draft, target):
            draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()


def _is_same(file: Path, other: Path) -> bool:
    return other.is_file() and file.stat().st_size == other.stat().st_size and file.read_bytes() == other.read_bytes()
