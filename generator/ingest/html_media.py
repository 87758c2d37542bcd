"""Pictures and documents of a page → media: address, alternative words, caption and credit. None is ever fetched."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

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
_DOCUMENTS = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx", ".odt")
_DOCUMENT_TYPES = ("application/pdf", "application/msword", "application/vnd.")
_MAIN = ("article", "main")


def read_pictures(elements: Iterable[Element], base: str | None) -> tuple[Medium, ...]:
    """Return the pictures among elements `figure` and `img` that can be reached from elsewhere, each once."""
    media: dict[str, Medium] = {}
    for element in elements:
        picture = picture_in(element)
        url = picture_url(picture, base)
        if url and not (element.tag == "img" and _is_decoration(picture, url)):
            media.setdefault(url, _medium(element, picture, url))
    return tuple(media.values())


def read_documents(container: Element, base: str | None) -> tuple[Medium, ...]:
    """Return the documents that the page offers beside the text; a link within the text stays where it is."""
    around = next((element for element in container.iterancestors() if element.tag in _MAIN), None)
    if around is None:
        return ()
    inside = set(container.iter("a"))
    media: dict[str, Medium] = {}
    for link in around.iter("a"):
        url = _reachable((link.get("href") or "").strip(), base)
        if link not in inside and url and _is_document(link, url):
            media.setdefault(url, Medium(url=url, kind="document", caption=text_of(link) or None))
    return tuple(media.values())


def picture_in(element: Element) -> Element:
    """Return the picture of a figure, or the element, which is one."""
    return element if element.tag == "img" else element.find(".//img")


def picture_url(picture: Element, base: str | None) -> str | None:
    """Return where on the web a picture is, or None when it lies beside the page or in it."""
    return next((url for address in _addresses(picture) if (url := _reachable(address, base))), None)


def _reachable(address: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", address) if address else ""
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # half a bracket
        return None


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


def _addresses(picture: Element) -> Iterator[str]:
    """Yield where the picture may be; what a script would load later stands in another attribute."""
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        yield (picture.get(name) or "").strip()
    yield (picture.get("srcset") or "").strip().split(" ")[0]


def _is_document(link: Element, url: str) -> bool:
    path = urlsplit(url).path.lower()
    return path.endswith(_DOCUMENTS) or (link.get("type") or "").lower().startswith(_DOCUMENT_TYPES)


def _is_decoration(picture: Element, address: str) -> bool:
    sizes = [int(size) for size in (picture.get("width"), picture.get("height")) if size and size.isdecimal()]
    return any(size < _SMALLEST for size in sizes) or bool(_DECORATION.search(address))
