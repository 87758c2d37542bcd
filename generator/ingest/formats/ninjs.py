"""ninjs, the IPTC's news in JSON, versions 1.0 to 3.x: what the versions call differently is read alike."""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.ingest.agency_fields import (
    Copy,
    expiry_warning,
    later_day,
    medium_kind,
    names,
    read_agency_copy,
    read_agency_date,
    read_standing,
    rights_notices,
)
from generator.ingest.reading import Item, NotARelease, Reading
from generator.ingest.stated import Stated
from generator.model import Medium
from generator.problems import ImportRefused, Problem

_MARKS = re.compile(
    rb"\"(?:body_(?:text|x?html|nitf)|bodies|headlines?|version_?created|pub_?status|representation_?type)\"\s*:",
    re.IGNORECASE,
)
_URI = re.compile(rb"\"(?:uri|@id)\"\s*:", re.IGNORECASE)
_FORMATTED = ("html", "xhtml")
_LARGE = 1 << 16


def recognises(item: Item) -> bool:
    """Tell whether the item is a JSON object with an address and something only ninjs has."""
    head = item.data[:_LARGE].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and bool(_URI.search(item.data)) and bool(_MARKS.search(item.data))


def read(item: Item) -> Reading:
    """Read a text item; raises ImportRefused when the JSON is damaged, NotARelease for a picture or a recording."""
    news = _parse(item.data)
    kind = _text(news, "type")
    if kind and kind not in ("text", "composite", "component"):
        raise NotARelease(f"this ninjs item is of type '{kind}' and holds no text; import the text that belongs to it")
    changed = read_agency_date(_text(news, "versioncreated"))
    date = read_agency_date(_text(news, "firstcreated") or _text(news, "contentcreated")) or changed
    standing = read_standing(_text(news, "pubstatus"), changed or date, _embargo(news))
    stated = Stated(
        title=_role(news, "headline", "headlines", "main") or _text(news, "title"),
        subtitle=_role(news, None, "headlines", "sub"),
        summary=_role(news, "description_text", "descriptions", "summary"),
        date=date,
        updated=later_day(changed, date),
        embargo=standing.embargo,
        status=standing.status,
        withdrawn=standing.withdrawn,
        language=_text(news, "language"),
        source_url=next(_addresses(news), None),
        tags=names((*_named(news, "subject", "subjects"), *_words(news, "keywords"), *_words(news, "keyword"))),
        people=names(_named(news, "person", "people")),
        organizations=names(_named(news, "organisation", "organisations")),
        places=names(_named(news, "place", "places")),
        tickers=names(_tickers(news)),
        identifiers=names((_text(news, "uri") or _text(news, "@id"), *_other_ids(news))),
        media=tuple(_media(news)),
        notices=rights_notices(_rights(news)),
    )
    return read_agency_copy(
        _copy(news), item, stated, city=_text(news, "located"), problems=(*standing.problems, *_problems(news))
    )


def _parse(data: bytes) -> dict[str, Any]:
    try:
        news = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_lower_keys)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        line = getattr(error, "lineno", None)
        reason = getattr(error, "msg", None) or type(error).__name__
        raise ImportRefused([Problem(message=f"the JSON is damaged ({reason}); export it again", line=line)]) from error
    if not isinstance(news, dict):
        raise ImportRefused([Problem(message="a ninjs item is a JSON object; this is none")])
    return news


