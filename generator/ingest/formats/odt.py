"""OpenDocument text (.odt): what a reader of the printed page would see, as HTML."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from xml.etree import ElementTree

from generator.ingest.assets import Assets
from generator.ingest.formats.left_out import LeftOut, call_by_property
from generator.ingest.formats.odt_markup import write_markup
from generator.ingest.formats.odt_styles import read_styles
from generator.ingest.formats.office_zip import (
    damaged,
    has_part,
    local_name,
    open_package,
    read_part,
    read_xml,
    refused,
)
from generator.ingest.fragment_pictures import take_fragment_pictures, write_picture
from generator.ingest.html_copy import plain_text, read_fragment
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated

_CONTENT = re.compile(r"content\.xml")
_MEDIA_TYPE = b"application/vnd.oasis.opendocument.text"


def recognises(item: Item) -> bool:
    """Tell whether the bytes are those of an OpenDocument text or template."""
    # The specification has the media type stored first and uncompressed, so that it can be seen here.
    return has_part(item, _CONTENT) and _MEDIA_TYPE in item.data[:200]


def read(item: Item) -> Reading:
    """Read a release; raises ImportRefused when the file is damaged, under a password, or holds no words."""
    package = open_package(item)
    if b"encryption-data" in (read_part(package, "META-INF/manifest.xml") or b""):
        raise refused("the file is under a password; open it, save it without one, and import that")
    content = read_xml(package, "content.xml")
    if content is None:
        raise damaged()
    shared = read_xml(package, "styles.xml")
    left_out = LeftOut()
    assets = Assets(item)
    try:
        markup = _write(content, shared, left_out, partial(_take_picture, package, assets))
    except RecursionError as error:
        raise refused("the file is nested deeper than any document; open it, and save it anew") from error
    markup, media = take_fragment_pictures(markup, assets)
    reading = assets.attach(read_fragment(markup, item, Stated(media=media), left_out.problems(item)))
    return call_by_property(reading, _property_title(package))


def _take_picture(package: zipfile.ZipFile, assets: Assets, href: str, alt: str) -> str:
    """Return the HTML of a picture in the package, "" of one elsewhere or in a kind that cannot be published."""
    data = read_part(package, href.removeprefix("./")) if href else None
    medium = assets.add(data, alt or "picture") if data else None
    return write_picture(medium, alt) if medium else ""


def _write(
    content: ElementTree.Element,
    shared: ElementTree.Element | None,
    left_out: LeftOut,
    take_picture: Callable[[str, str], str],
) -> str:
    text = _find(content, ("body", "text"))
    if text is None:
        raise damaged()
    common = None if shared is None else _find(shared, ("styles",))
    if shared is not None:
        left_out.margins.extend(_margins(shared))
    styles = read_styles([root for root in (common, content) if root is not None])
    return write_markup(text, styles, left_out, take_picture)


def _margins(shared: ElementTree.Element) -> Iterator[str]:
    """Yield the words of page headers and footers, which have styles of their own."""
    styles = read_styles([shared])
    for margin in shared.iter():
        if local_name(margin).startswith(("header", "footer")):
            words = plain_text(write_markup(margin, styles, LeftOut())).split()
            if words:
                yield " ".join(words)


def _find(root: ElementTree.Element, names: Iterable[str]) -> ElementTree.Element | None:
    at: ElementTree.Element | None = root
    for name in names:
        at = None if at is None else next((child for child in at if local_name(child) == name), None)
    return at


def _property_title(package: zipfile.ZipFile) -> str | None:
    root = read_xml(package, "meta.xml")
    title = None if root is None else _find(root, ("meta", "title"))
    return None if title is None else title.text
