"""An entry of a feed: RSS, Atom or JSON Feed. What the feed states is stated; its content is read as copy."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.dates import StatedDate
from generator.ingest.base_addresses import complete_addresses, join_address
from generator.ingest.containers.feeds import FORMAT
from generator.ingest.html_copy import read_fragment, read_plain, without_kicker
from generator.ingest.metadata_dates import infer_date, read_metadata_date
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated
from generator.ingest.written_dates import read_written_date
from generator.ingest.xml_stream import Element, parse_element, write_element
from generator.model import Medium, MediumKind
from generator.problems import ImportRefused, Problem

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_XHTML = "{http://www.w3.org/1999/xhtml}"

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_NO_CATEGORY = frozenset({"uncategorized", "uncategorised"})


@dataclass(slots=True)
class _Entry:
    """What an entry says, whichever kind of feed it comes from; texts are stripped, "" if absent."""

    title: str = ""
    link: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""
    summary: str = ""
    content: str = ""
    content_is_html: bool = True
    base: str = ""
    """To which addresses in the content are relative; "" if the entry does not say."""
    tags: list[str] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)


def recognises(item: Item) -> bool:
    """Tell whether a feed yielded the item: an entry without its feed is not known by its bytes."""
    return item.format == FORMAT


def read(item: Item) -> Reading:
    """Read an entry; raises ImportRefused when it has neither title nor text."""
    if item.data.lstrip()[:1] == b"{":
        entry = _read_json(item.data)
    else:
        element = parse_element(item.data)
        entry = _read_atom(element) if element.tag.endswith("entry") else _read_rss(element)
    published, updated = _date(entry.published), _date(entry.updated)
    stated = Stated(
        title=_plain(entry.title) or None,
        summary=(_plain(entry.summary) or None) if entry.content and entry.summary != entry.content else None,
        date=published,
        updated=updated if published and updated != published else None,
        language=entry.language or None,
        source_url=entry.link if _WEB.fullmatch(entry.link) else None,
        tags=tuple(dict.fromkeys(filter(None, map(_plain, entry.tags)))),
        aliases=(entry.link,) if _WEB.fullmatch(entry.link) else (),
        media=tuple(medium for medium in entry.media if _WEB.fullmatch(medium.url or "")),
    )
    read_content = read_fragment if entry.content_is_html else read_plain
    content = entry.content or entry.summary
    if entry.content_is_html:
        content = complete_addresses(content, entry.base or entry.link)
    reading = read_content(content, item, without_kicker(stated), tuple(_problems(entry, item)))
    return infer_date(reading, updated)


def _date(text: str) -> StatedDate | None:
    """Read the date of an entry, which few feeds write as their format demands."""
    return read_metadata_date(text) or read_written_date(text)


def _problems(entry: _Entry, item: Item) -> Iterator[Problem]:
    for name, text in (("published", entry.published), ("updated", entry.updated)):
        if text and not _date(text):
            message = f"the date '{text[:60]}' ({name}) cannot be read; write it into the release's front matter"
            yield Problem(message=message, path=item.shown, severity="warning")
    if not entry.content and entry.summary.rstrip().endswith(("…", "[...]", "...", "[…]", "[&#8230;]", "&hellip;")):
        message = "the feed holds only the beginning of the text; import the page itself to have all of it"
        yield Problem(message=message, path=item.shown, severity="warning")


def _read_rss(element: Element) -> _Entry:
    own = element.tag.removesuffix("item")
    base = element.get(f"{_XML}base", "")
    guid = element.find(f"{own}guid")
    link = _text(element, f"{own}link")
    if not link and guid is not None and guid.get("isPermaLink", "true") == "true":
        link = (guid.text or "").strip()
    content = _text(element, f"{_CONTENT}encoded")
    description = _text(element, f"{own}description")
    return _Entry(
        title=_text(element, f"{own}title", f"{_DC}title"),
        link=join_address(base, link) if link else "",
        base=base,
        published=_text(element, f"{own}pubDate", f"{_DC}date", f"{_TERMS}issued"),
        updated=_text(element, "{http://www.w3.org/2005/Atom}updated", f"{_TERMS}modified"),
        language=element.get(f"{_XML}lang", "") or _text(element, f"{_DC}language"),
        summary=description,
        content=content,
        content_is_html=bool(_MARKUP.search(content or description)),
        tags=_tags((child.text or "") for child in element if child.tag in (f"{own}category", f"{_DC}subject")),
        media=[
            *(_medium(child.get("url"), child.get("type"), base) for child in element.findall(f"{own}enclosure")),
            *_media_rss(element, base),
        ],
    )


def _media_rss(element: Element, base: str) -> Iterator[Medium]:
    for content in _largest_of_groups(element):
        caption = _text(content, f"{_MEDIA}description", f"{_MEDIA}title")
        kind = content.get("type") or f"{content.get('medium', 'image')}/*"
        yield _medium(content.get("url"), kind, base, caption=caption, credit=_text(content, f"{_MEDIA}credit"))


def _largest_of_groups(element: Element) -> Iterator[Element]:
    """Yield the media of an entry; of a group, which has one in several sizes, that which is shown, or the widest."""
    grouped = set()
    for group in element.iter(f"{_MEDIA}group"):
        contents = group.findall(f"{_MEDIA}content")
        grouped.update(contents)
        for kind in dict.fromkeys(content.get("medium", "") for content in contents):
            alike = [content for content in contents if content.get("medium", "") == kind]
            yield max(alike, key=lambda one: (one.get("isDefault") == "true", _number(one.get("width", ""))))
    yield from (content for content in element.iter(f"{_MEDIA}content") if content not in grouped)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _read_atom(element: Element) -> _Entry:
    own = element.tag.removesuffix("entry")
    base = element.get(f"{_XML}base", "")
    links: dict[str, str] = {}
    media = []
    for link in element.findall(f"{own}link"):
        if link.get("rel") == "enclosure":
            media.append(_medium(link.get("href"), link.get("type"), base, caption=link.get("title")))
        else:
            links.setdefault(link.get("rel", "alternate"), join_address(base, link.get("href", "")))
    written = element.find(f"{own}content")
    content, is_html = _atom_text(written)
    summary, summary_is_html = _atom_text(element.find(f"{own}summary"))
    title, title_is_html = _atom_text(element.find(f"{own}title"))
    return _Entry(
        title=title if title_is_html else html.escape(title, quote=False),
        link=links.get("alternate", ""),
        base=join_address(base, written.get(f"{_XML}base", "")) if written is not None else base,
        published=_text(element, f"{own}published", f"{own}issued"),
        updated=_text(element, f"{own}updated", f"{own}modified"),
        language=element.get(f"{_XML}lang", ""),
        summary=summary,
        content=content,
        content_is_html=is_html if content else summary_is_html,
        tags=_tags(child.get("label") or child.get("term") or "" for child in element.findall(f"{own}category")),
        media=[*media, *_media_rss(element, base)],
    )


def _atom_text(element: Element | None) -> tuple[str, bool]:
    """Return the content of a text construct (RFC 4287 §3.1) and whether it is HTML."""
    if element is None:
        return "", False
    kind = element.get("type", "text")
    if kind == "xhtml" or len(element):
        return write_element(_without_prefix(element)).decode(), True
    return (element.text or "").strip(), kind in ("html", "text/html") or element.get("mode") == "escaped"


def _without_prefix(element: Element) -> Element:
    """Return a `<div>` of the same content, whose tags are those of HTML."""
    element.tag = "div"
    for child in element.iter():
        child.tag = child.tag.removeprefix(_XHTML)
    return element


def _read_json(data: bytes) -> _Entry:
    try:
        entry: dict[str, Any] = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ImportRefused([Problem(message="the entry is no JSON; save the feed again and import it")]) from error
    content = _string(entry, "content_html")
    attachments = entry.get("attachments")
    return _Entry(
        title=html.escape(_string(entry, "title"), quote=False),
        link=_string(entry, "url") or _string(entry, "external_url"),
        published=_string(entry, "date_published"),
        updated=_string(entry, "date_modified"),
        language=_string(entry, "language"),
        summary=html.escape(_string(entry, "summary"), quote=False),
        content=content or _string(entry, "content_text"),
        content_is_html=bool(content),
        tags=_tags(tag for tag in _list(entry.get("tags")) if isinstance(tag, str)),
        media=[
            _medium(_string(one, "url"), _string(one, "mime_type"), "", caption=_string(one, "title"))
            for one in ({"url": _string(entry, "image"), "mime_type": "image/*"}, *_list(attachments))
            if isinstance(one, dict)
        ],
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _tags(names: Iterator[str]) -> list[str]:
    return [name.strip() for name in names if name.strip() and name.strip().casefold() not in _NO_CATEGORY]


def _text(element: Element, *tags: str) -> str:
    """Return the text of the first of these children that has any."""
    texts = ((child.text or "").strip() for tag in tags for child in element.findall(tag))
    return next(filter(None, texts), "")


def _plain(text: str) -> str:
    """Return a line without markup and references, which titles in feeds carry whether or not they may."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _medium(
    url: str | None, media_type: str | None, base: str, *, caption: str | None = None, credit: str | None = None
) -> Medium:
    kinds: dict[str, MediumKind] = {"image": "image", "video": "video", "audio": "audio"}
    kind = kinds.get((media_type or "").partition("/")[0], "document")
    return Medium(
        url=join_address(base, (url or "").strip()), kind=kind, caption=caption or None, credit=credit or None
    )