def _lower_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make `versionCreated` of ninjs 3 the `versioncreated` of the versions before."""
    return {key.lower(): value for key, value in pairs}


def _text(value: Any, key: str) -> str | None:
    found = value.get(key) if isinstance(value, dict) else None
    # JSON can hold half a character, \ud800, which no file can.
    return found.encode("utf-8", "replace").decode().strip() or None if isinstance(found, str) else None


def _list(news: dict[str, Any], key: str) -> list[Any]:
    found = news.get(key)
    if isinstance(found, dict):
        return [{"name": name, **value} for name, value in found.items() if isinstance(value, dict)]
    return found if isinstance(found, list) else []


def _role(news: dict[str, Any], single: str | None, several: str, role: str) -> str | None:
    """Return a text that ninjs 1 has by itself and ninjs 2 among others, each with a role."""
    if single and (text := _text(news, single)):
        return text
    entries = [entry for entry in _list(news, several) if _text(entry, "value")]
    matching = [entry for entry in entries if role in (_text(entry, "role") or "").lower()]
    plain = [entry for entry in entries if not _text(entry, "role")]
    chosen = matching or (plain if single else [])
    chosen = chosen or (entries if role == "main" else [])
    return _text(chosen[0], "value") if chosen else None


def _copy(news: dict[str, Any]) -> Copy:
    for name in _FORMATTED:
        if text := _text(news, f"body_{name}"):
            return Copy(text=text, is_html=True)
    bodies = [body for body in _list(news, "bodies") if _text(body, "value")]
    for body in sorted(bodies, key=lambda body: (_is_other_role(body), not _is_html(body))):
        return Copy(text=_text(body, "value") or "", is_html=_is_html(body))
    return Copy(text=_text(news, "body_text") or "", is_html=False)


def _is_html(body: Any) -> bool:
    return "html" in (_text(body, "contenttype") or "").lower()


def _is_other_role(body: Any) -> bool:
    return (_text(body, "role") or "main").lower() not in ("main", "body")


def _named(news: dict[str, Any], *keys: str) -> Iterator[str | None]:
    for key in keys:
        for entry in _list(news, key):
            yield entry if isinstance(entry, str) else _text(entry, "name")


def _words(news: dict[str, Any], key: str) -> Iterator[str | None]:
    value = news.get(key)
    entries = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    for entry in entries:
        yield entry if isinstance(entry, str) else _text(entry, "name")


def _other_ids(news: dict[str, Any]) -> Iterator[str | None]:
    found = news.get("altids")
    if isinstance(found, dict):
        yield from (value for value in found.values() if isinstance(value, str))
    for entry in found if isinstance(found, list) else []:
        yield entry if isinstance(entry, str) else _text(entry, "value")


def _embargo(news: dict[str, Any]) -> str | None:
    """Return what the item says about its embargo, whether it can be read or not; None if it has none."""
    said = next((news[key] for key in ("embargoeduntil", "embargoed") if news.get(key)), None)
    return None if said is None else said.strip() if isinstance(said, str) else json.dumps(said)


def _tickers(news: dict[str, Any]) -> Iterator[str | None]:
    for organization in (*_list(news, "organisation"), *_list(news, "organisations")):
        for symbol in _list(organization, "symbols") if isinstance(organization, dict) else ():
            ticker, exchange = _text(symbol, "ticker"), _text(symbol, "exchange")
            if ticker and exchange:
                yield f"{exchange}:{ticker}"


def _addresses(news: dict[str, Any]) -> Iterator[str]:
    for key in ("canonicalurl", "canonical", "link"):
        if (address := _text(news, key)) and address.startswith(("https://", "http://")):
            yield address


def _rights(news: dict[str, Any]) -> Iterator[str | None]:
    for owner in (news, news.get("rightsinfo")):
        holder = _text(owner, "copyrightholder")
        yield _text(owner, "copyrightnotice") or (f"© {holder}" if holder else None)
        yield _text(owner, "usageterms")


def _media(news: dict[str, Any]) -> Iterator[Medium]:
    for part in _list(news, "associations"):
        kind = _text(part, "type") or ""
        if not isinstance(part, dict) or kind in ("text", "composite"):
            continue
        if url := _best_rendition(part):
            yield Medium(
                url=url,
                kind=medium_kind(kind),
                alt=_role(part, "headline", "headlines", "main"),
                caption=_role(part, "description_text", "descriptions", "caption") or _text(part, "body_text"),
                credit=_text(part, "creditline") or _text(part, "byline") or _text(part, "by"),
                license=_text(part, "usageterms"),
            )


def _best_rendition(part: dict[str, Any]) -> str | None:
    """Return the address of the widest rendition, the first of several as wide."""
    renditions = [entry for entry in _list(part, "renditions") if _text(entry, "href")]
    best = max(renditions, key=lambda entry: entry["width"] if isinstance(entry.get("width"), int) else 0, default=None)
    address = _text(best, "href")
    return address if address and address.startswith(("https://", "http://")) else None


def _problems(news: dict[str, Any]) -> Iterator[Problem]:
    if expires := _text(news, "expires"):
        yield Problem(message=expiry_warning(expires), severity="warning")
    for key in ("headline", "body_text", "body_html", "body_xhtml", "language", "versioncreated"):
        if news.get(key) is not None and not isinstance(news[key], str):
            message = f"'{key}' is no text and was not read; compare the release with its original"
            yield Problem(message=message, severity="warning")
