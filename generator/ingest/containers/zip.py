"""Zip archives: every file in them is an item, sorted, pictures last, under a name that cannot leave the archive.

Nothing is unpacked to the disk, and no file is read before the sizes that the archive states are found harmless.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generator.ingest.companions import is_picture, pages_of
from generator.ingest.reading import Item
from generator.ingest.unpacking import LARGEST_RATIO, RATIO_COUNTS_FROM
from generator.problems import ImportRefused, Problem

_LARGEST_TOTAL = 1 << 30
"""Bytes that the files of one archive may unpack to."""
_MOST_FILES = 200_000
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1

_BEGINNING = re.compile(rb"PK(?:\x03\x04|\x05\x06)")
_DOCUMENT = re.compile(rb"PK\x03\x04.{26}(?:mimetype|\[Content_Types\]\.xml|_rels/|word/|META-INF/)", re.DOTALL)
_DOCUMENT_SUFFIXES = tuple(".docx .docm .dotx .odt .ott .ods .odp .xlsx .pptx .epub .pages .jar .apk".split())
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What zipfile raises for damage, for kinds of compression it does not know and for archives in pieces."""


def recognises(head: bytes, name: str) -> bool:
    """Tell whether the first bytes are those of a zip archive, and not of a document that is zipped inside."""
    if not _BEGINNING.match(head) or name.lower().endswith(_DOCUMENT_SUFFIXES):
        return False
    return not _DOCUMENT.match(head)


def open_items(file: BinaryIO, name: str, shown: str) -> Iterator[Item]:  # noqa: ARG001 - every container takes a name
    """Yield the files of the archive; raises ImportRefused at its end for what could not be read."""
    try:
        archive = zipfile.ZipFile(file)
    except _FAULTS as error:
        raise _refusal(
            f"the zip archive is damaged ({_reason(error)}); copy it again from where it came, or unpack it by hand"
        ) from error
    with archive:
        entries = _files_in(archive)
        _refuse_bombs(entries)
        problems: list[Problem] = []
        pages = pages_of([path for path, _ in entries])
        # What may belong to others comes after them.
        for path, entry in sorted(entries, key=lambda pair: pair[0] in pages or is_picture(pair[0])):
            try:
                data = _read(archive, entry)
            except ImportRefused as refusal:
                problems += [Problem(message=f"{path}: {problem.message}") for problem in refusal.problems]
                continue
            yield Item(
                name=PurePosixPath(path).name,
                shown=f"{shown}!/{path}",
                item=path,
                data=data,
                asset_of=f"{shown}!/{pages[path]}" if path in pages else None,
            )
        if problems:
            raise ImportRefused(problems)


def list_files(path: Path) -> dict[str, int]:
    """Return the safe paths of the files in an archive and the sizes it states; none of a damaged one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: entry.file_size for name, entry in _files_in(archive)}
    except _FAULTS:
        return {}


def read_file(path: Path, name: str) -> bytes:
    """Return the bytes of one file by its safe path; raises ImportRefused when it is damaged, or not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = dict(_files_in(archive)).get(name)
            if entry is not None:
                return _read(archive, entry)
    except _FAULTS as error:
        raise _refusal(f"the zip archive is damaged ({_reason(error)}); copy it again from where it came") from error
    raise _refusal(f"there is no '{name}' in the zip archive; copy it again from where it came")


def _files_in(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files with their safe paths, sorted; a path that stands twice is numbered."""
    named = sorted(
        ((_safe_path(_decoded_name(entry)), entry) for entry in archive.infolist() if _is_file(entry)),
        key=lambda pair: (pair[0], pair[1].header_offset),
    )
    seen: dict[str, int] = {}
    files = []
    for path, entry in named:
        seen[path] = seen.get(path, 0) + 1
        files.append((path if seen[path] == 1 else _numbered(path, seen[path]), entry))
    return files


def _is_file(entry: zipfile.ZipInfo) -> bool:
    mode = entry.external_attr >> 16
    return not entry.is_dir() and (stat.S_IFMT(mode) in (0, stat.S_IFREG))


def _decoded_name(entry: zipfile.ZipInfo) -> str:
    """Return the name, which zipfile reads as cp437 where the archive does not say that it is UTF-8."""
    if entry.flag_bits & _UTF_8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _safe_path(name: str) -> str:
    """Return a relative path without steps upward, drive letters or control characters."""
    parts = _UNSAFE.sub("_", name.replace("\\", "/")).split("/")
    if re.fullmatch(r"[A-Za-z]:", parts[0]):
        parts = parts[1:]
    return "/".join(part for part in parts if part.strip(" .")) or "unnamed"


def _numbered(path: str, number: int) -> str:
    at = PurePosixPath(path)
    return str(at.with_name(f"{at.stem} ({number}){at.suffix}"))


def _refuse_bombs(entries: list[tuple[str, zipfile.ZipInfo]]) -> None:
    if len(entries) > _MOST_FILES:
        raise _refusal(f"the zip archive holds {len(entries)} files, more than {_MOST_FILES}; divide it")
    total = sum(entry.file_size for _, entry in entries)
    if total > _LARGEST_TOTAL:
        raise _refusal(
            f"the zip archive unpacks to {total >> 20} MiB, more than {_LARGEST_TOTAL >> 20} MiB; unpack it by hand, "
            "if you trust it, and import the folder"
        )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file; raises ImportRefused. zipfile reads no more bytes than the archive states."""
    if entry.flag_bits & _ENCRYPTED:
        raise _refusal("the file is encrypted; unpack the archive with its password and import the folder")
    if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1):
        raise _refusal(
            f"the file unpacks to {entry.file_size // max(entry.compress_size, 1)} times its size, as bombs do; unpack "
            "it by hand, if you trust it"
        )
    try:
        return archive.read(entry)
    except _FAULTS as error:
        raise _refusal(f"the file is damaged in the archive ({_reason(error)}); copy the archive again") from error


def _reason(error: Exception) -> str:
    return _UNSAFE.sub(" ", str(error)).strip().rstrip(".") or type(error).__name__


def _refusal(message: str) -> ImportRefused:
    return ImportRefused([Problem(message=message)])
