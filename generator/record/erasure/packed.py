"""Files in files: zip archives, also those that are documents, are packed anew with what they hold struck out."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from io import BufferedIOBase
from re import Pattern

from generator.record.erasure.pattern import black_out
from generator.record.erasure.struck import NOTE, Strike, Struck

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 1 << 30
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype"})
"""The files by which a document that is zipped is one: it is whole, or nothing."""
_FAULTS = (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, lzma.LZMAError, EOFError, OSError)
"""Of an archive that is broken, locked, or packed in a way that is not known here."""
_COMPRESSED: dict[bytes, tuple[Callable[[io.BytesIO], BufferedIOBase], Callable[[bytes], bytes]]] = {
    b"\x1f\x8b": (lambda packed: gzip.GzipFile(fileobj=packed), lambda data: gzip.compress(data, mtime=0)),
    b"BZh": (bz2.BZ2File, bz2.compress),
    b"\xfd7zXZ\0": (lzma.LZMAFile, lzma.compress),
}


def strike_packed(pattern: Pattern[str], data: bytes, inner: Strike) -> Struck | None:
    """Return an archive without the text; raises ValueError when it cannot be looked into.

    `inner` does the same for each file in it. What cannot be struck out becomes a note, in a document all of it.
    """
    try:
        if data.startswith(ZIP):
            return _strike_zip(pattern, data, inner)
        mark = next(mark for mark in _COMPRESSED if data.startswith(mark))
        return _strike_compressed(data, inner, *_COMPRESSED[mark])
    except _FAULTS as error:
        raise ValueError from error


def is_packed(data: bytes) -> bool:
    """Tell whether bytes are an archive of a kind that is unpacked here."""
    return data.startswith((ZIP, *_COMPRESSED))


def _strike_compressed(
    data: bytes, inner: Strike, unpack: Callable[[io.BytesIO], BufferedIOBase], pack: Callable[[bytes], bytes]
) -> Struck | None:
    with unpack(io.BytesIO(data)) as opened:
        held = opened.read(MOST_UNPACKED + 1)
    if len(held) > MOST_UNPACKED:
        raise ValueError
    struck = inner(held)
    return struck and Struck(struck.count, None if struck.data is None else pack(struck.data))


def _strike_zip(pattern: Pattern[str], data: bytes, inner: Strike) -> Struck | None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        members = old.infolist()
        if sum(member.file_size for member in members) > MOST_UNPACKED:
            raise ValueError
        is_document = not _DOCUMENT.isdisjoint(member.filename for member in members)
        comment, count = black_out(pattern, old.comment.decode("utf-8", "surrogateescape"))
        new.comment = comment.encode("utf-8", "surrogateescape") if count else old.comment
        for number, member in enumerate(members):
            content = old.read(member)
            struck = inner(content)
            name, in_name = black_out(pattern, member.filename)
            in_notes = pattern.findall((member.comment + member.extra).decode("utf-8", "replace"))
            count += (struck.count if struck else 0) + in_name + len(in_notes)
            if struck and struck.data is None:
                if is_document:
                    return Struck(count, None)
                name, in_name = f"erased-{number}.txt", 1
            member.filename = name if in_name else member.filename
            member.comment = member.extra = b""
            new.writestr(member, content if struck is None else NOTE if struck.data is None else struck.data)
    return Struck(count, packed.getvalue()) if count else None
