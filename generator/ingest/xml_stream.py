"""XML as a stream of elements: never the whole document in memory, no DTD is read, nothing fetched, nothing expanded.

The text is decoded here and not by the parser, which knows few of the encodings that old exports are in.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from functools import reduce
from html.entities import html5
from typing import Any, BinaryIO
from xml.etree import ElementTree

from generator.ingest.base_addresses import join_address
from generator.problems import ImportRefused, Problem

Element = ElementTree.Element

_CHUNK = 1 << 16
_DEEPEST = 200
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_LONGEST_PROLOG = 1 << 20
_LONGEST_DOCTYPE = 2000
_ELSEWHERE = re.compile(r"<!DOCTYPE[^\[>]{0,1900}>", re.IGNORECASE)
_OWN_DTD = '<!DOCTYPE x SYSTEM "">'
_NAMED = {name.removesuffix(";"): characters for name, characters in html5.items() if name.endswith(";")}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Control characters, which XML has no place for and pasting from word processors leaves in texts."""

_ROOT = re.compile(
    rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+(<[A-Za-z_][^>]*)", re.DOTALL | re.IGNORECASE
)

for _prefix, _uri in (
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("atom", "http://www.w3.org/2005/Atom"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("wp", "http://wordpress.org/export/1.2/"),
    ("excerpt", "http://wordpress.org/export/1.2/excerpt/"),
):
    ElementTree.register_namespace(_prefix, _uri)


def first_tag(head: bytes) -> bytes:
    """Return the first tag of a document, without its `>`, from the document's first bytes; b"" if it is no XML."""
    # UTF-16 is ASCII with NULs between, well enough to find names in it.
    root = _ROOT.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b""))
    return root[1] if root else b""


def stream_elements(file: BinaryIO, wanted: Callable[[str], bool]) -> Iterator[Element]:
    """Yield the elements whose tag (`{namespace}name`) is wanted, as they end; those inside of one are part of it.

    Raises ImportRefused when the document is damaged, has a DTD of its own, or is not in the encoding it names.
    """
    reader: Any = ElementTree.XMLParser(target=ElementTree.TreeBuilder())  # noqa: S314 - its entities are those of HTML
    reader.entity.update(_NAMED)
    parser: Any = ElementTree.XMLPullParser(events=("start", "end"), _parser=reader)
    stream = _Stream(wanted)
    try:
        for text in _with_own_dtd(_decoded(file)):
            parser.feed(text)
            yield from stream.take(parser)
        parser.close()
    except ElementTree.ParseError as error:
        reason = str(error).partition(":")[0]
        # So the parser words it when the document ends within an element.
        reason = "it ends too early" if reason in ("no element found", "unclosed token") else reason
        raise _refusal(f"the XML is damaged ({reason}); export it again", error.position[0]) from error
    yield from stream.take(parser)


def parse_element(data: bytes) -> Element:
    """Return the outermost element of a small document; raises ImportRefused as `stream_elements` does."""
    return next(iter(stream_elements(io.BytesIO(data), lambda _: True)))


def write_element(element: Element) -> bytes:
    """Return an element as a document of its own, the same bytes for the same element."""
    element.tail = None
    written: bytes = ElementTree.tostring(element, encoding="utf-8", xml_declaration=False)
    return written


class _Stream:
    """Takes the wanted elements out of what a parser has read, and lets go of all others."""

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self._wanted = wanted
        self._open: list[Element] = []
        self._wanted_depth = 0
        """At which the wanted element stands that is being read; 0 outside of one."""

    def take(self, parser: Any) -> Iterator[Element]:
        """Yield the wanted elements that have ended."""
        opened = self._open
        for event, element in parser.read_events():
            if event == "start":
                opened.append(element)
                if len(opened) > _DEEPEST:
                    raise _refusal(f"the XML is nested more than {_DEEPEST} elements deep; export it again")
                if not self._wanted_depth and self._wanted(element.tag):
                    self._wanted_depth = len(opened)
                continue
            depth = len(opened)
            opened.pop()
            if depth == self._wanted_depth:
                self._wanted_depth = 0
                for name in (_BASE, _LANGUAGE):  # they hold for all below
                    stated = [one.attrib[name] for one in (*opened, element) if name in one.attrib]
                    if stated:
                        element.attrib[name] = reduce(join_address, stated) if name == _BASE else stated[-1]
                yield element
            if not self._wanted_depth and opened:
                opened[-1].remove(element)


def _with_own_dtd(texts: Iterator[str]) -> Iterator[str]:
    """Yield the document with a DTD that declares nothing, in the place of one that is elsewhere.

    Where there is a DTD, the parser asks for entities it does not know, such as `&nbsp;`, instead of giving up. One
    that declares some itself is refused before the parser sees it: it can stand nowhere but before the first tag.
    """
    prolog = ""
    for text in texts:
        prolog += text
        begins = _PROLOG.match(prolog)
        at = begins.end() if begins else 0
        rest = prolog[at : at + _LONGEST_DOCTYPE]
        if elsewhere := _ELSEWHERE.match(rest):
            prolog = prolog[:at] + "\n" * elsewhere[0].count("\n") + prolog[at + elsewhere.end() :]
            at += elsewhere[0].count("\n")
            rest = prolog[at : at + _LONGEST_DOCTYPE].lstrip()
        if rest[:9].upper() == "<!DOCTYPE" and ("[" in rest or len(rest) == _LONGEST_DOCTYPE):
            name = rest[9:].split(maxsplit=1)
            raise _refusal(
                f"the XML has a DTD (<!DOCTYPE {name[0][:20] if name else ''} …>), which is not read; remove it and "
                "import again"
            )
        if re.match(r"<[^!?]", rest):
            prolog = prolog[:at] + _OWN_DTD + prolog[at:]
            break
        if len(prolog) > _LONGEST_PROLOG:
            break
    yield prolog
    yield from texts


def _decoded(file: BinaryIO) -> Iterator[str]:
    """Yield the document's text, control characters as blanks."""
    chunk = file.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(chunk))()
    read = 0
    while True:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            message = (
                f"the XML says that it is {error.encoding.upper()}, but about byte {read + error.start + 1} it is not; "
                "save it as UTF-8"
            )
            raise _refusal(message) from error
        # Some servers write empty lines before the declaration, where no parser allows them.
        yield _FORBIDDEN.sub(" ", text if read else text.lstrip("\ufeff \t\r\n"))
        if not chunk:
            return
        read += len(chunk)
        chunk = file.read(_CHUNK)


def _encoding(head: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return encoding
    declared = _DECLARATION.match(head[:400])
    name = declared[1].decode("ascii") if declared else "utf-8"
    # Exports that call themselves Latin-1 have the quotes and dashes of cp1252, as browsers know.
    name = "cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name
    try:
        "".encode(name)
    except LookupError as error:
        message = f"the XML says that it is in '{name}', which is no encoding known here; save it as UTF-8"
        raise _refusal(message) from error
    return name


def _refusal(message: str, line: int | None = None) -> ImportRefused:
    return ImportRefused([Problem(message=message, line=line)])
