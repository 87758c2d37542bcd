"""The page of each release."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from generator.contexts import Card, Link, ReleaseLayout
from generator.date_text import date_text
from generator.dates import StatedDate
from generator.model import Release
from generator.organise.cards import make_release, summary_of
from generator.organise.frame import Frame
from generator.organise.lists import month_address, year_address
from generator.organise.page_plan import PagePlan
from generator.organise.references import referrers
from generator.organise.site import Entry
from generator.references import resolve_path


@dataclass(frozen=True, slots=True)
class _Neighbourhood:
    """How releases stand to each other; each release reads a bounded part of it."""

    earlier: Mapping[str, Entry]
    later: Mapping[str, Entry]
    replaced_by: Mapping[str, list[Release]]
    translations: Mapping[str, list[Release]]
    variants: Mapping[str, list[Release]]
    term_addresses: Mapping[tuple[str, str], str]
    lists: frozenset[str]
    """The addresses of the years and months that have a page: one of unlisted releases alone has none."""


def plan_release_pages(frame: Frame) -> Iterator[PagePlan]:
    """Yield the page of every visible release, oldest first."""
    neighbourhood = _neighbourhood(frame)
    for entry in frame.site.entries:
        make = partial(_release_page, frame, neighbourhood, entry)
        yield PagePlan(entry.address, "release.html", entry.release.path, make)


def _neighbourhood(frame: Frame) -> _Neighbourhood:
    site = frame.site
    releases = [entry.release for entry in site.entries]
    standing = [entry for entry in site.listed if not entry.removed]
    pairs = list(pairwise(standing))
    return _Neighbourhood(
        earlier={after.release.path: before for before, after in pairs},
        later={before.release.path: after for before, after in pairs},
        replaced_by=referrers(releases, lambda release: release.front.replaces, site.by_path),
        translations=referrers(releases, lambda release: release.front.translation_of, site.by_path),
        variants=referrers(releases, lambda release: release.front.variant_of, site.by_path),
        term_addresses={(kind, group.key): group.address for kind, groups in site.terms.items() for group in groups},
        lists=frozenset(step.address for entry in site.listed for step in _periods(entry, site.config.language)),
    )


def _release_page(frame: Frame, neighbourhood: _Neighbourhood, entry: Entry) -> ReleaseLayout:
    site, release, front = frame.site, entry.release, entry.release.front
    path = release.path
    body = "" if entry.removed else frame.links.for_page(release.body.html, path, entry.address)
    main = _named(frame, entry, front.variant_of)
    return ReleaseLayout(
        site=frame.context,
        page=frame.page(
            entry.address,
            front.title,
            description=summary_of(entry),
            language=front.language or "",
            trail=tuple(step for step in _periods(entry, site.config.language) if step.address in neighbourhood.lists),
            canonical=main.address if main else None,
            noindex=entry.withdrawn or not front.listed or bool(entry.ribbon),
        ),
        release=make_release(
            entry, site, frame.links, body, lambda kind, key: neighbourhood.term_addresses.get((kind, key), "")
        ),
        earlier=_card(frame, neighbourhood.earlier.get(path)),
        later=_card(frame, neighbourhood.later.get(path)),
        replaces=_card(frame, _named(frame, entry, front.replaces)),
        replaced_by=_cards(frame, neighbourhood.replaced_by.get(path, [])),
        translations=_group(frame, entry, front.translation_of, neighbourhood.translations),
        variants=_group(frame, entry, front.variant_of, neighbourhood.variants),
        related=tuple(
            frame.card(named)
            for reference in front.related
            if not entry.withdrawn and (named := _named(frame, entry, reference)) and not named.withdrawn
        ),
    )


def _periods(entry: Entry, language: str) -> tuple[Link, ...]:
    """Return the year and the month of a release, as far as its date names them."""
    date = entry.release.front.date
    if date is None:
        return ()
    year = Link(title=f"{date.year:04}", address=year_address("/", date.year))
    if date.month is None:
        return (year,)
    month = date_text(StatedDate(date.year, date.month), language)
    return year, Link(title=month, address=month_address("/", date.year, date.month))


def _named(frame: Frame, entry: Entry, reference: str | None) -> Entry | None:
    """Return the visible release that a reference names; a hidden one is as good as none."""
    path = resolve_path(reference, entry.release.path, frame.site.by_path) if reference else None
    return frame.site.by_path[path] if path else None


def _group(frame: Frame, entry: Entry, reference: str | None, members: Mapping[str, list[Release]]) -> tuple[Card, ...]:
    """Return the other members of a release's group: the one it names first, then those that name the same one."""
    main = _named(frame, entry, reference) or entry
    group = [main, *(frame.site.by_path[release.path] for release in members.get(main.release.path, []))]
    return tuple(frame.card(member) for member in group if member is not entry)


def _card(frame: Frame, entry: Entry | None) -> Card | None:
    return frame.card(entry) if entry else None


def _cards(frame: Frame, releases: list[Release]) -> tuple[Card, ...]:
    return tuple(frame.card(frame.site.by_path[release.path]) for release in releases)
