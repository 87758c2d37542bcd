"""NITF, the news agencies' markup of articles, versions 2.5 to 3.6: head, headlines, dateline and body."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from generator.ingest.agency_fields import (
    Copy,
    date_of,
    expiry_warning,
    medium_kind,
    names,
    read_agency_copy,
    read_agency_date,
    read_dateline,
    read_standing,
    rights_notices,
)
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated
from generator.ingest.xml_reading import (
    Element,
    attribute,
    descendants,
    find,
    find_all,
    parse_xml,
    text_at,
    text_of,
    write_markup,
)
from generator.model import Medium
from generator.problems import ImportRefused, Problem

_ROOT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!--|nitf)")
_NITF = re.compile(rb"<(?:\w+:)?nitf[\s>]")
_HTML_NAMES = {
    "hl2": "h3",
    "bq": "blockquote",
    "block": "div",
    "hedline": "div",
    "lede": "p",
    "note": "div",
    "fn": "div",
    "tagline": "p",
    "bibliography": "p",
    "credit": "p",
    "datasource": "p",
    "nitf-table": "div",
    # Of what only marks words, some are called as elements of MathML and SVG are, which are dropped with their words.
    **dict.fromkeys(
        "alt-code chron city classifier copyrite country event function location money num numer denom frac "
        "object.title org person postaddr pronounce region sublocation virtloc".split(),
        "span",
    ),
}
_NOT_COPY = ("media", "body.head", "script")
_EXPIRES_NEVER = "infinity"


class NitfText(NamedTuple):
    """What the body of a NITF document is and says about itself; also of one inside NewsML."""

    copy: Copy
    stated: Stated


def recognises(item: Item) -> bool:
    """Tell whether the outermost element is `nitf`."""
    head = item.data[:8192].replace(b"\0", b"")
    return bool(_ROOT.match(head.lstrip(b"\xff\xfe"))) and bool(_NITF.search(head)) and b"NewsML" not in head


def read(item: Item) -> Reading:
    """Read a release from NITF; raises ImportRefused when the XML is damaged or holds no words."""
    root = parse_xml(item.data)
    nitf = next(descendants(root, "nitf"), None)
    if nitf is None:
        raise ImportRefused(
            [Problem(message="the XML holds no 'nitf' element; import it as what it is, with --format")]
        )
    text = read_nitf(nitf)
    data = find(nitf, "head/docdata")
    issued = read_agency_date(attribute(find(data, "date.issue"), "norm"))
    release = attribute(find(data, "date.release"), "norm")
    is_embargo = read_agency_date(release) is None or read_agency_date(release) != issued
    standing = read_standing(attribute(data, "management-status"), issued, release if is_embargo else None)
    stated = replace(
        text.stated,
        date=date_of(read_dateline(text.stated.dateline), issued or text.stated.date),
        embargo=standing.embargo,
        status=standing.status,
        withdrawn=standing.withdrawn,
        identifiers=names((attribute(find(data, "doc-id"), "id-string"),)),
        tags=names(attribute(key, "key") for key in find_all(data, "key-list/keyword")),
        people=names(_identified(data, "person")),
        organizations=names(_identified(data, "org")),
        notices=rights_notices(_rights(nitf)),
        language=attribute(nitf, "lang") or attribute(find(nitf, "body"), "lang"),
    )
    return read_agency_copy(text.copy, item, stated, problems=(*standing.problems, *_warnings(data)))


def read_nitf(nitf: Element) -> NitfText:
    """Return the text and the headlines of a `nitf` element, or of one that holds the same as its body."""
    body = find(nitf, "body")
    body = nitf if body is None else body
    head, content = find(body, "body.head"), find(body, "body.content")
    content = body if content is None else content
    line = text_at(head, "dateline")
    dateline = read_dateline(line)
    first, *_ = (*find_all(head, "hedline/hl1"), None)
    stated = Stated(
        title=text_of(first) or text_at(nitf, "head/title"),
        subtitle=text_at(head, "hedline/hl2"),
        summary=text_at(head, "abstract"),
        date=date_of(dateline, read_agency_date(attribute(find(head, "dateline/story.date"), "norm"))),
        dateline=line,
        place=dateline.place if dateline else None,
        places=dateline.places if dateline else (),
        source=dateline.source if dateline else None,
        media=tuple(_media(content)),
    )
    end = find(body, "body.end")
    markup = write_markup(content, _HTML_NAMES, _NOT_COPY)
    return NitfText(
        Copy(text=markup if end is None else markup + write_markup(end, _HTML_NAMES, _NOT_COPY), is_html=True), stated
    )


def _media(content: Element) -> Iterator[Medium]:
    for media in descendants(content, "media"):
        references = [part for part in find_all(media, "media-reference") if attribute(part, "source")]
        if references:
            first = references[0]
            address = attribute(first, "source") or ""
            if address.startswith(("https://", "http://")):
                yield Medium(
                    url=address,
                    kind=medium_kind(attribute(media, "media-type") or attribute(first, "mime-type") or ""),
                    alt=attribute(first, "alternate-text"),
                    caption=text_at(media, "media-caption"),
                    credit=text_at(media, "media-producer"),
                )


def _identified(data: Element | None, kind: str) -> Iterator[str | None]:
    for element in find_all(data, f"identified-content/{kind}"):
        yield text_of(element) or attribute(element, "value")


def _rights(nitf: Element) -> Iterator[str | None]:
    copyright_ = find(nitf, "head/docdata/doc.copyright")
    holder = attribute(copyright_, "holder")
    year = attribute(copyright_, "year")
    yield f"© {year} {holder}" if holder and year else f"© {holder}" if holder else None
    yield text_at(nitf, "body/body.head/rights")


def _warnings(data: Element | None) -> Iterator[Problem]:
    expires = attribute(find(data, "date.expire"), "norm")
    if expires and expires.lower() != _EXPIRES_NEVER:
        yield Problem(message=expiry_warning(expires), severity="warning")
