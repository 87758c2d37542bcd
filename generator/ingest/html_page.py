"""A saved page: bytes → element tree → what it shows, block by block.

No scripts are run, no DTD is read and nothing is fetched; what a browser would not show is no block.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from generator.ingest.decode import decode
from generator.ingest.html_copy import missing_extra
from generator.ingest.long_lines import refuse_long_lines
from generator.ingest.reading import Item
from generator.problems import ImportRefused, Problem

Element = Any
"""An element of lxml, which carries no types."""

_LOOKED_AT = 4096
_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = re.compile(
    r"\s*(?:<\?xml\b[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE\b[^>\[]*(?P<subset>\[)?)?", re.DOTALL | re.I
)
_AS_BROWSERS = {
    **dict.fromkeys(("iso8859-1", "latin-1", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
"""Encodings that pages name, and the larger ones that they are in (WHATWG Encoding §4.2)."""
_INLINE = frozenset(
    "a abbr acronym b basefont bdi bdo big cite code data del dfn em font i img ins kbd mark nobr q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSHOWN = frozenset(
    "script style noscript template iframe object embed svg math select option button textarea input canvas audio "
    "video head title nav applet".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 1000
"""Elements inside each other: what is deeper costs the square of its depth."""
_MOST_TAGS = 200_000
_ENVELOPE = re.compile(r"\A\s*<DOCUMENT>\s*<TYPE>.{0,2000}?<TEXT>\s*", re.IGNORECASE | re.DOTALL)
"""Around the exhibits of filings with the American securities commission (EDGAR)."""
_SOFT_HYPHEN = re.compile(r"\u00ad|&shy;|&#173;|&#x0*ad;", re.IGNORECASE)
"""Where a browser may break a word: no sign of the text."""
_OPENED = re.compile(r"<html\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"</?[a-zA-Z][^<>]*\Z")
_END = 4096
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that HTML may have and XML may not (XML 1.0 §2.2): lxml reads them and refuses to write them."""


class ShownBlock(NamedTuple):
    """A run of words between two block elements."""

    text: str
    element: Element
    """The innermost block element around it."""


def load_page(item: Item) -> tuple[Element, tuple[Problem, ...]]:
    """Return the root of a page and warnings about its encoding.

    Raises ImportRefused when the bytes are no text, hold no page, or lxml is not installed.
    """
    try:
        from lxml import etree, html  # slow to import
    except ImportError as error:
        raise missing_extra("lxml") from error
    text, problems = _text(item)
    head = _HEAD.match(text)
    if head and head["subset"] and "<!ENTITY" in text:
        raise _refused(
            "the page declares entities of its own, which are never resolved; save it again from the browser"
        )
    if head and head[0].lstrip().startswith("<?xml"):
        text = text[text.index("?>") + 2 :]  # lxml refuses text that names an encoding
    text = _SOFT_HYPHEN.sub("", _ENVELOPE.sub("", text, count=1))
    text = _NOT_IN_XML.sub("", text.replace("\f", " "))  # a form feed is white space
    if not text.strip():
        raise _refused("the page is empty; save it again from the browser, or delete it")
    if text.count("<") > _MOST_TAGS:
        raise _too_large()
    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise _refused("the page cannot be read as HTML; save it again from the browser") from error
    if _is_deep(root):
        raise _too_large()
    if "&#" in text:
        _drop_controls(root)
    for element in root.iter("amp-img", "amp-video", "amp-audio"):  # what AMP has instead, with the same attributes
        element.tag = element.tag.removeprefix("amp-")
    is_closed = not _OPENED.search(text) or bool(_CLOSED.search(text))
    if _BROKEN_OFF.search(text[-_END:]) or (not is_closed and text.rpartition(">")[2].strip()):
        raise _refused("the page breaks off before its end; save it again from the browser")
    if not is_closed:  # many templates leave the last tags out
        message = "the page breaks off before its end, or leaves its last tags out; compare the release with the page"
        problems = (*problems, Problem(message=message, path=item.shown, severity="warning"))
    shown = (element for element in root.iter() if element.tag not in _UNSHOWN)
    refuse_long_lines(text or "" for element in shown for text in (element.text, element.tail))
    return root, problems


def shown_blocks(root: Element) -> Iterator[ShownBlock]:
    """Yield what the page shows, in its order; navigation that is marked as such is left out."""
    from lxml import etree

    parts: list[str] = []
    around = [root]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_block = element.tag not in _INLINE
        if is_block and (text := " ".join("".join(parts).split())):
            yield ShownBlock(text, around[-1])
        if is_block:
            parts.clear()
        if event == "start":
            if is_hidden(element):
                walk.skip_subtree()
            else:
                parts.append(element.text or "")
            if is_block:
                around.append(element)
        else:
            if is_block:
                around.pop()
            parts.append(element.tail or "")


def is_hidden(element: Element) -> bool:
    """Tell whether a browser shows nothing of an element, or only a control."""
    return (
        element.tag in _UNSHOWN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def is_recording(element: Element) -> bool:
    """Tell what a browser plays, though it shows no words of it."""
    return element.tag in ("audio", "video") and element.get("hidden") is None


def nearest_heading(element: Element) -> Element | None:
    """Return the heading that an element is, or is inside of."""
    return next((each for each in (element, *element.iterancestors()) if each.tag in HEADINGS), None)


def text_of(element: Element) -> str:
    """Return the words of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def _text(item: Item) -> tuple[str, tuple[Problem, ...]]:
    """Decode by byte order mark, then by what the page says of itself, then by what the bytes look like."""
    head = item.data[:_LOOKED_AT]
    said = _XML_CHARSET.match(head) or _CHARSET.search(head)
    if said and not head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = item.data.decode(browser_encoding(said[1].decode("ascii")))
            if "\0" not in text:
                return text, ()
        except (LookupError, UnicodeError):
            pass  # not what the page says: look at the bytes
    decoded = decode(item.data, item.shown)
    if decoded.text is None:
        raise ImportRefused(decoded.problems)
    return decoded.text, decoded.problems


def browser_encoding(name: str) -> str:
    """Return the encoding that browsers take for one of this name; raises LookupError for no name of one."""
    known = codecs.lookup(name).name
    return _AS_BROWSERS.get(known, known)


def _drop_controls(root: Element) -> None:
    """Drop the characters that references may name in HTML and that lxml never writes."""
    for element in root.iter():
        for name in ("text", "tail"):
            if _NOT_IN_XML.search(getattr(element, name) or ""):
                setattr(element, name, _NOT_IN_XML.sub("", getattr(element, name)))
        for name, value in element.items():
            if _NOT_IN_XML.search(value):
                del element.attrib[name]  # first, because `set` checks the name as well
                with suppress(ValueError):
                    element.set(name, _NOT_IN_XML.sub("", value))


def _is_deep(root: Element) -> bool:
    level, depth = [root], 0
    while level and depth <= _DEEPEST:
        depth += 1
        level = [child for element in level for child in element]
    return bool(level)


def _too_large() -> ImportRefused:
    return _refused("the page has more elements than any that people wrote; save its text as plain text")


def _refused(message: str) -> ImportRefused:
    return ImportRefused([Problem(message=message)])
