"""NewsML-G2: a `newsItem` with its metadata and its text as XHTML, NITF or plain characters."""

import re
from collections.abc import Iterator
from functools import partial

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
from generator.ingest.formats.nitf import read_nitf
from generator.ingest.reading import Item, NotARelease, Reading
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

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem)[\s>]")
_WITHOUT = ("head", "script", "style")
_SIZES = ("width", "size")


def recognises(item: Item) -> bool:
    """Tell whether the outermost element is one of NewsML-G2."""
    head = item.data[:8192].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(_ROOT.search(head))


def read(item: Item) -> Reading:
    """Read a text item; raises ImportRefused when the XML is damaged, NotARelease for pictures and packages."""
    news = next(descendants(parse_xml(item.data), "newsItem"), None)
    if news is None:
        raise NotARelease("this is a NewsML-G2 package, which only lists items; import the items that it names")
    meta, content = find(news, "itemMeta"), find(news, "contentMeta")
    kind = (attribute(find(meta, "itemClass"), "qcode") or "").rpartition(":")[2]
    if kind not in ("", "text", "composite"):
        raise NotARelease(f"this NewsML-G2 item is a '{kind}' and holds no text; import the text that belongs to it")
    copy, inside = _copy(news)
    changed = read_agency_date(text_at(meta, "versionCreated"))
    created = read_agency_date(text_at(meta, "firstCreated") or text_at(content, "contentCreated")) or changed
    line = text_at(content, "dateline") or inside.dateline
    dateline = read_dateline(line)
    date = date_of(dateline, created)
    standing = read_standing(attribute(find(meta, "pubStatus"), "qcode"), changed or created, _embargo(meta))
    subtitles = (text for role, text in _headlines(content) if "sub" in role)
    stated = Stated(
        title=next((text for role, text in _headlines(content) if "sub" not in role), None)
        or inside.title
        or text_at(meta, "title"),
        subtitle=next(subtitles, None) or inside.subtitle,
        summary=_summary(content) or inside.summary,
        date=date,
        updated=later_day(changed, date),
        embargo=standing.embargo,
        status=standing.status,
        withdrawn=standing.withdrawn,
        language=attribute(find(content, "language"), "tag") or attribute(news, "lang"),
        dateline=line,
        place=dateline.place if dateline else None,
        source=dateline.source if dateline else None,
        tags=names((*_subjects(content, None), *map(text_of, find_all(content, "keyword")))),
        people=names(_subjects(content, "person")),
        organizations=names(_subjects(content, "organisation", "organization")),
        places=names((*(dateline.places if dateline else ()), *_subjects(content, "geoarea", "place", "poi"))),
        identifiers=names((attribute(news, "guid"), *map(text_of, find_all(content, "altId")))),
        media=(*inside.media, *_media(news)),
        notices=rights_notices(_rights(news)),
    )
    city = text_at(content, "located/name") or attribute(find(content, "located"), "literal")
    return read_agency_copy(copy, item, stated, city=city, problems=standing.problems)


def _copy(news: Element) -> tuple[Copy, Stated]:
    """Return the fullest text of the item, and what a NITF document in it says about itself."""
    inline = list(find_all(news, "contentSet/inlineXML"))
    for element in inline:
        if (nitf := next(descendants(element, "nitf"), None)) is not None:
            text = read_nitf(nitf)
            return text.copy, text.stated
    for element in inline:
        body = next(descendants(element, "body"), element)
        return Copy(text=write_markup(body, without=_WITHOUT), is_html=True), Stated()
    for element in find_all(news, "contentSet/inlineData"):
        if attribute(element, "encoding"):
            message = "the item's text is encoded as binary data; import the file that it holds"
            raise ImportRefused([Problem(message=message)])
        text_type = attribute(element, "contenttype") or ""
        return Copy(text="".join(element.itertext()), is_html="html" in text_type), Stated()
    raise ImportRefused([Problem(message="the item holds no text of its own; import the file that it names")])


def _embargo(meta: Element | None) -> str | None:
    """Return until when the item is embargoed, "" if until further notice, None if it is not."""
    embargoed = find(meta, "embargoed")
    return None if embargoed is None else text_of(embargoed)


def _headlines(content: Element | None) -> Iterator[tuple[str, str]]:
    for element in find_all(content, "headline"):
        if text := text_of(element):
            yield (attribute(element, "role") or "").rpartition(":")[2].lower(), text


def _summary(content: Element | None) -> str | None:
    found = [(attribute(element, "role") or "", text_of(element)) for element in find_all(content, "description")]
    return next((text for role, text in found if "summary" in role.lower() and text), None)


def _subjects(content: Element | None, *types: str | None) -> Iterator[str | None]:
    """Yield the names of subjects of these types; None stands for all that are no person, organisation or place."""
    others = ("person", "organisation", "organization", "geoarea", "place", "poi")
    for element in find_all(content, "subject"):
        kind = (attribute(element, "type") or "").rpartition(":")[2].lower()
        if kind in types or (None in types and kind not in others):
            yield text_at(element, "name")


def _media(news: Element) -> Iterator[Medium]:
    """Yield what the item shows elsewhere; of a picture or recording in several sizes, the largest."""
    largest: dict[str, tuple[int, Medium]] = {}
    for number, element in enumerate(find_all(news, "contentSet/remoteContent")):
        address = attribute(element, "href") or ""
        if not address.startswith(("https://", "http://")):
            continue
        medium = Medium(url=address, kind=medium_kind(attribute(element, "contenttype") or ""))
        # All that one item holds are renditions of one thing; only documents may be several.
        key = f"document {number}" if medium.kind == "document" else medium.kind
        size = int(next((part for part in map(partial(attribute, element), _SIZES) if part and part.isdecimal()), 0))
        if key not in largest or size > largest[key][0]:
            largest[key] = size, medium
    yield from (medium for _, medium in largest.values())


def _rights(news: Element) -> Iterator[str | None]:
    for info in find_all(news, "rightsInfo"):
        holder = find(info, "copyrightHolder")
        name = text_of(holder) or attribute(holder, "literal")
        yield text_at(info, "copyrightNotice") or (f"© {name}" if name else None)
        yield text_at(info, "usageTerms")
