"""Pictures and recordings of a page → media: address or file, alternative words, caption and credit.

None is ever fetched: a file is taken when it was saved with the page, else the address stands for it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote, urljoin

from generator.ingest.assets import Assets
from generator.ingest.html_addresses import is_of_page, picture_addresses, reachable, recording_addresses
from generator.ingest.html_page import Element, text_of
from generator.ingest.originals import safe_name
from generator.model import Medium, MediumKind
from generator.picture_sizes import size_of_picture

_CREDIT = re.compile(
    r"[(\[]?\b(?:photo(?:graph)?s?|image|picture|video|credit|foto|bild|imagen|crédit(?:\s+photo)?|©)\s*(?:credit|courtesy)?\s*"
    r"(?::|\bby\b|\bof\b|©)\s*(?P<credit>[^()\[\]]{2,100}?)[)\]]?\.?$",
    re.IGNORECASE,
)
_CREDIT_CLASS = re.compile(r"(?:^|[\s_-])(?:credits?|copyright|photographer|byline)(?:$|[\s_-])", re.IGNORECASE)
_DECORATION = re.compile(
    r"(?:^|[/_.-])(?:logo|icon|sprite|pixel|spacer|blank|avatar|tracking|seal)s?[_.-]", re.IGNORECASE
)
_SMALLEST = 50
"""Pixels: what is smaller is an icon or counts visits."""
_RECORDINGS: dict[str, MediumKind] = {"video": "video", "audio": "audio"}
_PLAYERS = re.compile(
    r"//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?|youtu|vimeo|dailymotion|brightcove|kaltura|wistia|jwplatform|jwplayer"
    r"|soundcloud|spotify|podbean|buzzsprout|libsyn|spreaker|streamable|rumble|bilibili|youku|rutube|arvato|glomex)\.",
    re.IGNORECASE,
)
_PLAYING = ("iframe", "embed", "amp-iframe", "amp-youtube", "amp-vimeo")


def take_pictures(container: Element, base: str | None, assets: Assets) -> tuple[tuple[Medium, ...], tuple[str, ...]]:
    """Take figures and pictures out of an element; return them, each once, and the addresses of those not to be had.

    A figure that holds a table is no picture, and of one that is not to be had the words stay.
    """
    media: dict[str, Medium] = {}
    taken: list[Element] = []
    beside: list[str] = []
    for element in list(container.iter("figure", "img", *_RECORDINGS)):
        if element.getparent() is None or any(around in taken for around in element.iterancestors()):
            continue
        picture = _medium_in(element)
        if picture is None or (element.tag == "figure" and element.find(".//table") is not None):
            continue
        is_recording = picture.tag in _RECORDINGS
        addresses = recording_addresses(picture) if is_recording else picture_addresses(picture)
        medium, is_known = _locate(addresses, base, assets)
        if medium:
            if is_recording and medium.url:
                medium = replace(medium, kind=_RECORDINGS[picture.tag])
            taken.append(element)
            where = medium.file or medium.url or ""
            if not (element.tag == "img" and _is_decoration(picture, where, assets)):
                media.setdefault(where, _described(medium, element, picture))
            element.drop_tree()
        else:
            source = next((address for address in addresses if not address.startswith("data:")), "")
            beside.extend([source] if source and not is_known else [])
            picture.drop_tree()
    return tuple(media.values()), tuple(beside)


def find_players(container: Element) -> tuple[str, ...]:
    """Return the addresses of the players of other sites that are built into an element."""
    sources = map(_played, container.iter(*_PLAYING))
    return tuple(dict.fromkeys(source for source in sources if _PLAYERS.search(source)))


def _played(player: Element) -> str:
    if player.get("data-videoid") and player.tag in ("amp-youtube", "amp-vimeo"):
        return f"https://{player.tag.removeprefix('amp-')}.com/{player.get('data-videoid')}"
    return (player.get("src") or player.get("data-src") or "").strip()


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


def _medium_in(element: Element) -> Element | None:
    """Return what a figure shows: a recording, whose still may be a picture in it, else the picture."""
    if element.tag != "figure":
        return element
    return next(element.iter(*_RECORDINGS), element.find(".//img"))


def _locate(addresses: Sequence[str], base: str | None, assets: Assets) -> tuple[Medium | None, bool]:
    """Return a medium as a file that came with the page, else as an address; and whether a warning tells why not."""
    urls = [url for address in addresses if (url := reachable(address, base))]
    is_known = False
    for address in dict.fromkeys((*addresses, *urls)):
        found = "absent" if address.startswith("data:") else assets.find(address)
        if isinstance(found, Medium):
            return found, True
        if found == "large":
            assets.miss("large", address)
        is_known = is_known or found in (None, "large")
    missing = {urljoin(base or "", address) for address in addresses if is_of_page(address, assets.item.name)}
    url = next((url for url in urls if url not in missing), None)
    if url:
        return Medium(url=url), True
    return next((medium for address in addresses if (medium := assets.add_data(address))), None), is_known


def _name_of(medium: Medium) -> str:
    """Return what a picture is called, whether it was saved with the page or not."""
    if medium.file:
        return medium.file.partition("-")[2].rpartition(".")[0]
    return safe_name(unquote((medium.url or "").partition("?")[0]).rpartition("/")[2]).rpartition(".")[0]


def _described(medium: Medium, element: Element, picture: Element) -> Medium:
    """Return the medium with the words that the page has for it."""
    caption = next((text_of(part) for part in element.iter("figcaption")), "") if element.tag == "figure" else ""
    credit = _marked_credit(element)
    if credit and caption.endswith(credit):
        caption = caption.removesuffix(credit).rstrip()
    elif not credit:
        caption, credit = split_credit(caption)
    alt = " ".join((picture.get("alt") or picture.get("aria-label") or "").split())
    return replace(medium, alt=alt or None, caption=caption or None, credit=credit or None)


def split_credit(caption: str) -> tuple[str, str]:
    """Return a caption and the credit at its end, such as `Photo: Jan Peeters`."""
    found = _CREDIT.search(caption)
    return (caption[: found.start()].rstrip(), found["credit"].strip()) if found else (caption, "")


def _marked_credit(element: Element) -> str:
    marked = (part for part in element.iter() if part is not element and _CREDIT_CLASS.search(part.get("class") or ""))
    return next((words for part in marked if (words := text_of(part))), "")


def _is_decoration(picture: Element, address: str, assets: Assets) -> bool:
    sizes = [int(size) for size in (picture.get("width"), picture.get("height")) if size and size.isdecimal()]
    sizes = sizes or list(size_of_picture(assets.data_of(address)) or ())
    return any(size < _SMALLEST for size in sizes) or bool(_DECORATION.search(address))
