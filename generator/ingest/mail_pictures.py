"""The pictures of an e-mail: those of the release become media, those of a signature stay in the original."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote

from generator.ingest.assets import Assets
from generator.ingest.fragment_pictures import write_picture
from generator.ingest.media_kinds import sniff
from generator.model import Medium
from generator.picture_sizes import size_of_picture

_IMAGE = re.compile(r"<img\b[^<>]{0,5000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(src|alt|width|height)\s{0,4}=\s{0,4}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_OF_SENDER = re.compile(
    r"(?:^|[^a-z])(?:logos?|icons?|signatures?|banner|spacer|facebook|twitter|linkedin|instagram)(?:$|[^a-z])", re.I
)
_SMALLEST = 100
"""Pixels of a side: icons and the marks of companies are smaller."""
_SMALLEST_AREA = 30_000
_SMALL_AREA = 90_000
_FEWEST_WORDS = 20
"""A picture that is not large, with fewer words below it, stands in a signature."""


class Picture(NamedTuple):
    """A picture or recording that came with an e-mail."""

    name: str
    data: bytes
    addresses: tuple[str, ...] = ()
    """By which the text may show it, such as `cid:lamp@1`."""


def is_publishable(data: bytes) -> bool:
    """Tell whether an attachment can be a medium; a document is an item of its own."""
    kind = sniff(data)
    return kind is not None and kind.kind != "document"


def place_pictures(fragment: str, pictures: Sequence[Picture], assets: Assets) -> tuple[str, set[Picture]]:
    """Return HTML in which assets stand for the pictures of the text, and those that were used; others are dropped."""
    known = {address: picture for picture in pictures for address in picture.addresses}
    used: set[Picture] = set()

    def replace(found: re.Match[str]) -> str:
        attributes = {name.lower(): html.unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(found[0])}
        source = attributes.get("src", "").strip()
        alt = attributes.get("alt", "")
        if source.lower().startswith("data:"):
            medium = assets.add_data(source)
            return write_picture(medium, alt) if medium else ""
        picture = known.get(_key(source))
        if picture is None:
            return "" if source.lower().startswith("cid:") else found[0]
        if _is_of_sender(picture, attributes, fragment[found.end() :]):
            return ""
        used.add(picture)
        medium = assets.add(picture.data, picture.name)
        return write_picture(medium, alt) if medium else ""

    return _IMAGE.sub(replace, fragment), used


def attached_media(pictures: Sequence[Picture], texts: Sequence[str], assets: Assets) -> dict[Picture, Medium | None]:
    """Return the pictures that no text shows at a place of its own, as media; small ones are left out."""
    shown = {_key(html.unescape("".join(values))) for text in texts for _, *values in _ATTRIBUTE.findall(text)}
    attached = (picture for picture in pictures if not shown.intersection(picture.addresses))
    large = (picture for picture in attached if is_publishable(picture.data) and not _is_small(picture.data))
    return {picture: assets.add(picture.data, picture.name) for picture in large}


def large_media(pictures: Sequence[Picture], assets: Assets) -> dict[Picture, Medium | None]:
    """Return the pictures that are large, as media: where only the plain text is read, no other has a place in it."""
    large = (
        picture for picture in pictures if _area(picture.data) >= _SMALL_AREA and not _OF_SENDER.search(picture.name)
    )
    return {picture: assets.add(picture.data, picture.name) for picture in large}


def addresses_of(identity: str, location: str = "") -> tuple[str, ...]:
    """Return by which addresses a text shows a part with this Content-ID and Content-Location."""
    return tuple(filter(None, (_key(f"cid:{identity.strip('<> ')}") if identity.strip("<> ") else "", _key(location))))


def _key(address: str) -> str:
    return unquote(address.strip()).lower()


def _is_small(data: bytes) -> bool:
    size = size_of_picture(data)
    return size is not None and min(size) < _SMALLEST


def _area(data: bytes) -> int:
    width, height = size_of_picture(data) or (0, 0)
    return width * height


def _is_of_sender(picture: Picture, attributes: dict[str, str], below: str) -> bool:
    """Tell a picture of a signature or a letterhead from one of the release, by its size, its name and its place."""
    written = (attributes.get(name, "").removesuffix("px") for name in ("width", "height"))
    given = [int(number) for number in written if number.isdecimal()]
    size = size_of_picture(picture.data)
    if size is None or min((*given, *size)) < _SMALLEST or size[0] * size[1] < _SMALLEST_AREA:
        return True
    if _OF_SENDER.search(f"{picture.name} {attributes.get('alt', '')}"):
        return True
    return size[0] * size[1] < _SMALL_AREA and len(_TAG.sub(" ", below[:5000]).split()) < _FEWEST_WORDS
