"""A file of any kind → what can be read in it: escapes resolved, archives unpacked, lists of words spelled out."""

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from generator.organise.search.postings import DIGITS

LARGEST = 64 << 20
"""Bytes of a packed file that are looked at, unpacked."""
_DEEPEST = 3
"""Archives in archives."""
_ENDS = 1 << 20
"""Bytes at the beginning and the end of a large file that is no text."""
_INLINE = re.compile(r"</?(?:abbr|b|bdi|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr)>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}")
_LIST = re.compile(r"(?:^|/)search/(?:[^/]+/)*[^/]+\.txt$")
_UNPACKERS = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))


def texts_of(path: str, data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield what can be read in a file; of an archive also the names of what it holds."""
    if data[:4] == b"PK\x03\x04" and depth < _DEEPEST:
        yield from _texts_of_zip(data, depth)
        return
    for mark, unpack in _UNPACKERS:
        if data.startswith(mark) and depth < _DEEPEST:
            try:
                with unpack(io.BytesIO(data)) as opened:
                    yield from texts_of(path.rpartition(".")[0], opened.read(LARGEST), depth + 1)
            except (OSError, EOFError, lzma.LZMAError, zlib.error):
                break
            return
    if b"\0" in data[:4096]:
        data = data if len(data) <= 2 * _ENDS else data[:_ENDS] + data[-_ENDS:]
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield readable(data.decode("utf-16", "ignore"))
        yield " ".join(part.decode() for part in re.findall(rb"[\x20-\x7e]{6,}", data))
        return
    text = data.decode("utf-8", "ignore")
    if _LIST.search(path):
        yield " | ".join(words_of_list(text))
    yield readable(text)


def readable(text: str) -> str:
    """Return a text without the escapes of JSON, HTML and addresses, and without the tags that stand in sentences."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\", "")
    for _ in range(3):  # HTML in a feed is escaped once more, and its own escapes with it
        if "&" not in text:
            break
        plain = unescape(text)
        if plain == text:
            break
        text = plain
    if "%" in text and _ENCODED.search(text):
        text = f"{text}\n|\n{unquote(text)}"
    return _INLINE.sub("", text)


def words_of_list(text: str) -> Iterator[str]:
    """Yield the words of a list in which each stands without the letters that it shares with the one before."""
    before = ""
    for line in text.splitlines():
        shared = DIGITS.find(line[:1]) if line else -1
        if shared < 0 or shared > len(before):
            return
        before = before[:shared] + line[1:].partition(" ")[0]
        yield before


def _texts_of_zip(data: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename
                if not member.is_dir() and member.file_size <= LARGEST:
                    yield from texts_of(member.filename, archive.read(member), depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error):
        return  # what nobody can unpack holds nothing that anybody can read
