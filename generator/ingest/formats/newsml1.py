"""NewsML 1.0 to 1.2, as Business Wire and others send it: a `NewsItem` with lines, metadata and a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.ingest.agency_fields import (
    Copy,
    date_of,
    later_day,
    medium_kind,
    names,
    read_agency_copy,
    read_agency_date,
    read_dateline,
    read_standing,
    rights_notices,
)
from generator.ingest.formats.nitf import NitfText, read_nitf
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated
from generator.ingest.xml_reading import (
    Element,
    attribute,
    descendants,
    find,
    parse_xml,
    text_at,
    text_of,
    write_markup,
)
from generator.model import Medium
from generator.problems import ImportRefused, Problem

_ROOT = re.compile(rb"<(?:NewsML|NewsItem)[\s>]")
_MARKUP = re.compile(r"<(?:p|div|body|html|br|table|h[1-6]|b|i)[\s>/]", re.IGNORECASE)
_WITHOUT = ("head", "script", "style")
_TICKER = re.compile(r"[A-Z][A-Z0-9 .-]{1,20}:[A-Z0-9.-]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """What stands in the `NewsLines` of the item, each the first of its kind with words."""

    headline: str | None
    subheadline: str | None
    dateline: str | None
    copyright: str | None
    keywords: tuple[str, ...]


def recognises(item: Item) -> bool:
    """Tell whether the outermost element is one of NewsML 1."""
    head = item.data[:8192].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(_ROOT.search(head))


def read(item: Item) -> Reading:
    """Read a release from its `NewsItem`; raises ImportRefused when the XML is damaged or there is no text in it."""
    news = next(descendants(parse_xml(item.data), "NewsItem"), None)
    if news is None:
        message = "the NewsML holds no 'NewsItem'; export the item itself"
        raise ImportRefused([Problem(message=message)])
    text, lines = _find_text(news), _read_lines(news)
    management = find(news, "NewsManagement")
    changed = read_agency_date(text_at(management, "ThisRevisionCreated"))
    created = read_agency_date(text_at(management, "FirstCreated")) or changed
    line = lines.dateline or text.stated.dateline
    dateline = read_dateline(line)
    date = date_of(dateline, created)
    embargo = _embargo(management)
    word = attribute(find(management, "Status"), "FormalName") if embargo is None else None
    standing = read_standing(word, changed or created, embargo)
    stated = Stated(
        title=lines.headline or text.stated.title,
        subtitle=lines.subheadline or text.stated.subtitle,
        summary=text.stated.summary,
        date=date,
        updated=later_day(changed, date),
        embargo=standing.embargo,
        status=standing.status,
        withdrawn=standing.withdrawn,
        language=next((attribute(part, "FormalName") for part in descendants(news, "Language")), None),
        dateline=line,
        place=dateline.place if dateline else None,
        places=dateline.places if dateline else (),
        source=dateline.source if dateline else None,
        tags=lines.keywords,
        tickers=_tickers(news),
        identifiers=names((text_at(news, "Identification/NewsIdentifier/PublicIdentifier"),)),
        media=(*text.stated.media, *_media(news)),
        notices=rights_notices((lines.copyright,)),
    )
    return read_agency_copy(text.copy, item, stated, problems=standing.problems)


def _find_text(news: Element) -> NitfText:
    """Return the longest of the texts that the item's components hold, marked up rather than plain."""
    found = [_read_content(content) for content in descendants(news, "DataContent")]
    texts = [text for text in found if text.copy.text.strip()]
    if not texts:
        raise ImportRefused([Problem(message="the item holds no text of its own; import the file that it names")])
    return max(texts, key=lambda text: (text.copy.is_html, len(text.copy.text)))


def _read_content(content: Element) -> NitfText:
    nitf = next(descendants(content, "nitf", "body.content"), None)
    if nitf is not None:
        return read_nitf(nitf)
    if len(content):
        body = next(descendants(content, "body"), content)
        return NitfText(Copy(text=write_markup(body, without=_WITHOUT), is_html=True), Stated())
    text = content.text or ""
    return NitfText(Copy(text=text, is_html=bool(_MARKUP.search(text))), Stated())


def _read_lines(news: Element) -> _Lines:
    def first(name: str) -> str | None:
        return next(filter(None, map(text_of, descendants(news, name))), None)

    return _Lines(
        headline=first("HeadLine"),
        subheadline=first("SubHeadLine"),
        dateline=first("DateLine"),
        copyright=first("CopyrightLine"),
        keywords=names(map(text_of, descendants(news, "KeywordLine"))),
    )


def _embargo(management: Element | None) -> str | None:
    """Return when an embargoed item is announced to become usable, whichever of two ways it is said."""
    status = (attribute(find(management, "Status"), "FormalName") or "").lower()
    change = find(management, "StatusWillChange")
    future = (attribute(find(change, "FutureStatus"), "FormalName") or "").lower()
    if status in ("embargoed", "withheld") and future == "usable":
        return text_at(change, "DateAndTime") or ""
    return None


def _tickers(news: Element) -> tuple[str, ...]:
    """Return the properties that are written as a ticker is, NYSE:ABC, or as one of an exchange."""
    found = []
    for part in descendants(news, "Property"):
        name, value = attribute(part, "FormalName") or "", attribute(part, "Value") or ""
        exchanges = (inner for inner in part if "xchange" in (attribute(inner, "FormalName") or ""))
        exchange = next((attribute(inner, "Value") for inner in exchanges), None)
        if "icker" in name or "ymbol" in name:
            symbol = value if ":" in value or not exchange else f"{exchange}:{value}"
            if _TICKER.fullmatch(symbol):
                found.append(symbol)
    return names(found)


def _media(news: Element) -> Iterator[Medium]:
    for content in descendants(news, "ContentItem"):
        address = attribute(content, "Href") or ""
        if address.startswith(("https://", "http://")):
            kinds = (attribute(find(content, name), "FormalName") for name in ("MediaType", "MimeType"))
            yield Medium(url=address, kind=medium_kind(next(filter(None, kinds), "")))
