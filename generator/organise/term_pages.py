"""The pages of tags, people, organisations and places: an index of each kind, a landing page and years of each term."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.contexts import Count, Link, ListLayout, TermLayout, TermsLayout
from generator.date_text import date_text
from generator.dates import StatedDate
from generator.model import TermKind
from generator.organise.frame import KIND_TITLES, Frame
from generator.organise.lists import (
    SPLIT_ABOVE,
    by_part,
    by_year,
    cards,
    day_periods,
    month_address,
    month_periods,
    year_address,
    year_periods,
)
from generator.organise.page_plan import PagePlan
from generator.organise.site import Entry, TermGroup

MOST_USED = 20


def plan_term_pages(frame: Frame) -> Iterator[PagePlan]:
    """Yield for each term its years and its landing page, then the index of its kind; a kind without terms has none."""
    for kind, groups in frame.site.terms.items():
        for group in groups:
            yield from _plan_term(frame, group)
        if groups:
            make = partial(_index, frame, kind, groups)
            yield PagePlan(f"/{kind}/", "terms.html", f"the index of {kind}", make)


def counts(groups: Sequence[TermGroup]) -> tuple[Count, ...]:
    """Return terms with how many releases carry them."""
    return tuple(Count(title=group.name, address=group.address, count=len(group.entries)) for group in groups)


def most_used(groups: Sequence[TermGroup]) -> list[TermGroup]:
    """Return the most used terms, most used first; of equally used ones the first by name."""
    return sorted(groups, key=lambda group: (-len(group.entries), group.key))[:MOST_USED]


def _plan_term(frame: Frame, group: TermGroup) -> Iterator[PagePlan]:
    origin = f"the {group.kind} '{group.name}'"
    for year, entries in by_year(group.entries).items():
        if len(entries) > SPLIT_ABOVE:
            for month, of_month in by_part(entries, lambda date: date.month).items():
                if month is not None:
                    make = partial(_month, frame, group, StatedDate(year, month), of_month)
                    yield PagePlan(month_address(group.address, year, month), "list.html", origin, make)
        yield PagePlan(
            year_address(group.address, year), "list.html", origin, partial(_year, frame, group, year, entries)
        )
    yield PagePlan(group.address, "term.html", origin, partial(_landing, frame, group))


def _index(frame: Frame, kind: TermKind, groups: Sequence[TermGroup]) -> TermsLayout:
    return TermsLayout(
        site=frame.context,
        page=frame.page(f"/{kind}/", KIND_TITLES[kind]),
        kind=kind,
        terms=counts(groups),
        common=counts(most_used(groups)),
    )


def _landing(frame: Frame, group: TermGroup) -> TermLayout:
    return TermLayout(
        site=frame.context,
        page=frame.page(group.address, group.name, trail=_trail(group)[:1]),
        kind=group.kind,
        name=group.name,
        count=len(group.entries),
        cards=cards(group.entries[-frame.site.config.page_size :], frame.card),
        years=year_periods(group.address, group.entries),
    )


def _year(frame: Frame, group: TermGroup, year: int, entries: Sequence[Entry]) -> ListLayout:
    years = list(by_year(group.entries))
    index = years.index(year)
    before = years[index - 1] if index else None
    after = years[index + 1] if index + 1 < len(years) else None
    return ListLayout(
        site=frame.context,
        page=frame.page(year_address(group.address, year), f"{group.name}, {year:04}", trail=_trail(group)),
        kind="year",
        date=StatedDate(year),
        term=Link(title=group.name, address=group.address),
        count=len(entries),
        periods=month_periods(group.address, year, entries, frame.card, month_pages=False),
        earlier=_year_link(group, before),
        later=_year_link(group, after),
    )


def _month(frame: Frame, group: TermGroup, date: StatedDate, entries: Sequence[Entry]) -> ListLayout:
    title = f"{group.name}, {date_text(date, frame.site.config.language)}"
    year = Link(title=f"{date.year:04}", address=year_address(group.address, date.year))
    return ListLayout(
        site=frame.context,
        page=frame.page(month_address(group.address, date.year, date.month or 0), title, trail=(*_trail(group), year)),
        kind="month",
        date=date,
        term=Link(title=group.name, address=group.address),
        count=len(entries),
        periods=day_periods(group.address, date, entries, frame.card, day_pages=False),
        earlier=None,
        later=None,
    )


def _year_link(group: TermGroup, year: int | None) -> Link | None:
    return None if year is None else Link(title=f"{year:04}", address=year_address(group.address, year))


def _trail(group: TermGroup) -> tuple[Link, ...]:
    kind = Link(title=KIND_TITLES[group.kind], address=f"/{group.kind}/")
    return kind, Link(title=group.name, address=group.address)
