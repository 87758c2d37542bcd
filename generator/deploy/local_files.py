"""The build as it will lie at a target: every file with its digest, compressed ones included.

A digest is taken once and believed while the file system says that the file is the same.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from time import time_ns

import msgspec

from generator.deploy.compressing import CODINGS, ENDINGS, LEAST, compressed
from generator.deploy.manifest import HeldFile, Manifest
from generator.deploy.target import Upload
from generator.deploy_settings import Compression
from generator.digests import digest_of
from generator.file_stat import Stat, is_settled, stat_of
from generator.media_types import is_compressible, media_type_of
from generator.public_file import PublicFile

_FOR_EVER = "public, max-age=31536000, immutable"
_MINUTES = "public, max-age=300"
_HOUR = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class LocalFile:
    """One file that a target is to hold."""

    source: Path
    held: HeldFile
    compression: Compression | None = None
    """How it is the source, compressed."""


_Known = dict[str, tuple[Stat, str]]
_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[tuple[int, int, int, int], str]])


def find_local_files(
    folder: Path, files: Iterable[PublicFile], known: Path, *, compress: tuple[Compression, ...] = (), beside: bool
) -> dict[str, LocalFile]:
    """Return what a target is to hold, by path.

    `known` is where digests are kept. With `beside`, a compressed file lies beside the plain one, else in its place.
    """
    before, after, found, now = _read_known(known), _Known(), dict[str, LocalFile](), time_ns()
    for file in files:
        source = folder / file.path
        stat = stat_of(source.stat())
        old = before.get(file.path)
        digest = old[1] if old and old[0] == stat else _digest_of_file(source)
        if is_settled(stat, now):
            after[file.path] = stat, digest
        held = HeldFile(digest, stat.size, file.rank, file.release, file.is_withdrawn)
        ways = compress if stat.size >= LEAST and is_compressible(PurePosixPath(file.path)) else ()
        if beside or not ways:
            found[file.path] = LocalFile(source, held)
        for way in ways:
            path = f"{file.path}{ENDINGS[way]}" if beside else file.path
            packed = msgspec.structs.replace(held, digest=digest_of((digest, way)))
            found[path] = LocalFile(source, packed, way)
    if after != before:
        known.write_bytes(msgspec.msgpack.encode(after))
    return found


def manifest_of(files: Mapping[str, LocalFile]) -> Manifest:
    """Return the manifest of a target that holds these files and no others."""
    return Manifest({path: file.held for path, file in files.items()})


def upload_of(path: str, file: LocalFile, packed: Path) -> Upload:
    """Return what is sent for a file; a compressed one is made in the folder `packed`."""
    source, plain = file.source, path
    if file.compression:
        source = packed / f"{file.held.digest}{ENDINGS[file.compression]}"
        if not source.exists():
            packed.mkdir(parents=True, exist_ok=True)
            draft = source.with_suffix(".tmp")
            data = compressed(file.source.read_bytes(), file.compression, is_kept=cache_control_of(path) == _FOR_EVER)
            draft.write_bytes(data)
            draft.replace(source)
        plain = file.source.name
    return Upload(
        path=path,
        source=source,
        size=source.stat().st_size,
        media_type=media_type_of(PurePosixPath(plain)),
        cache_control=cache_control_of(path),
        encoding=CODINGS[file.compression] if file.compression else "",
    )


def cache_control_of(path: str) -> str:
    """Return for how long a file may be kept: for ever when its name changes with its bytes."""
    if path.startswith("assets/"):
        return _FOR_EVER
    return _HOUR if path.startswith("media/") else _MINUTES


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _read_known(known: Path) -> _Known:
    try:
        return {path: (Stat(*stat), digest) for path, (stat, digest) in _DECODER.decode(known.read_bytes()).items()}
    except (OSError, msgspec.DecodeError):
        return {}
