"""A post or page of a WordPress export: what WordPress states of it, and its content as copy."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from generator.dates import StatedDate
from generator.ingest.assets import Assets
from generator.ingest.containers.wordpress import FORMAT, child_text, local_name
from generator.ingest.html_copy import read_fragment, without_kicker
from generator.ingest.markdown_pictures import bring_pictures
from generator.ingest.metadata_dates import infer_date
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated
from generator.ingest.wordpress_markup import plain_title, render_content
from generator.ingest.xml_stream import Element, parse_element
from generator.model import Medium, MediumKind, Status
from generator.problems import Problem
from generator.slugs import is_slug

_PUBLISHED = frozenset({"publish", "future", ""})
_NO_CATEGORY = frozenset({"uncategorized", "uncategorised"})
_KINDS: dict[str, MediumKind] = {
    **dict.fromkeys("jpg jpeg png gif webp avif svg tif tiff bmp heic".split(), "image"),
    **dict.fromkeys("mp4 m4v mov webm avi mpg mpeg wmv ogv".split(), "video"),
    **dict.fromkeys("mp3 m4a wav ogg oga flac wma".split(), "audio"),
}
_SIZE = re.compile(r"-(?:\d+x\d+|scaled|e\d{10,})(?=\.\w+$)")
_WIDEST_OFFSET = timedelta(hours=14)


def recognises(item: Item) -> bool:
    """Tell whether a WordPress export yielded the item: a post without its export is not known by its bytes."""
    return item.format == FORMAT


def read(item: Item) -> Reading:
    """Read a post; raises ImportRefused when it has neither title nor text."""
    post = parse_element(item.data)
    content = render_content(_encoded(post, "content"))
    date, updated = _date(post, "post_date"), _date(post, "post_modified")
    is_published = child_text(post, "status") in _PUBLISHED and not child_text(post, "post_password")
    link = child_text(post, "link")
    assets = Assets(item)
    has_address = _is_permanent(link)
    status: Status | None = None if is_published else "draft"
    stated = Stated(
        title=plain_title(child_text(post, "title")) or None,
        subtitle=plain_title(child_text(post, "subtitle")) or None,
        summary=plain_title(_encoded(post, "excerpt")) or None,
        date=date if date and date.precision == "instant" else None,
        updated=updated if date and updated and _moment(updated) > _moment(date) else None,
        status=status,
        source_url=link if has_address else None,
        aliases=(link,) if has_address else (),
        slug=_slug(child_text(post, "post_name")),
        tags=tuple(_tags(post)),
        media=tuple(_kept(medium, assets) for medium in _media(post, content.markup)),
    )
    problems = tuple(Problem(message=text, path=item.shown, severity="warning") for text in content.warnings)
    reading = read_fragment(content.markup, item, without_kicker(stated), problems)
    return bring_pictures(infer_date(reading, date), assets)


def _kept(medium: Medium, assets: Assets) -> Medium:
    """Return the file of a medium when the folder of uploads came with the export, else its address."""
    found = assets.find(medium.url or "")
    return replace(found, alt=medium.alt, caption=medium.caption) if isinstance(found, Medium) else medium


def _encoded(post: Element, kind: str) -> str:
    """Return `content:encoded` or `excerpt:encoded`, whose namespaces differ in little but the version."""
    return next(
        (child.text or "" for child in post if local_name(child) == "encoded" and f"/{kind}/" in child.tag),
        "",
    )


def _date(post: Element, name: str) -> StatedDate | None:
    """Return the instant of a date, with the offset its local time tells; the local time if there is no other.

    A post that was never published has only the local time at which somebody last saved it.
    """
    world, local = (_parsed(child_text(post, key)) for key in (f"{name}_gmt", name))
    if world is None:
        return StatedDate(local.year, local.month, local.day, local.time()) if local else None
    offset = (local - world) if local else timedelta()
    if abs(offset) > _WIDEST_OFFSET or offset % timedelta(minutes=15):
        local, offset = world, timedelta()
    at = local or world
    return StatedDate(at.year, at.month, at.day, at.time(), int(offset.total_seconds()) // 60)


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - the zone is what is being found out
    except ValueError:  # empty, or 0000-00-00 for a draft
        return None


def _moment(date: StatedDate) -> datetime:
    at = datetime.combine(datetime(date.year, date.month or 1, date.day or 1), date.time_of_day or datetime.min.time())  # noqa: DTZ001
    return at - timedelta(minutes=date.offset or 0)


def _is_permanent(link: str) -> bool:
    """Tell an address readers knew from the one by which WordPress previews a draft (`?p=12`)."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not (parts.path in ("", "/") and not parts.query)


def _slug(name: str) -> str | None:
    """Return the post's name, which is percent-encoded in other scripts, if an address can be made of it."""
    slug = unquote(name)
    return slug if is_slug(slug) else None


def _tags(post: Element) -> Iterator[str]:
    seen = set(_NO_CATEGORY)
    for child in post:
        name = plain_title(child.text or "")
        if local_name(child) == "category" and child.get("domain") in ("category", "post_tag", "tag", None):
            if name and name.casefold() not in seen:
                yield name
            seen.add(name.casefold())


def _media(post: Element, markup: str) -> Iterator[Medium]:
    """Yield the files attached to the post, except for those that its content shows, in whatever size."""
    shown = {_bare(url) for url in re.findall(r"(?:src|href)\s*=\s*[\"']([^\"']+)", markup)}
    for child in post:
        url = child.get("url", "")
        if child.tag == "attachment" and url.startswith(("http://", "https://")) and _bare(url) not in shown:
            kind = _KINDS.get(url.rpartition(".")[2].lower(), "document")
            caption = plain_title(child.get("caption", ""))
            yield Medium(url=url, kind=kind, alt=child.get("alt") or None, caption=caption or None)


def _bare(url: str) -> str:
    """Return an address without protocol, query and the size that WordPress puts into names of pictures."""
    return _SIZE.sub("", url.partition("?")[0].partition("://")[2])
