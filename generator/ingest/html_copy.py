"""HTML that is all content → release: sanitised, written as Markdown, then read as any copy is.

The words are those of the HTML: nothing is taken for navigation here, and no sign of the text becomes syntax.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import nh3

from generator.ingest.blocks import Block, split_text
from generator.ingest.formats.text import write_body as write_plain_body
from generator.ingest.html_escape import protect_words, restore_words
from generator.ingest.html_tables import CELLS, spread_cells
from generator.ingest.html_tags import refuse_deep
from generator.ingest.long_lines import refuse_long_lines
from generator.ingest.markdown_blocks import decode_references, heading_level, plain_words, split_markdown
from generator.ingest.parts.kickers import is_kicker
from generator.ingest.parts.release_marks import without_marker
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated, apply_stated
from generator.ingest.wire_copy import read_copy
from generator.names import name_key
from generator.problems import ImportRefused, Problem

_BLOCKS = frozenset(
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_TAGS = _BLOCKS | frozenset("a abbr b br code del em i img ins kbd q s samp strong sub sup u".split())
_UNREAD = frozenset(
    "script style iframe noscript template object embed svg math title select button textarea canvas audio video "
    "noframes applet".split()
)
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_ATTRIBUTES |= {cell: {"colspan", "rowspan"} for cell in CELLS}
_SHOWN = {"style", "hidden"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_TAG = re.compile(r"<(?:[^>\"]|\"[^\"]*\")*>")
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCKS))}|br)(?![a-z0-9])(?:[^>\"]|\"[^\"]*\")*>")
_ORDINAL = re.compile(r"<sup>\s*(st|nd|rd|th|e|er|[èe]me|o|a|TM|SM|®|™|©)\s*</sup>", re.IGNORECASE)
"""Raised letters that are the same word unraised; raised digits are not."""
_WORD = re.compile(r"\w+")
_MOST_LOST = 0.005
"""The share of the words that a conversion may lose before it is not used: list markers and the like are counted."""
_MOST_LOST_WORDS = 3
"""However short the text: signs that look like a link are not counted alike on both sides."""
_TABLE_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th", "caption")
_MOST_BEFORE_HEADLINE = 4
_MOST_IN_CELL = 600


def read_fragment(markup: str, item: Item, stated: Stated, problems: Sequence[Problem] = ()) -> Reading:
    """Read a release from HTML without a page around it; raises ImportRefused when it holds no words.

    Where no title is stated, the highest heading near the top is the title; one that repeats the stated title is it.
    """
    refuse_deep(markup)
    clean = sanitise(markup)
    refuse_long_lines(_TAG.split(clean))
    markdown = write_markdown(clean)
    if markdown is None:  # nested too deep to be written as it is: its words are kept, its structure is not
        return read_plain(plain_text(clean), item, stated, problems)
    return _read_blocks(split_markdown(markdown), item, stated, problems, plain_words, _write_body)


def read_plain(text: str, item: Item, stated: Stated, problems: Sequence[Problem] = ()) -> Reading:
    """Read a release from plain text of which some things are stated elsewhere; raises ImportRefused without words."""
    return _read_blocks(split_text(text), item, stated, problems, decode_references, write_plain_body)


def without_kicker(stated: Stated) -> Stated:
    """Return what is stated, less a title that stands above every release of a site and is that of none."""
    return replace(stated, title=None) if stated.title and is_kicker(stated.title) else stated


def sanitise(markup: str) -> str:
    """Return HTML without scripts, styles, forms, foreign addresses or anything that a browser would not show."""
    clean = nh3.clean(
        markup,
        tags=set(_TAGS),
        clean_content_tags=set(_UNREAD),
        attributes={**{tag: set(names) for tag, names in _ATTRIBUTES.items()}, "*": set(_SHOWN)},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    clean = _ORDINAL.sub(r"\1", clean)
    return _tidy(clean) if _needs_tidying(clean) else clean


def write_markdown(clean: str) -> str | None:
    """Return sanitised HTML as Markdown that renders to the same words, or None if words would be lost.

    Raises ImportRefused when html-to-markdown is not installed.
    """
    try:
        from html_to_markdown import ConversionOptions, convert  # slow to import
    except ImportError as error:
        raise missing_extra("html-to-markdown") from error
    # Python-Markdown nests lists by four blanks.
    options = ConversionOptions(
        list_indent_width=4, bullets="-", autolinks=False, extract_metadata=False, preserve_tags=["sub", "sup"]
    )
    markdown = restore_words((convert(protect_words(clean), options).content or "").strip("\n"))
    wanted, kept = len(_WORD.findall(plain_text(clean))), len(_WORD.findall(plain_words(markdown)))
    lost_at_most = min(max(wanted * _MOST_LOST, _MOST_LOST_WORDS), wanted / 2)
    return markdown if wanted - kept <= lost_at_most else None


def plain_text(markup: str) -> str:
    """Return the words of HTML, a paragraph for each block and a line for each line."""
    text = re.sub(r"[ \t\n\r\f\xa0]+", " ", markup)
    text = re.sub(r"<br\b[^>]*>", "\n", text)
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n\n", text)))
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def missing_extra(package: str) -> ImportRefused:
    """Return the refusal that tells how to install what reading needs."""
    message = f"reading this needs {package}, which is not installed; pip install 'dateline[import]' installs it"
    return ImportRefused([Problem(message=message)])


def _read_blocks(
    blocks: Sequence[Block],
    item: Item,
    stated: Stated,
    problems: Sequence[Problem],
    plain: Callable[[str], str],
    write_body: Callable[[Sequence[Block]], str],
) -> Reading:
    title, rest = _take_title(blocks, stated.title)
    reading = read_copy(rest, item, headline=title, plain=plain, write_body=write_body, problems=problems)
    return apply_stated(reading, replace(stated, title=without_marker(stated.title)) if stated.title else stated)


def _take_title(blocks: Sequence[Block], stated: str | None) -> tuple[str | None, Sequence[Block]]:
    """Return the title, and the blocks without the line that repeats it."""
    near = blocks[: _MOST_BEFORE_HEADLINE + 1]
    if not stated:
        headings = [block for block in near if block.kind == "heading" and block.text.strip()]
        headline = min((block for block in headings if not is_kicker(block.text)), key=heading_level, default=None)
        title = " ".join(headline.text.split()) if headline else None
        return title, [block for block in blocks if block is not headline]
    key = name_key(stated)
    for number, block in enumerate(near):
        if name_key(block.text) == key:
            return stated, [*blocks[:number], *blocks[number + 1 :]]
        if len(block.lines) > 1 and block.kind != "code" and name_key(block.words[0]) == key:
            rest = replace(block, lines=block.lines[1:], words=block.words[1:])
            return stated, [*blocks[:number], rest, *blocks[number + 1 :]]
    return stated, blocks


def _write_body(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.raw for block in blocks)


def _needs_tidying(clean: str) -> bool:
    return "<table" in clean or "hidden" in clean or 'style="' in clean or "<img" in clean


def _tidy(clean: str) -> str:
    """Drop what is not shown and pictures without an address; turn tables that only lay out a page into blocks."""
    try:
        from lxml import html as lxml_html  # slow to import
    except ImportError as error:
        raise missing_extra("lxml") from error
    root = lxml_html.fragment_fromstring(clean, create_parent="div", parser=lxml_html.HTMLParser(huge_tree=True))
    for element in list(root.iter()):
        if element is root or element.getparent() is None:
            continue
        style, hidden = element.attrib.pop("style", ""), element.attrib.pop("hidden", None)
        if hidden is not None or _HIDDEN.search(style) or (element.tag == "img" and not element.get("src")):
            element.drop_tree()
    for table in reversed(list(root.iter("table"))):
        if not _lays_out(table):
            spread_cells(table)
        else:
            parts = [part for part in table.iter(*_TABLE_PARTS) if next(part.iterancestors("table"), None) is table]
            for part in (table, *parts):
                part.tag = "div"
                for span in ("colspan", "rowspan"):
                    part.attrib.pop(span, None)
    written: str = lxml_html.tostring(root, encoding="unicode")
    return written


def _lays_out(table: Any) -> bool:
    """Tell a table that arranges a page from one that holds data."""
    rows = list(table.iter("tr"))
    if table.find(".//table") is not None or all(len(row) <= 1 for row in rows):
        return True
    return any(
        cell.find(".//ul") is not None
        or len(cell.findall(".//p")) > 2
        or any(cell.find(f".//h{level}") is not None for level in range(1, 5))
        or len(cell.text_content()) > _MOST_IN_CELL
        for cell in table.iter("td")
    )
