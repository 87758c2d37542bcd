"""The page of each release."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.addresses import linker
from generator.contexts import CorrectionContext, LanguageLink, Link, MediumContext, ReleaseLayout, Terms, TwinLink
from generator.date_text import language_name
from generator.dates import StatedDate
from generator.digests import Known
from generator.languages import direction
from generator.organise.cards import (
    addresses_in,
    make_release,
    shown_corrections,
    shown_terms,
    summary_of,
)
from generator.organise.citation import citation_records, citations, cited_release
from generator.organise.frame import Frame, Outline
from generator.organise.gate import contacts_lapse
from generator.organise.links import rewrite_links
from generator.organise.list_pages import period_address
from generator.organise.media import picture_sizes, shown_media
from generator.organise.neighbours import (
    Neighbourhood,
    Neighbours,
    find_neighbourhood,
    find_neighbours,
    periods_of,
    related_to_each,
    related_to_few,
)
from generator.organise.news_article import Article, article_images, meta_tags, news_article, publication_dates
from generator.organise.originals import address_of_original, published_original
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, by_month_shown, make_part
from generator.organise.release_body import FIRST_VIEW, link_paragraphs, part_about, size_pictures
from generator.organise.release_parts import find_surroundings
from generator.organise.site import Entry, Site
from generator.organise.twins import twins_of
from generator.picture_sizes import Size


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What the rest of the site gives to a release's page."""

    periods: tuple[StatedDate, ...]
    """The year and the month of the release, as far as they have a page."""
    targets: Mapping[str, str | None]
    """Where its links lead; see `Links.targets`."""
    media: tuple[MediumContext, ...]
    terms: tuple[Terms, ...]
    sizes: Mapping[str, Size]
    """Of the pictures in its text, by the address written there."""
    corrections: tuple[CorrectionContext, ...]
    contacts_lapsed: bool
    original_address: str
    twins: tuple[TwinLink, ...]
    published: str
    modified: str
    """See `publication_dates`."""


Neighbourhoods = Mapping[str, Neighbourhood]
"""That of the whole site, and that of each part in another language, by the address of its home page."""


def find_neighbourhoods(outline: Outline) -> Neighbourhoods:
    """Return what releases may stand beside, for the pages of a few; see `find_neighbourhood`."""
    parts = (outline, *outline.sections.values())
    return {part.frame.root: find_neighbourhood(part, related_to_few(part)) for part in parts}


def plan_release_pages(outline: Outline) -> Iterator[PlanPart]:
    """Yield the page of every visible release, by language and month, oldest first."""
    entries: dict[str, list[Entry]] = {}
    for entry in outline.site.entries:
        entries.setdefault(outline.of_language(entry.release.front.language).frame.root, []).append(entry)
    for part in (outline, *outline.sections.values()):
        related = related_to_each(part)
        neighbourhood = find_neighbourhood(part, related)
        surroundings = find_surroundings(part, neighbourhood, related)
        for month, of_month in by_month_shown(entries.get(part.frame.root, ())).items():
            name, inputs = f"releases {part.frame.root} {month}", surroundings.inputs_of(of_month)
            plan = partial(_plan_pages, part, neighbourhood, of_month)
            yield make_part(name, part, inputs, len(of_month), plan)


def _plan_pages(outline: Outline, neighbourhood: Neighbourhood, entries: Iterable[Entry]) -> Iterator[PagePlan]:
    yield from (_plan_page(outline, neighbourhood, entry) for entry in entries)


def plan_release_page(outline: Outline, neighbourhoods: Neighbourhoods, entry: Entry) -> PagePlan:
    """Return the page of one release."""
    part = outline.of_language(entry.release.front.language)
    return _plan_page(part, neighbourhoods[part.frame.root], entry)


def _plan_page(outline: Outline, neighbourhood: Neighbourhood, entry: Entry) -> PagePlan:
    neighbours = find_neighbours(outline, neighbourhood, entry)
    inputs = (entry.known(), neighbours, _surroundings(outline, neighbourhood, entry))
    return PagePlan(entry.address, "release.html", entry.release.path, outline.frame, _release_page, inputs)


