"""Kinds of files that are neither plain text nor Markdown, known by their first bytes or by their name."""

import re
from typing import NamedTuple

from generator.ingest.reading import Item, NotARelease
from generator.problems import ImportRefused, Problem


class ForeignKind(NamedTuple):
    """A kind of file that the text formats must not touch."""

    name: str
    may_hold_a_release: bool = True


_PICTURE = ForeignKind("a picture", may_hold_a_release=False)
_RECORDING = ForeignKind("a recording", may_hold_a_release=False)
_CODE = ForeignKind("part of a web page or a program", may_hold_a_release=False)
_ARCHIVE = ForeignKind("an archive")
_WORD = ForeignKind("a word processor's document")
_PDF = ForeignKind("a PDF")
_WEB = ForeignKind("a web page")
_MAIL = ForeignKind("an e-mail")
_TABLE = ForeignKind("a table")
_DATA = ForeignKind("structured data")

_BY_BEGINNING: tuple[tuple[bytes, ForeignKind], ...] = (
    (rb"%PDF-", _PDF),
    (rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh[1-9]1AY", _ARCHIVE),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf", _WORD),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|BM....\0\0\0\0|<svg\b", _PICTURE),
    (rb"RIFF....(?:WAVE|AVI )|ID3[\x02-\x04]|OggS\0|fLaC\0|\x1aE\xdf\xa3|....ftyp", _RECORDING),
    (rb"\x7fELF|MZ[^\r\n]{0,60}\0|\xca\xfe\xba\xbe|SQLite format 3\0", _CODE),
    (rb"\s*(?:\xef\xbb\xbf)?(?:<!DOCTYPE\s+html|<html[\s>])", _WEB),
    (rb"\s*(?:\xef\xbb\xbf)?<\?xml\s", _DATA),
)
_BY_SUFFIX: tuple[tuple[str, ForeignKind], ...] = (
    ("pdf", _PDF),
    ("doc docx odt rtf pages wpd", _WORD),
    ("zip gz tgz tar 7z rar bz2 xz", _ARCHIVE),
    ("htm html xhtml mhtml", _WEB),
    ("eml msg mbox", _MAIL),
    ("csv tsv xls xlsx ods", _TABLE),
    ("json jsonl ndjson xml rss atom yaml yml toml", _DATA),
    ("png jpg jpeg gif webp avif svg tif tiff bmp ico heic psd ai eps", _PICTURE),
    ("mp3 mp4 m4a m4v mov avi mkv webm wav ogg flac", _RECORDING),
    ("css js mjs ts py php sh bat exe dll so woff woff2 ttf otf eot map db sqlite", _CODE),
)
_READ_SUFFIXES = frozenset("pdf doc docx odt rtf htm html mht mhtml eml msg mbox".split())
"""Of formats that are read here: a file that is called so and was recognised as none of them is not what it says."""
_TEXT_SUFFIXES = frozenset("txt text md markdown mdown mkd asc".split())
_MOST_LOOKED_AT = 512

_SUFFIXES = {suffix: kind for suffixes, kind in _BY_SUFFIX for suffix in suffixes.split()}
_BEGINNINGS = tuple((re.compile(pattern, re.DOTALL | re.IGNORECASE), kind) for pattern, kind in _BY_BEGINNING)


def refusal_of_foreign_kind(item: Item) -> ImportRefused | NotARelease | None:
    """Return why a file that no reader knows by its bytes is not read, or None when it may be plain text."""
    suffix = item.name.rpartition(".")[2].lower() if "." in item.name else ""
    head = item.data[:_MOST_LOOKED_AT]
    by_name = _SUFFIXES.get(suffix)
    by_bytes = next((kind for pattern, kind in _BEGINNINGS if pattern.match(head)), None)
    says_release = by_name.may_hold_a_release if by_name else suffix in _TEXT_SUFFIXES
    if by_bytes and not by_bytes.may_hold_a_release and says_release:
        message = f"this is {by_bytes.name} and no .{suffix} file; get the release again, and give this file its ending"
    elif suffix in _READ_SUFFIXES and by_name != by_bytes and by_bytes != _ARCHIVE:
        message = f"this is no .{suffix} file, or a damaged one; get it again, or give it the ending of what it is"
    # A .docx is a zip by its first bytes: what its name says is the better word for it.
    elif not (kind := by_name or by_bytes):
        return None
    elif kind.may_hold_a_release:
        message = f"this is {kind.name}, which cannot be read; export it as plain text, and import that"
    else:
        return NotARelease(f"this is {kind.name}, which is no release; import the text that belongs to it")
    return ImportRefused([Problem(message=message)])
