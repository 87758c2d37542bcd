"""Which releases a release's page shows beside its own: each reads a bounded part of the archive."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.contexts import Card, StoryStep
from generator.dates import StatedDate
from generator.model import FrontMatter, Release
from generator.organise.frame import Outline
from generator.organise.references import referrers
from generator.organise.related import MOST_RELATED, FoundRelated, Related, find_related, related_when_asked
from generator.organise.site import Entry, Site, TermGroup
from generator.organise.story import Stories, find_stories, story_of
from generator.references import resolve_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The releases a page shows beside its own."""

    main: str | None
    """The address of the release that this one is a variant of."""
    earlier: Card | None
    later: Card | None
    replaced_by: tuple[Card, ...]
    story: tuple[StoryStep, ...]
    original: Card | None
    """The release that this one translates."""
    translations: tuple[Card, ...]
    variants: tuple[Card, ...]
    related: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """How releases stand to each other; each release reads a bounded part of it."""

    earlier: Mapping[str, Entry]
    later: Mapping[str, Entry]
    replaced_by: Mapping[str, list[Release]]
    translations: Mapping[str, list[Release]]
    variants: Mapping[str, list[Release]]
    stories: Stories
    related: Related
    term_addresses: Mapping[tuple[str, str], str]
    periods: frozenset[StatedDate]
    """The years and months that have a page: one of unlisted releases alone has none."""


def find_neighbourhood(outline: Outline, related: Related) -> Neighbourhood:
    """Return how releases stand to each other; `related` comes from one of the two functions below."""
    site = outline.site
    referring = [entry.release for entry in site.entries if _refers(entry.release.front)]
    standing = standing_in_lists(site)
    paths = [entry.release.path for entry in standing]
    return Neighbourhood(
        earlier=dict(zip(paths[1:], standing, strict=False)),
        later=dict(zip(paths, standing[1:], strict=False)),
        replaced_by=referrers([one for one in referring if not one.front.variant_of], _replaced, site.by_path),
        translations=referrers(referring, lambda release: release.front.translation_of, site.by_path),
        variants=referrers(referring, lambda release: release.front.variant_of, site.by_path),
        stories=find_stories(site),
        related=related,
        term_addresses={(kind, group.key): group.address for kind, groups in site.terms.items() for group in groups},
        periods=_all_periods(site),
    )


def standing_in_lists(site: Site) -> list[Entry]:
    """Return the releases that stand beside each other, oldest first."""
    return [entry for entry in site.listed if not entry.removed]


def related_to_each(outline: Outline) -> FoundRelated:
    """Find what is related to every release, for all of their pages."""
    return find_related(_all_terms(outline.site), _carrying(outline.site), outline.shared, outline.frame.kept)


def related_to_few(outline: Outline) -> Related:
    """Find the same for the pages of a few."""
    return related_when_asked(_all_terms(outline.site), _carrying(outline.site))


def _refers(front: FrontMatter) -> bool:
    """Tell whether a release names another: few do, and each look at all releases costs."""
    return bool(front.replaces or front.translation_of or front.variant_of)


def _all_periods(site: Site) -> frozenset[StatedDate]:
    dates = (entry.release.front.date for entry in site.listed)
    months = {(date.year, date.month) for date in dates if date}  # of many releases few
    return frozenset(period for year, month in months for period in _periods(year, month))


def _all_terms(site: Site) -> list[TermGroup]:
    return [group for groups in site.terms.values() for group in groups]


def _carrying(site: Site) -> list[Entry]:
    return [entry for entry in site.listed if not entry.withdrawn]


def _replaced(release: Release) -> str | None:
    return release.front.replaces


def find_neighbours(outline: Outline, neighbourhood: Neighbourhood, entry: Entry) -> Neighbours:
    front, path = entry.release.front, entry.release.path
    main = _named(outline, entry, front.variant_of)
    original = _named(outline, entry, front.translation_of)
    return Neighbours(
        main=main.address if main else None,
        earlier=_card(outline, neighbourhood.earlier.get(path)),
        later=_card(outline, neighbourhood.later.get(path)),
        replaced_by=_cards(outline, neighbourhood.replaced_by.get(path, [])),
        story=story_of(outline, neighbourhood.stories, entry),
        original=_card(outline, original if original is not entry else None),
        translations=_group(outline, entry, front.translation_of, neighbourhood.translations),
        variants=_group(outline, entry, front.variant_of, neighbourhood.variants),
        related=() if entry.withdrawn else tuple(map(outline.card, _related(outline, neighbourhood, entry))),
    )


def periods_of(entry: Entry) -> tuple[StatedDate, ...]:
    """Return the year and the month of a release, as far as its date names them."""
    date = entry.release.front.date
    return _periods(date.year, date.month) if date else ()


def _periods(year: int, month: int | None) -> tuple[StatedDate, ...]:
    return (StatedDate(year),) if month is None else (StatedDate(year), StatedDate(year, month))


def _named(outline: Outline, entry: Entry, reference: str | None) -> Entry | None:
    """Return the visible release that a reference names; a hidden one is as good as none."""
    path = resolve_path(reference, entry.release.path, outline.site.by_path) if reference else None
    return outline.site.by_path[path] if path else None


def _group(
    outline: Outline, entry: Entry, reference: str | None, members: Mapping[str, list[Release]]
) -> tuple[Card, ...]:
    """Return the other members of a release's group: the one it names first, then those that name the same one."""
    main = _named(outline, entry, reference) or entry
    group = [main, *(outline.site.by_path[release.path] for release in members.get(main.release.path, []))]
    return tuple(outline.card(member) for member in group if member is not entry)


def _related(outline: Outline, neighbourhood: Neighbourhood, entry: Entry) -> list[Entry]:
    """Return the releases that a release names, then older ones near to it that its page does not show already."""
    path = entry.release.path
    named = (_named(outline, entry, reference) for reference in entry.release.front.related)
    related = {one.release.path: one for one in named if one and not one.withdrawn}
    shown = {path, *(one.release.path for one in neighbourhood.stories.chapters.get(path, ()))}
    translated = _named(outline, entry, entry.release.front.translation_of) or entry
    others = neighbourhood.translations.get(translated.release.path, [])
    shown |= {translated.release.path, *(release.path for release in others)}
    earlier = neighbourhood.earlier.get(path)
    shown |= {earlier.release.path} if earlier else set()
    for older in neighbourhood.related(path):
        if len(related) < MOST_RELATED and older.release.path not in shown:
            related.setdefault(older.release.path, older)
    return list(related.values())


def _card(outline: Outline, entry: Entry | None) -> Card | None:
    return outline.card(entry) if entry else None


def _cards(outline: Outline, releases: list[Release]) -> tuple[Card, ...]:
    return tuple(outline.card(outline.site.by_path[release.path]) for release in releases)
