"""Small XML documents as agencies send them, read safely: no DTD is loaded, no entity expanded, nothing fetched.

An external DOCTYPE, which old NITF and NewsML carry, is passed over; one that defines entities itself is refused.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import Any

from generator.ingest.html_copy import missing_extra
from generator.problems import ImportRefused, Problem

Element = Any
"""An element of lxml, which has no types."""

_INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}\[|<!ENTITY", re.IGNORECASE)
_NAMED_REFERENCE = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCODING = re.compile(r"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def parse_xml(data: bytes) -> Element:
    """Return the root of a document; raises ImportRefused when it is damaged, or defines entities of its own."""
    try:
        from lxml import etree  # slow to import
    except ImportError as error:
        raise missing_extra("lxml") from error
    prepared = _prepare(data)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(prepared, parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error).partition(", line")[0].split())[:80]
        raise _refusal(f"the XML is damaged ({reason}); export it again", error.lineno or None) from error
    except ValueError as error:
        raise _refusal(f"the XML cannot be read ({error}); save it as UTF-8") from error
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction, etree.Entity)
    return root


def write_xml(element: Element) -> bytes:
    """Return an element as a document of its own, the same bytes for the same element."""
    from lxml import etree

    written: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    return written


def local_name(element: Element) -> str:
    """Return the name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(element: Element | None, path: str) -> Iterator[Element]:
    """Yield the elements at a path of local names below `element`, such as `contentMeta/headline`."""
    if element is None:
        return
    name, _, rest = path.partition("/")
    for child in element:
        if local_name(child) == name:
            if rest:
                yield from find_all(child, rest)
            else:
                yield child


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path of local names, or None."""
    return next(find_all(element, path), None)


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements of these local names at any depth, `element` itself included."""
    if element is not None:
        yield from (part for part in element.iter() if local_name(part) in names)


def text_of(element: Element | None) -> str:
    """Return the words of an element in one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def text_at(element: Element | None, path: str) -> str | None:
    """Return the words of the first element at a path that has any."""
    return next(filter(None, map(text_of, find_all(element, path))), None)


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute, whatever its namespace and case; None if it is absent or empty."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2].lower() == name.lower() and value.strip():
            return str(value.strip())
    return None


def write_markup(element: Element, names: Mapping[str, str] | None = None, without: tuple[str, ...] = ()) -> str:
    """Return what an element holds as HTML: names replaced, namespaces dropped, the elements `without` left out."""
    from lxml import etree

    copied = copy.deepcopy(element)
    for part in list(copied.iter()):
        name = local_name(part)
        if name in without and part is not copied:
            _remove(part)
            continue
        part.tag = (names or {}).get(name, name) if part is not copied else "div"
        for key in list(part.attrib):
            value = part.attrib.pop(key)
            part.set(key.rpartition("}")[2], value)
    etree.cleanup_namespaces(copied)
    written: str = etree.tostring(copied, method="html", encoding="unicode", with_tail=False)
    return written


def _remove(element: Element) -> None:
    """Take an element out, and leave the text behind it where it is."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _prepare(data: bytes) -> bytes:
    """Return the bytes with HTML's named references, which only a DTD explains, written as numbers."""
    if data.startswith(_UTF_16_MARKS):
        try:
            data = _ENCODING.sub(r"\1", data.decode("utf-16"), count=1).encode()
        except UnicodeDecodeError as error:
            raise _refusal("the XML says that it is UTF-16 but is not; save it as UTF-8") from error
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _INTERNAL_SUBSET.search(data):
        message = "the XML defines entities of its own, which could make it endless; remove its DTD, and import again"
        raise _refusal(message)
    return _NAMED_REFERENCE.sub(_number, data)


def _number(reference: re.Match[bytes]) -> bytes:
    characters = html5.get(f"{reference[1].decode('ascii')};")
    if reference[1] in _XML_NAMES or characters is None:
        return reference[0]
    return "".join(f"&#{ord(character)};" for character in characters).encode("ascii")


def _refusal(message: str, line: int | None = None) -> ImportRefused:
    return ImportRefused([Problem(message=message, line=line)])
