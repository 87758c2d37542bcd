"""What the top of a page shows of its release: headline, day of issue, number."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.dates import StatedDate
from generator.ingest.dateline import find_dateline, find_release_line
from generator.ingest.html_page import Element, ShownBlock
from generator.ingest.metadata_dates import read_metadata_date
from generator.names import name_key

_SEPARATOR = re.compile(r"\s+(?:[|»·•]|::|[-–—])\s+|\s*\|\s*")
_SUFFIX = re.compile(r"\s*(?:\||»|::)[^|»]*$|\s+[-–—]\s+(?:[^\s-]+\s*){1,4}$")
_GENERIC = re.compile(
    r"\W*(?:(?:\w+ )?news(?:room| releases?| room)?|(?:press|media) (?:releases?|cent(?:er|re)|room)|press|media|home"
    r"|blog|search|menu)\W*",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:(?:date|published|posted|issued|released|last\s+published)(?:\s+on)?|release\s+date|date\s+of\s+release)\s*:?\s*",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\W*(?:last\s+)?(?:updated|modified|revised)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:press|news|media)\s+release\s+(?:number|no\.?|nr\.?|#)\s*:?\s*(?P<number>(?=\S*\d)[A-Za-z0-9][\w./-]{0,24})",
    re.IGNORECASE,
)
_WINDOW = 8
"""How many blocks above and below the headline are looked at for the day of issue."""
_LONGEST_LINE = 120


def find_title(
    root: Element, blocks: Sequence[ShownBlock], stated: str | None, site: str | None
) -> tuple[str | None, Element | None]:
    """Return the headline, and the element of the page that shows it, if one does."""
    headings = [block for block in blocks if block.element.tag in ("h1", "h2", "h3") and len(block.text) > 3]
    named = stated or " ".join(next((title.text or "" for title in root.iter("title")), "").split())
    names = [name_key(name) for name in (named, *_pieces(named))]
    for tag in ("h1", "h2", "h3"):
        for name in names:
            for block in headings:
                if block.element.tag == tag and name_key(block.text) == name and not _GENERIC.fullmatch(block.text):
                    return block.text, block.element
    if stated:
        return _without_site(stated, site), None
    first = next((b for b in headings if b.element.tag == "h1" and not _GENERIC.fullmatch(b.text)), None)
    if first:
        return first.text, first.element
    return _without_site(_SUFFIX.sub("", named, count=1) if named else "", site) or None, None


def find_shown_date(blocks: Sequence[ShownBlock], title: Element | None) -> StatedDate | None:
    """Return the day of issue that a line near the headline states, the nearest below it first."""
    index = next((number for number, block in enumerate(blocks) if block.element is title), None)
    if index is None:
        return None
    below, above = blocks[index + 1 : index + 1 + _WINDOW], blocks[max(index - _WINDOW, 0) : index]
    for block in (*reversed(above[-3:]), *below, *reversed(above[:-3])):
        if date := _date_of(block):
            return date
    return None


def find_number(blocks: Iterable[ShownBlock]) -> str | None:
    """Return the number that the page says the release has."""
    found = _NUMBER.search("\n".join(block.text for block in blocks))
    return found["number"] if found else None


def _date_of(block: ShownBlock) -> StatedDate | None:
    if _UPDATED.match(block.text) or len(block.text) > _LONGEST_LINE:
        return None
    for time in block.element.iter("time"):
        if date := read_metadata_date(time.get("datetime") or ""):
            return date
    line = find_release_line(block.text) or find_release_line(_DATE_LABEL.sub("", block.text, count=1))
    if line and line.date and line.date.day:
        return line.date
    dateline = find_dateline(block.text)
    return dateline.date if dateline and dateline.date and dateline.end >= len(block.text) else None


def _pieces(name: str) -> Iterator[str]:
    """Yield what remains of a page's name without parts at its end, then at its beginning."""
    cuts = list(_SEPARATOR.finditer(name))
    yield from (name[: cut.start()] for cut in reversed(cuts))
    yield from (name[cut.end() :] for cut in cuts)


def _without_site(title: str, site: str | None) -> str:
    for cut in _SEPARATOR.finditer(title):
        if site and name_key(title[cut.end() :]) == name_key(site):
            return title[: cut.start()]
    return title
