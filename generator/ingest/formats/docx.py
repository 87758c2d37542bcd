"""Word (.docx): what a reader of the printed page would see, through mammoth's HTML.

Comments, tracked deletions and hidden text are taken out of the XML before mammoth reads it.
"""

import io
import posixpath
import re
import zipfile
from functools import partial
from typing import Any
from xml.etree import ElementTree

from generator.ingest.assets import Assets
from generator.ingest.formats.docx_cleaning import clean_part, hidden_styles, shown_words
from generator.ingest.formats.docx_spelling import spell_out
from generator.ingest.formats.left_out import LeftOut, call_by_property
from generator.ingest.formats.office_zip import (
    attribute,
    damaged,
    has_part,
    local_name,
    open_package,
    parse_xml,
    read_part,
    read_xml,
    refused,
)
from generator.ingest.fragment_pictures import CAPTION, source_of, take_fragment_pictures
from generator.ingest.html_copy import missing_extra, read_fragment
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated

_MAIN_PART = re.compile(r"word/document\d*\.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COMMENTS = re.compile(r"word/comments\w*\.xml")
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_COPY = {"document", "footnotes", "endnotes"}
_STYLES = f"""\
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='caption'] => p.{CAPTION}:fresh
p[style-name='Figure'] => p.{CAPTION}:fresh
p[style-name='Illustration'] => p.{CAPTION}:fresh
u => """
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
    assets = Assets(item)
    convert_image = mammoth.images.img_element(partial(_take_picture, assets))
    try:
        markup = mammoth.convert_to_html(io.BytesIO(cleaned), style_map=_STYLES, convert_image=convert_image).value
    except RecursionError as error:
        raise refused("the file is nested deeper than any document; open it, and save it anew") from error
    except Exception as error:  # mammoth lets KeyError, AttributeError and more escape from a package that lacks parts
        raise damaged() from error
    markup = _INNER_LINK.sub(r"\1", _BACK_LINK.sub("", markup))
    markup, media = take_fragment_pictures(markup, assets)
    reading = assets.attach(read_fragment(markup, item, Stated(media=media), left_out.problems(item)))
    return call_by_property(reading, _property_title(package))


def _take_picture(assets: Assets, picture: Any) -> dict[str, str]:
    """Return the attributes of the HTML that stands for a picture; none for one that cannot be published."""
    with picture.open() as opened:
        medium = assets.add(opened.read(), picture.alt_text or "picture")
    return {"src": source_of(medium)} if medium else {}


def _pictures(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the parts that are pictures of a part of the document, by the ids that it has for them."""
    above, _, name = part.rpartition("/")
    root = read_xml(package, f"{above}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for relation in () if root is None else root:
        target, kind = attribute(relation, "Target") or "", attribute(relation, "Type") or ""
        if kind.endswith("/image") and attribute(relation, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", above, target)).lstrip("/")
            if path in package.namelist():
                found[attribute(relation, "Id") or ""] = path
    return found


def _clean(package: zipfile.ZipFile, left_out: LeftOut) -> bytes:
    """Return a package of those parts alone that a reader sees: no comment, nothing hidden, no stray picture."""
    styles = read_xml(package, "word/styles.xml")
    hidden = hidden_styles(styles) if styles is not None else frozenset[str]()
    written = io.BytesIO()
    pictures: set[str] = set()
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
                own = _pictures(package, name)
                _clean_deep(root, hidden, left_out, frozenset(own))
                left_out.embedded += spell_out(root)
                shown = {value for element in root.iter() for value in element.attrib.values()}
                pictures.update(path for name, path in own.items() if name in shown)
                data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            elif _MARGIN.fullmatch(name):
                _clean_deep(root, hidden, LeftOut(), frozenset())
                left_out.margins.extend(shown_words(root))
            copy.writestr(name, data)
        for name in sorted(pictures):
            copy.writestr(name, read_part(package, name) or b"")
    return written.getvalue()


def _clean_deep(root: ElementTree.Element, hidden: frozenset[str], left_out: LeftOut, pictures: frozenset[str]) -> None:
    try:
        clean_part(root, hidden, left_out, pictures)
    except RecursionError as error:
        raise refused("the file is nested deeper than any document; open it, and save it anew") from error


def _property_title(package: zipfile.ZipFile) -> str | None:
    root = read_xml(package, "docProps/core.xml")
    if root is None:
        return None
    return next((element.text for element in root if local_name(element) == "title" and element.text), None)