def _surroundings(outline: Outline, neighbourhood: Neighbourhood, entry: Entry) -> _Surroundings:
    site, body = outline.site, entry.release.body
    links = [*addresses_in(entry), *(() if entry.removed else body.links)]
    published, modified = publication_dates(entry, site.config.zone)
    return _Surroundings(
        periods=tuple(period for period in periods_of(entry) if period in neighbourhood.periods),
        targets=outline.links.targets(links, entry.release.path),
        media=shown_media(entry, site, outline.links),
        terms=tuple(shown_terms(entry, site, neighbourhood.term_addresses)),
        sizes=picture_sizes(entry, site, outline.links),
        corrections=shown_corrections(entry, site),
        contacts_lapsed=_lapsed(entry, site),
        original_address=address_of_original(original) if (original := published_original(entry, site)) else "",
        twins=twins_of(entry, site.config),
        published=published,
        modified=modified,
    )


def _release_page(
    frame: Frame, known: Known[Entry], neighbours: Neighbours, surroundings: _Surroundings
) -> ReleaseLayout:
    entry, targets = known.value, surroundings.targets
    front = entry.release.front
    html = "" if entry.removed else size_pictures(frame.read_body(entry.release.body.key).html, surroundings.sizes)
    write = linker(entry.address, portable=frame.site.portable)
    url, site = frame.url(entry.address), frame.site
    cited = cited_release(entry, url=url, archive=site.title, language=site.language)
    html, about = part_about(rewrite_links(html, targets, write))
    to_paragraph = frame.gettext("Link to this paragraph")
    images = article_images(entry, surroundings.media, targets)
    article = _article(frame, neighbours, surroundings, images)
    return ReleaseLayout(
        site=frame.site,
        page=frame.page(
            entry.address,
            front.title,
            description=summary_of(entry),
            language=front.language or "",
            trail=tuple(_period_link(frame, period) for period in surroundings.periods),
            canonical=neighbours.main,
            noindex=entry.withdrawn or not front.listed or bool(entry.ribbon),
            nodes=[news_article(entry, cited, article, site)],
            image=images[0] if images else "",
            alternates=_alternates(frame, entry, neighbours),
        ),
        release=make_release(
            entry,
            frame.site.language,
            follow=lambda address: targets.get(address, address) or "" if address else "",
            media=_awaited(surroundings.media, html),
            terms=surroundings.terms,
            corrections=surroundings.corrections,
            html=link_paragraphs(html, to_paragraph),
            about=link_paragraphs(about, to_paragraph),
            contacts_lapsed=surroundings.contacts_lapsed,
            original_address=surroundings.original_address,
        ),
        earlier=neighbours.earlier,
        later=neighbours.later,
        replaced_by=neighbours.replaced_by,
        original=neighbours.original,
        story=neighbours.story,
        translations=neighbours.translations,
        variants=neighbours.variants,
        related=neighbours.related,
        citations=citations(cited),
        records=citation_records(cited),
        twins=surroundings.twins,
        metadata=tuple(meta_tags(entry, cited, article, site)),
        published=article.published,
    )


def _awaited(media: tuple[MediumContext, ...], html: str) -> tuple[MediumContext, ...]:
    """Return the media, the first at once where only a short text stands above it."""
    if not media or len(html) > FIRST_VIEW:
        return media
    return (replace(media[0], lazy=False), *media[1:])


def _lapsed(entry: Entry, site: Site) -> bool:
    """Tell whether the contacts of a release are only those of their time."""
    lapse = contacts_lapse(entry.release.front, site.config.contacts.valid, site.config.zone)
    return lapse is not None and lapse <= site.as_of


def _article(frame: Frame, neighbours: Neighbours, surroundings: _Surroundings, images: tuple[str, ...]) -> Article:
    original = neighbours.original
    return Article(
        published=surroundings.published,
        modified=surroundings.modified,
        images=tuple(map(frame.url, images)),
        terms=surroundings.terms,
        corrections=surroundings.corrections,
        translation_of=frame.url(original.address) if original else "",
        translations=() if original else tuple(frame.url(card.address) for card in neighbours.translations),
    )


def _alternates(frame: Frame, entry: Entry, neighbours: Neighbours) -> tuple[LanguageLink, ...]:
    """Return an announcement in each of its languages, the original first; nothing when it has one."""
    if not neighbours.translations:
        return ()
    language = entry.release.front.language or frame.site.language
    others = [(card.language, card.address) for card in neighbours.translations]
    first = 1 if neighbours.original else 0
    found = [*others[:first], (language, entry.address), *others[first:]]
    return tuple(
        LanguageLink(title=language_name(tag), address=address, language=tag, direction=direction(tag))
        for tag, address in found
    )


def _period_link(frame: Frame, period: StatedDate) -> Link:
    return Link(title=frame.period(period), address=period_address(frame.root, period))
