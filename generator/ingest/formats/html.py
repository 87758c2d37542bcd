"""Pages saved from a newsroom or a wire: metadata first, then the text the page shows.

Nothing is fetched and nothing runs; what the page shows around the release (navigation, notices, buttons) is left out.
"""

import re
from dataclasses import replace
from urllib.parse import urljoin

from generator.ingest.html_article import find_article
from generator.ingest.html_copy import read_fragment
from generator.ingest.html_head_lines import find_number, find_shown_date, find_title
from generator.ingest.html_metadata import read_metadata
from generator.ingest.html_page import Element, load_page, shown_blocks
from generator.ingest.html_pictures import read_pictures
from generator.ingest.reading import Item, Reading
from generator.problems import Problem

_SUFFIXES = (".html", ".htm", ".xhtml")
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!DOCTYPE\s+html\b|html\b|head\b|body\b)",
    re.IGNORECASE | re.DOTALL,
)
_UTF_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<")
_LOOKED_AT = 2048
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#", re.IGNORECASE)


def recognises(item: Item) -> bool:
    """Tell whether the item is a page by its first bytes, or by its name."""
    head = item.data[:_LOOKED_AT]
    return bool(_BEGINNING.match(head)) or head.startswith(_UTF_16) or item.name.lower().endswith(_SUFFIXES)


def read(item: Item) -> Reading:
    """Read a release from a saved page; raises ImportRefused when it is damaged or holds no words."""
    root, problems = load_page(item)
    stated, site = read_metadata(root)
    base = _base(root, stated.source_url)
    _complete_links(root, base)
    from lxml import html  # type: ignore[import-untyped]

    markup = html.tostring(root, encoding="unicode")
    blocks = list(shown_blocks(root))
    title, element = find_title(root, blocks, stated.title, site)
    date = stated.date or find_shown_date(blocks, element)
    number = find_number(blocks)
    article = find_article(root, blocks, element, markup)
    pictures, beside = read_pictures(article.pictures, base)
    known = {medium.url for medium in pictures}
    media = (*pictures, *(medium for medium in stated.media if medium.url not in known))
    stated = replace(stated, title=title, date=date, number=number, media=media)
    if beside:
        problems = (*problems, _left_beside(beside[0], len(beside), item))
    return read_fragment(article.markup, item, stated, problems)


def _base(root: Element, address: str | None) -> str | None:
    said = next((base.get("href") for base in root.iter("base") if base.get("href")), None)
    return urljoin(address or "", said) if said else address


def _complete_links(root: Element, base: str | None) -> None:
    """Write out the links that are relative to the page: the release will not stand beside it."""
    for link in root.iter("a"):
        address = (link.get("href") or "").strip()
        if base and address and not _ELSEWHERE.match(address):
            try:
                link.set("href", urljoin(base, address))
            except ValueError:  # an address with half a bracket
                continue


def _left_beside(first: str, count: int, item: Item) -> Problem:
    what = f"a picture ({first[:80]})" if count == 1 else f"{count} pictures (the first is {first[:80]})"
    message = f"the page shows {what} that lies beside it and does not come with it; add it under content/media/"
    return Problem(message=message, path=item.shown, severity="warning")
