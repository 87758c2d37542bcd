"""Pages saved from a newsroom or a wire: metadata first, then the text the page shows.

Nothing is fetched and nothing runs; what the page shows around the release (navigation, notices, buttons) is left out.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urljoin

from generator.ingest.assets import Assets
from generator.ingest.html_article import find_article
from generator.ingest.html_copy import read_fragment, without_kicker
from generator.ingest.html_documents import WRITTEN
from generator.ingest.html_headline import find_title
from generator.ingest.html_media import join_stated
from generator.ingest.html_metadata import read_metadata
from generator.ingest.html_origin import find_saved_address, restore_archived
from generator.ingest.html_page import Element, ShownBlock, load_page, shown_blocks
from generator.ingest.html_shown_dates import find_shown_date
from generator.ingest.reading import Item, NotARelease, Reading
from generator.problems import ImportRefused, Problem

_SUFFIXES = (".html", ".htm", ".xhtml")
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*\?>\s*)?(?>(?><!--.*?-->)\s*+)*+<(?:!DOCTYPE\s+html\b|html\b|head\b|body\b|DOCUMENT>\s*<TYPE>EX-)",
    re.IGNORECASE | re.DOTALL,
)
_UTF_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<")
_LOOKED_AT = 2048
_NUMBER = re.compile(
    r"(?:press|news|media)\s+release\s+(?:number|no\.?|nr\.?|#)\s*:?\s*(?P<number>(?=\S*\d)[A-Za-z0-9][\w./-]{0,24})",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#", re.IGNORECASE)


def recognises(item: Item) -> bool:
    """Tell whether the item is a page by its first bytes, or by its name."""
    head = item.data[:_LOOKED_AT]
    return bool(_BEGINNING.match(head)) or head.startswith(_UTF_16) or item.name.lower().endswith(_SUFFIXES)


def read(item: Item) -> Reading:
    """Read a release from a saved page.

    Raises ImportRefused when it is damaged or shows no text, NotARelease when it only sets frames.
    """
    root, problems = load_page(item)
    if frames := [frame.get("src") or "" for frame in root.iter("frame")]:
        message = f"this page only sets frames ({', '.join(frames)[:120]}); import the pages that are in them"
        raise NotARelease(message)
    restore_archived(root, item.data)
    stated, site = read_metadata(root)
    if not stated.source_url and (address := find_saved_address(item.data)):
        stated = replace(stated, source_url=address, aliases=(address,))
    base = _base(root, stated.source_url)
    _complete_links(root, base)
    blocks = list(shown_blocks(root))
    title, element = find_title(root, blocks, stated.title, site)
    date = stated.date or find_shown_date(root, blocks, element)
    number = _find_number(blocks)
    assets = Assets(item)
    article = find_article(root, blocks, element, base, assets)
    media = join_stated(article.media, stated.media)
    if article.players:
        problems = (*problems, _players(article.players, item))
    if article.left_beside:
        problems = (*problems, _left_beside(article.left_beside, item))
    stated = replace(stated, title=title, date=date, number=number, media=media)
    reading = assets.attach(read_fragment(article.markup, item, without_kicker(stated), problems))
    if not reading.body.strip() and not reading.front.media:
        raise ImportRefused([Problem(message="the page shows no text; open it in a browser, and save it from there")])
    return reading


def _find_number(blocks: Sequence[ShownBlock]) -> str | None:
    """Return the number that the page says the release has."""
    found = _NUMBER.search("\n".join(block.text for block in blocks))
    return found["number"] if found else None


def _base(root: Element, address: str | None) -> str | None:
    said = next((base.get("href") for base in root.iter("base") if base.get("href")), None)
    with suppress(ValueError):  # an address with half a bracket
        return urljoin(address or "", said) if said else address
    return address


def _complete_links(root: Element, base: str | None) -> None:
    """Write out the links that are relative to the page, which the release will not stand beside."""
    for link in root.iter("a"):
        address = re.sub(r"[\t\n\r]", "", link.get("href") or "").strip()  # as browsers read it (WHATWG URL §4.4)
        if base and address and not _ELSEWHERE.match(address):
            with suppress(ValueError):  # an address with half a bracket
                address = urljoin(base, address)
        if link.get("href") is not None:
            link.set(WRITTEN, link.get("href"))
            link.set("href", address)


def _left_beside(addresses: Sequence[str], item: Item) -> Problem:
    first = addresses[0][:80]
    alone = f"a picture ({first}) that lies beside it and does not"
    what = alone if len(addresses) == 1 else f"{len(addresses)} pictures ({first} …) that lie beside it and do not"
    message = f"the page shows {what} come with it; add what is missing under content/media/"
    return Problem(message=message, path=item.shown, severity="warning")


def _players(addresses: Sequence[str], item: Item) -> Problem:
    what = (
        f"a player of another site ({addresses[0][:80]})"
        if len(addresses) == 1
        else f"{len(addresses)} players of other sites ({addresses[0][:80]} …)"
    )
    message = f"the page has {what} in its text, which is left out; name in 'media' what the release needs"
    return Problem(message=message, path=item.shown, severity="warning")
