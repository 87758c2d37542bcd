"""Word (.docx): what a reader of the printed page would see, through mammoth's HTML.

Comments, tracked deletions and hidden text are taken out of the XML before mammoth reads it.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from generator.ingest.formats.docx_cleaning import clean_part, hidden_styles, shown_words
from generator.ingest.formats.left_out import LeftOut, call_by_property
from generator.ingest.formats.office_zip import (
    damaged,
    has_part,
    local_name,
    open_package,
    parse_xml,
    read_part,
    read_xml,
    refused,
)
from generator.ingest.html_copy import missing_extra, read_fragment
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated

_MAIN_PART = re.compile(r"word/document\d*\.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COMMENTS = re.compile(r"word/comments\w*\.xml")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_COPY = {"document", "footnotes", "endnotes"}
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\nu => "
_BACK_LINK = re.compile(r"\s*<a href=\"#(?:foot|end)note-ref-[^\"]*\">↑</a>")
_INNER_LINK = re.compile(r"<a (?:id=\"[^\"]*\" ?)?href=\"#[^\"]*\"[^>]*>(.*?)</a>", re.DOTALL)


def recognises(item: Item) -> bool:
    """Tell whether the bytes are those of a Word document, be it one under a password."""
    return has_part(item, _MAIN_PART) or (item.data.startswith(_OLE) and _ENCRYPTED in item.data)


def read(item: Item) -> Reading:
    """Read a release from Word; raises ImportRefused when the file is damaged, under a password, or holds no words."""
    try:
        import mammoth  # slow to import
    except ImportError as error:
        raise missing_extra("mammoth") from error
    if item.data.startswith(_OLE):
        raise refused("the file is under a password; open it, save it without one, and import that")
    left_out = LeftOut()
    package = open_package(item)
    cleaned = _clean(package, left_out)
    try:
        markup = mammoth.convert_to_html(io.BytesIO(cleaned), style_map=_STYLES).value
    except RecursionError as error:
        raise refused("the file is nested deeper than any document; open it, and save it anew") from error
    except Exception as error:  # mammoth lets KeyError, AttributeError and more escape from a package that lacks parts
        raise damaged() from error
    markup = _INNER_LINK.sub(r"\1", _BACK_LINK.sub("", markup))
    reading = read_fragment(markup, item, Stated(), left_out.problems(item))
    return call_by_property(reading, _property_title(package))


def _clean(package: zipfile.ZipFile, left_out: LeftOut) -> bytes:
    """Return a package of those parts alone that a reader sees: no comment, no picture, nothing hidden."""
    styles = read_xml(package, "word/styles.xml")
    hidden = hidden_styles(styles) if styles is not None else frozenset[str]()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for name in dict.fromkeys(package.namelist()):
            if not name.endswith((".xml", ".rels")) or name.startswith("customXml/"):
                continue
            data = read_part(package, name) or b""
            root = parse_xml(data)
            if _COMMENTS.fullmatch(name):
                if name == "word/comments.xml":
                    left_out.comments += sum(local_name(element) == "comment" for element in root)
                continue
            if local_name(root) in _COPY:
                _clean_deep(root, hidden, left_out)
                data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            elif _MARGIN.fullmatch(name):
                _clean_deep(root, hidden, LeftOut())
                left_out.margins.extend(shown_words(root))
            copy.writestr(name, data)
    return written.getvalue()


def _clean_deep(root: ElementTree.Element, hidden: frozenset[str], left_out: LeftOut) -> None:
    try:
        clean_part(root, hidden, left_out)
    except RecursionError as error:
        raise refused("the file is nested deeper than any document; open it, and save it anew") from error


def _property_title(package: zipfile.ZipFile) -> str | None:
    root = read_xml(package, "docProps/core.xml")
    if root is None:
        return None
    return next((element.text for element in root if local_name(element) == "title" and element.text), None)
