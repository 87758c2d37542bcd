"""Pictures and documents of a page → media: address or file, alternative words, caption and credit.

None is ever fetched: a file is taken when it was saved with the page, else the address stands for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote, urljoin, urlsplit

from generator.ingest.assets import Assets
from generator.ingest.companions import page_of
from generator.ingest.html_page import Element, text_of
from generator.ingest.media_kinds import size_of_picture
from generator.ingest.originals import safe_name
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
_DIGEST = re.compile(r"[0-9a-f]{16}-")
_SMALLEST = 50
"""Pixels: what is smaller is an icon or counts visits."""
_DOCUMENTS = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx", ".odt")
_DOCUMENT_TYPES = ("application/pdf", "application/msword", "application/vnd.")
_MAIN = ("article", "main")


def take_pictures(container: Element, base: str | None, assets: Assets) -> tuple[tuple[Medium, ...], tuple[str, ...]]:
    """Take figures and pictures out of an element; return them, each once, and the addresses of those not to be had.

    A figure that holds a table is no picture, and of one that is not to be had the words stay.
    """
    media: dict[str, Medium] = {}
    taken: list[Element] = []
    beside: list[str] = []
    for element in list(container.iter("figure", "img")):
        if element.getparent() is None or any(around in taken for around in element.iterancestors()):
            continue
        picture = element if element.tag == "img" else element.find(".//img")
        if picture is None or (element.tag == "figure" and element.find(".//table") is not None):
            continue
        medium, is_known = _locate(picture, base, assets)
        if medium:
            taken.append(element)
            where = medium.file or medium.url or ""
            if not (element.tag == "img" and _is_decoration(picture, where, assets)):
                media.setdefault(where, _described(medium, element, picture))
            element.drop_tree()
        else:
            source = (picture.get("src") or "").strip()
            beside.extend([source] if source and not is_known and not source.startswith("data:") else [])
            picture.drop_tree()
    return tuple(media.values()), tuple(beside)


def join_stated(media: Sequence[Medium], stated: Sequence[Medium]) -> tuple[Medium, ...]:
    """Return the pictures of the page and those its metadata states; one that was saved with the page stands once."""
    shown = {medium.url for medium in media}
    others = [medium for medium in stated if medium.url not in shown]
    named = {_name_of(medium): medium for medium in reversed(others)}
    saved = {name for medium in media if medium.file and (name := _name_of(medium)) in named}
    joined = (_with_words(medium, named[_name_of(medium)]) if _name_of(medium) in saved else medium for medium in media)
    return (*joined, *(medium for medium in others if _name_of(medium) not in saved))


def _with_words(medium: Medium, stated: Medium) -> Medium:
    if medium.file is None:
        return medium
    return replace(medium, caption=medium.caption or stated.caption, credit=medium.credit or stated.credit)


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


def _locate(picture: Element, base: str | None, assets: Assets) -> tuple[Medium | None, bool]:
    """Return the picture as a file that came with the page, else as an address; and whether a warning tells why not."""
    addresses = list(dict.fromkeys(filter(None, _addresses(picture))))
    urls = [url for address in addresses if (url := _reachable(address, base))]
    is_known = False
    for address in dict.fromkeys((*addresses, *urls)):
        found = "absent" if address.startswith("data:") else assets.find(address)
        if isinstance(found, Medium):
            return found, True
        if found == "large":
            assets.miss("large", address)
        is_known = is_known or found in (None, "large")
    missing = {urljoin(base or "", address) for address in addresses if _is_of_page(address, assets.item.name)}
    url = next((url for url in urls if url not in missing), None)
    if url:
        return Medium(url=url), True
    return next((medium for address in addresses if (medium := assets.add_data(address))), None), is_known


def _is_of_page(address: str, page: str) -> bool:
    """Tell whether an address leads into the folder that a browser saves beside a page."""
    folder, slash, _ = unquote(address).removeprefix("./").partition("/")
    pages = (page, _DIGEST.sub("", page))  # an original has its digest before its name, and no blanks in it
    return bool(slash) and (page_of(folder, pages) or page_of(safe_name(folder), pages)) is not None


def _name_of(medium: Medium) -> str:
    """Return what a picture is called, whether it was saved with the page or not."""
    if medium.file:
        return medium.file.partition("-")[2].rpartition(".")[0]
    return safe_name(unquote((medium.url or "").partition("?")[0]).rpartition("/")[2]).rpartition(".")[0]


def _reachable(address: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", address) if address else ""
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # half a bracket
        return None


def _described(medium: Medium, element: Element, picture: Element) -> Medium:
    """Return the medium with the words that the page has for it."""
    caption = next((text_of(part) for part in element.iter("figcaption")), "") if element.tag == "figure" else ""
    credit = _marked_credit(element)
    if credit and caption.endswith(credit):
        caption = caption.removesuffix(credit).rstrip()
    elif not credit:
        caption, credit = split_credit(caption)
    alt = " ".join((picture.get("alt") or "").split())
    return replace(medium, alt=alt or None, caption=caption or None, credit=credit or None)


def split_credit(caption: str) -> tuple[str, str]:
    """Return a caption and the credit at its end, such as `Photo: Jan Peeters`."""
    found = _CREDIT.search(caption)
    return (caption[: found.start()].rstrip(), found["credit"].strip()) if found else (caption, "")


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


def _is_decoration(picture: Element, address: str, assets: Assets) -> bool:
    sizes = [int(size) for size in (picture.get("width"), picture.get("height")) if size and size.isdecimal()]
    sizes = sizes or list(size_of_picture(assets.data_of(address)) or ())
    return any(size < _SMALLEST for size in sizes) or bool(_DECORATION.search(address))
