"""Where the pictures and recordings of a page may be, as its markup writes it: `src`, `srcset`, what a script loads."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from generator.ingest.companions import page_of
from generator.ingest.html_page import Element
from generator.ingest.originals import safe_name

_LATER = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src", "data-orig-file", "data-image")
"""What a script puts into `src` when the reader comes to the picture."""
_LATER_SETS = ("data-srcset", "data-lazy-srcset")
_STAND_IN = re.compile(
    r"(?:^|[/_.-])(?:spacer|blank|pixel|placeholder|lazy|lazyload|loading|loader|transparent|trans|1x1|grey|gray|dot)"
    r"[^/]{0,12}\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\s*,?\s*(?P<address>\S*[^\s,])(?:\s+(?P<size>\d{1,6}(?:\.\d{1,4})?)[wx])?\s*(?:,|$)")
_DIGEST = re.compile(r"[0-9a-f]{16}-")


def picture_addresses(picture: Element) -> tuple[str, ...]:
    """Return where a picture may be, the likeliest first: what only holds its place until a script runs comes last."""
    around = next(picture.iterancestors("picture"), None)
    sources = list(around.iter("source")) if around is not None else []  # the parser knows not that they are empty
    shown = [_of(picture, "src")]
    later = [_of(picture, name) for name in _LATER]
    sets = [_of(picture, name) for name in ("srcset", *_LATER_SETS)]
    sets += [_of(source, name) for source in sources for name in ("srcset", *_LATER_SETS)]
    others = [*later, *map(_largest, sets)]
    if not shown[0] or shown[0].startswith("data:") or (_STAND_IN.search(shown[0]) and any(others)):
        return _each_once((*others, *shown))
    return _each_once((*shown, *others))


def recording_addresses(recording: Element) -> tuple[str, ...]:
    """Return where a video or a sound may be."""
    sources = [recording, *recording.iter("source")]
    return _each_once(_of(source, name) for source in sources for name in ("src", "data-src"))


def reachable(address: str, base: str | None) -> str | None:
    """Return an address on the web, written out from that of the page; None when it is none."""
    try:
        url = urljoin(base or "", address) if address else ""
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # half a bracket
        return None


def is_of_page(address: str, page: str) -> bool:
    """Tell whether an address leads into the folder that a browser saves beside a page."""
    folder, slash, _ = unquote(address).removeprefix("./").partition("/")
    pages = (page, _DIGEST.sub("", page))  # an original has its digest before its name, and no blanks in it
    return bool(slash) and (page_of(folder, pages) or page_of(safe_name(folder), pages)) is not None


def _of(element: Element, name: str) -> str:
    return (element.get(name) or "").strip()


def _largest(candidates: str) -> str:
    """Return the address of the largest picture in a `srcset` (HTML, 4.8.4.2.2)."""
    found = [(float(each["size"] or 1), each["address"]) for each in _CANDIDATE.finditer(candidates[:20_000])]
    return max(found, key=lambda pair: pair[0], default=(0, ""))[1]


def _each_once(addresses: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, addresses)))
