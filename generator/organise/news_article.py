"""What the page of a release says of it to programs: JSON-LD's `NewsArticle`, and the tags that Zotero reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from generator.addresses import web_address
from generator.contexts import CorrectionContext, MediumContext, MetaTag, SiteContext, Terms
from generator.dates import StatedDate
from generator.model import ABOVE_HEADLINE, FrontMatter, Place, TermKind
from generator.organise.citation import CitedRelease
from generator.organise.links import MEDIA_ADDRESS
from generator.organise.site import Entry
from generator.organise.structured_data import Node, organization, publisher_of, stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the rest of the site adds to a release; addresses are whole URLs."""

    published: str
    """ISO 8601, as finely as it was stated; empty when it was not."""
    modified: str
    """Of the last change, in the same way."""
    images: tuple[str, ...]
    """Pictures of its own that its page shows."""
    terms: tuple[Terms, ...]
    corrections: tuple[CorrectionContext, ...]
    translation_of: str
    """Empty when the release is no translation."""
    translations: tuple[str, ...]


def news_article(entry: Entry, cited: CitedRelease, article: Article, site: SiteContext) -> Node:
    """Return the node of a release; of one whose text was removed, what stays at its address."""
    front = stated_front(entry)
    node: Node = {
        "@type": "NewsArticle",
        "@id": cited.url,
        "url": cited.url,
        "headline": cited.title,
        "alternativeHeadline": front.subtitle,
        "description": front.summary,
        "genre": "Press release",
        "inLanguage": None if "language" in entry.release.front.inferred else cited.language,
        "datePublished": article.published,
        "dateModified": article.modified,
        "dateline": front.dateline,
        "locationCreated": _place(front.place) if front.place else None,
        "author": [organization(name) for name in front.issuers],
        "publisher": publisher_of(site),
        "provider": organization(front.source) if front.source else None,
        "sponsor": [organization(name) for name in _principals(front)],
        "identifier": [*(part for part in (front.id, front.number) if part), *front.identifiers],
        "keywords": list(_terms(article, "tags")),
        "mentions": [
            *({"@type": "Person", "name": name} for name in _terms(article, "people")),
            *(organization(name) for name in _terms(article, "organizations")),
        ],
        "image": list(article.images),
        "isBasedOn": web_address(front.source_url),
        "license": web_address(site.license),
        "correction": [
            {"@type": "CorrectionComment", "text": one.note, "datePublished": _day(one.date)}
            for one in article.corrections
        ],
        "translationOfWork": {"@id": article.translation_of} if article.translation_of else None,
        "workTranslation": [{"@id": url} for url in article.translations],
        "creativeWorkStatus": _status(entry),
    }
    return stated(node)


def meta_tags(entry: Entry, cited: CitedRelease, article: Article, site: SiteContext) -> Iterator[MetaTag]:
    """Yield the tags of Dublin Core and Highwire Press, by which reference managers read a page."""
    front = stated_front(entry)
    day = article.published[:10]
    publisher = site.publisher or site.title
    yield MetaTag(name="DC.title", content=cited.title)
    yield from (MetaTag(name="DC.creator", content=name) for name in front.issuers)
    optional: Mapping[str, str | None] = {
        "DC.publisher": publisher,
        "DC.date": day,
        "DC.type": "Text",
        "DC.language": cited.language,
        "DC.identifier": cited.url,
        "DC.source": web_address(front.source_url),
        "DC.rights": site.license,
        "citation_title": cited.title,
    }
    yield from (MetaTag(name=name, content=content) for name, content in optional.items() if content)
    yield from (MetaTag(name="citation_author", content=name) for name in front.issuers)
    optional = {
        "citation_publication_date": day.replace("-", "/"),
        "citation_publisher": front.source or publisher,
        "citation_language": cited.language,
        "citation_doi": cited.doi,
        "citation_keywords": "; ".join(_terms(article, "tags")),
        "citation_fulltext_html_url": cited.url,
    }
    yield from (MetaTag(name=name, content=content) for name, content in optional.items() if content)


def stated_front(entry: Entry) -> FrontMatter:
    """Return the front matter of a release without what was inferred, and without what may no longer be shown.

    The title stays in any case.
    """
    front = entry.release.front
    if entry.removed:
        date = None if "date" in front.inferred else front.date
        return FrontMatter(title=front.title, id=front.id, date=date, withdrawn=front.withdrawn)
    if not front.inferred:
        return front
    known = {name: getattr(front, name) for name in FrontMatter.__dataclass_fields__}
    return FrontMatter(
        **{name: value for name, value in known.items() if name not in front.inferred or name == "title"}
    )


def publication_dates(entry: Entry, zone: tzinfo) -> tuple[str, str]:
    """Return when a release was published and last changed, in ISO 8601; `zone` is the site's.

    Each is as fine as it was stated, a time of day with its offset from UTC, and empty when nobody stated it.
    """
    front = stated_front(entry)
    changes = [
        front.updated,
        *(one.date for one in front.corrections),
        front.withdrawn.date if front.withdrawn else None,
    ]
    last = max((date for date in changes if date), key=lambda date: date.earliest(zone), default=None)
    return _iso(front.date, zone), _iso(last, zone)


def article_images(entry: Entry, media: Iterable[MediumContext], targets: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the addresses of the pictures of its own that the page of a release shows, each once."""
    shown = [medium.address for medium in media if medium.kind == "image" and not medium.remote]
    in_text = () if entry.removed else entry.release.body.pictures
    shown += [target for link in in_text if (target := targets.get(link, link))]
    return tuple(dict.fromkeys(address for address in shown if address.startswith(MEDIA_ADDRESS)))


def _iso(date: StatedDate | None, zone: tzinfo) -> str:
    if date is None:
        return ""
    return (StatedDate.of(date.earliest(zone).astimezone(zone)) if date.precision == "time" else date).isoformat()


def _day(date: StatedDate) -> str:
    return date.isoformat()[:10]


def _terms(article: Article, kind: TermKind) -> Iterator[str]:
    yield from (term.name for group in article.terms if group.kind == kind for term in group.terms if not term.inferred)


def _place(place: Place) -> Node:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.city,
        "addressRegion": place.region,
        "addressCountry": place.country,
    }
    return stated({"@type": "Place", "name": place.city or place.region or place.country, "address": stated(address)})


def _principals(front: FrontMatter) -> Iterator[str]:
    yield from (one.principal for one in front.disclosures if one.kind in ABOVE_HEADLINE and one.principal)


def _status(entry: Entry) -> str:
    if entry.release.front.withdrawn:
        return "Withdrawn"
    return "Expired" if entry.removed else ""
