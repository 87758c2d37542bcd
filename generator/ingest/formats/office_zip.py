"""The zip packages of office programs: opened within limits, and their XML read without a DTD.

Nothing outside the package is ever opened.
"""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from generator.ingest.reading import Item
from generator.problems import ImportRefused, Problem

_MOST_BYTES = 200 * 2**20
_MOST_RATIO = 200
"""Real documents are compressed to a twentieth; a hundredth is possible, where one line is repeated."""
_LEAST_SUSPICIOUS = 4 * 2**20
_MOST_PARTS = 20_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


class _NoDoctype(ElementTree.TreeBuilder):
    """A DTD is how entities are declared, those that grow and those that name files: no office program writes one."""

    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        """Stop before the first entity is declared."""
        raise _DoctypeFound


class _DoctypeFound(Exception):
    """The XML has a document type declaration."""


def is_zip(item: Item) -> bool:
    """Tell whether the bytes begin as a zip does."""
    return item.data.startswith(b"PK\x03\x04")


def has_part(item: Item, name: re.Pattern[str]) -> bool:
    """Tell whether a part whose name matches is in the zip, be it damaged."""
    if not is_zip(item):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(item.data)) as package:
            return any(map(name.fullmatch, package.namelist()))
    except _DAMAGED:  # the list of names is at the end, but each name also stands before its part
        return bool(name.search(item.data.decode("latin-1")))


def open_package(item: Item) -> zipfile.ZipFile:
    """Open a package; raises ImportRefused when it is damaged, or would fill the memory."""
    try:
        package = zipfile.ZipFile(io.BytesIO(item.data))
    except _DAMAGED as error:
        raise damaged() from error
    parts = package.infolist()
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise refused(
            f"the file would unpack to {size // 2**20} MB in {len(parts)} parts, more than a document has; save it anew"
        )
    for part in parts:
        if part.file_size > _LEAST_SUSPICIOUS and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise refused("the file unpacks to more than 200 times its size, as no document does; save it anew")
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of a part, None if there is none; raises ImportRefused when it is damaged."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except _DAMAGED as error:
        raise damaged() from error


def read_xml(package: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    """Return the root of an XML part, None if there is none; raises ImportRefused when it is damaged or has a DTD."""
    data = read_part(package, name)
    return None if data is None else parse_xml(data)


def parse_xml(data: bytes) -> ElementTree.Element:
    """Return the root of XML; raises ImportRefused when it is damaged or has a DTD."""
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314 - what makes it unsafe is declared in a DTD
    try:
        parser.feed(data)
        root: ElementTree.Element = parser.close()
    except _DoctypeFound as error:
        message = "the file declares XML entities, which no word processor does; open it in one, and save it anew"
        raise refused(message) from error
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise damaged() from error
    return root


def local_name(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace."""
    tag: object = element.tag  # of a comment it is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """Return an attribute, whatever its namespace."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def damaged() -> ImportRefused:
    """Return the refusal of a file that is broken or cut short."""
    return refused("the file is damaged or was cut short; get it again from where it came, or open it and save it anew")


def refused(message: str) -> ImportRefused:
    """Return a refusal of one sentence."""
    return ImportRefused([Problem(message=message)])
