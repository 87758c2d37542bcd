"""Pictures of a page → media: address, alternative words, caption and credit. None is ever fetched."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from generator.ingest.html_page import Element, text_of
from generator.model import Medium

_CREDIT = re.compile(
    r"[(\[]?\b(?:photo(?:graph)?s?|image|picture|credit|foto|crédit(?:\s+photo)?|©)\s*(?:credit|courtesy)?\s*"
    r"(?::|\bby\b|\bof\b|©)\s*(?P<credit>[^()\[\]]{2,100}?)[)\]]?\.?$",
    re.IGNORECASE,
)
_CREDIT_CLASS = re.compile(r"(?:^|[\s_-])(?:credits?|copyright|photographer|byline)(?:$|[\s_-])", re.IGNORECASE)
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:logo|icon|sprite|pixel|spacer|blank|avatar|tracking|seal)s?[_.-]", re.IGNORECASE
)
_SMALLEST = 50
"""Pixels: what is smaller is an icon or counts visits."""


def read_pictures(elements: Iterable[Element], base: str | None) -> tuple[tuple[Medium, ...], tuple[str, ...]]:
    """Return the pictures, and the addresses of those that lie beside the page and cannot be reached from elsewhere."""
    media, beside = dict[str, Medium](), []
    for element in elements:
        for picture in [element] if element.tag == "img" else list(element.iter("img"))[:1]:
            address = _address(picture)
            if not address or (element.tag == "img" and _is_decoration(picture, address)):
                continue
            url = urljoin(base or "", address)
            medium = _medium(element, picture, url)
            if url.startswith(("http://", "https://")):
                media.setdefault(url, medium)
            else:
                beside.append(address)
    return tuple(media.values()), tuple(beside)


def _medium(element: Element, picture: Element, url: str) -> Medium:
    caption = next((text_of(part) for part in element.iter("figcaption")), "") if element.tag == "figure" else ""
    credit = _marked_credit(element)
    if credit and caption.endswith(credit):
        caption = caption.removesuffix(credit).rstrip()
    elif not credit and (found := _CREDIT.search(caption)):
        credit, caption = found["credit"].strip(), caption[: found.start()].rstrip()
    alt = " ".join((picture.get("alt") or "").split())
    return Medium(url=url, alt=alt or None, caption=caption or None, credit=credit or None)


def _marked_credit(element: Element) -> str:
    marked = (part for part in element.iter() if part is not element and _CREDIT_CLASS.search(part.get("class") or ""))
    return next((words for part in marked if (words := text_of(part))), "")


def _address(picture: Element) -> str | None:
    """Return where the picture is; what a script would load later stands in another attribute."""
    return next((address for address in _addresses(picture) if address and not address.startswith("data:")), None)


def _addresses(picture: Element) -> Iterator[str]:
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        yield (picture.get(name) or "").strip()
    yield (picture.get("srcset") or "").split(" ")[0].strip()


def _is_decoration(picture: Element, address: str) -> bool:
    sizes = [int(size) for size in (picture.get("width"), picture.get("height")) if size and size.isdecimal()]
    return any(size < _SMALLEST for size in sizes) or bool(_DECORATION.search(address))
