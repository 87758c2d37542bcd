"""What a page states about its release in its head: JSON-LD, then Open Graph, Dublin Core, citation and plain meta."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.dates import StatedDate
from generator.ingest.html_page import Element
from generator.ingest.metadata_dates import read_metadata_date
from generator.ingest.stated import Stated
from generator.model import Medium
from generator.names import name_key

_KINDS = frozenset(
    "article newsarticle pressrelease blogposting reportagenewsarticle analysisnewsarticle announcement report "
    "specialannouncement".split()
)
_TITLES = ("og:title", "dcterms.title", "dc.title", "dc:title", "citation_title", "twitter:title", "headline")
_DATES = (
    "article:published_time", "og:article:published_time", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "dc.date.created", "citation_publication_date", "citation_date", "datepublished",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
    "article.published", "release_date", "releasedate", "date",
)  # fmt: skip
_UPDATES = ("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "datemodified")
_SUMMARIES = ("og:description", "dcterms.abstract", "dc.description", "dcterms.description", "description")
_KEYWORDS = ("keywords", "news_keywords", "dc.subject", "dcterms.subject", "citation_keywords")
_TAGS = ("article:tag", "og:article:tag")
_ISSUERS = ("dcterms.publisher", "dc.publisher", "citation_publisher")
_LANGUAGES = ("dcterms.language", "dc.language", "og:locale", "content-language")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MOST_KEYWORDS = 20


def read_metadata(root: Element) -> tuple[Stated, str | None]:
    """Return what the head of a page states, and the name of its site if it tells it."""
    named = _named(root)
    article = next(_articles(root), {})
    address = _address(root, named)
    issuers = tuple(_names(article.get("publisher"))) or tuple(_names(article.get("author")))
    stated = Stated(
        title=_text(article.get("headline")) or _first(named, _TITLES),
        date=_date([_text(article.get("datePublished"))]) or _date(_all(named, _DATES)),
        updated=_date([_text(article.get("dateModified"))]) or _date(_all(named, _UPDATES)),
        summary=_text(article.get("description")) or _first(named, _SUMMARIES),
        language=_language(root, named, article),
        source_url=address,
        aliases=(address,) if address else (),
        tags=_tags(article, named),
        issuers=issuers or tuple(_all(named, _ISSUERS)[:1]),
        media=tuple(_pictures(article.get("image"))),
    )
    site = _first(named, ("og:site_name", "application-name")) or next(iter(_names(article.get("publisher"))), None)
    return stated, site


def _named(root: Element) -> dict[str, list[str]]:
    """Return the contents of `<meta>`, by lower-case name."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(key)):
                named.setdefault(name.strip().lower(), []).append(content)
    return named


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    """Yield the articles that JSON-LD describes; broken JSON-LD is passed over."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                if any(str(kind).lower() in _KINDS for kind in _listed(node.get("@type"))):
                    yield node
                waiting.extend(_listed(node.get("@graph")))
                waiting.extend(_listed(node.get("mainEntity")))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str | None:
    from html import unescape

    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _names(value: object) -> Iterator[str]:
    for entry in _listed(value):
        name = _text(entry.get("name") if isinstance(entry, dict) else entry)
        if name and "://" not in name:
            yield name


def _pictures(value: object) -> Iterator[Medium]:
    for entry in _listed(value):
        if isinstance(entry, dict) and (url := _text(entry.get("url") or entry.get("contentUrl"))):
            caption = _text(entry.get("caption"))
            credit = _text(entry.get("creditText")) or next(_names(entry.get("creator")), None)
            if url.startswith(("http://", "https://")) and (caption or credit):
                yield Medium(url=url, caption=caption, credit=credit)


def _tags(article: dict[str, Any], named: dict[str, list[str]]) -> tuple[str, ...]:
    found = [word for entry in _listed(article.get("keywords")) if isinstance(entry, str) for word in _split(entry)]
    found = found or _all(named, _TAGS) or [word for entry in _all(named, _KEYWORDS) for word in _split(entry)]
    once = {name_key(word): word for word in reversed(found) if word}
    return tuple(reversed(once.values())) if len(once) <= _MOST_KEYWORDS else ()  # more are written for search engines


def _split(keywords: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;]", keywords) if word.strip()]


def _all(named: dict[str, list[str]], names: Sequence[str]) -> list[str]:
    return [content for name in names for content in named.get(name, ())]


def _first(named: dict[str, list[str]], names: Sequence[str]) -> str | None:
    return next(iter(_all(named, names)), None)


def _date(texts: Sequence[str | None]) -> StatedDate | None:
    for text in filter(None, texts):
        if date := read_metadata_date(text.replace("/", "-")):
            return date
    return None


def _language(root: Element, named: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    for said in (_text(article.get("inLanguage")), root.get("lang"), *_all(named, _LANGUAGES)):
        code = (said or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(code):
            return code
    return None


def _address(root: Element, named: dict[str, list[str]]) -> str | None:
    canonical = [
        link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for address in (*canonical, *_all(named, ("og:url",))):
        if address and re.match(r"https?://[^\s/]", address.strip()):
            return str(address.strip())
    return None
