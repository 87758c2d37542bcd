"""The pages of tags, people, organisations and places: an index of each kind, a landing page and years of each term."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.contexts import Bar, Card, Count, Link, ListLayout, Period, TermLayout, TermsLayout
from generator.dates import StatedDate
from generator.model import TermKind
from generator.organise.feed_links import term_feed
from generator.organise.frame import Frame, Outline, kind_title
from generator.organise.lists import (
    SPLIT_ABOVE,
    by_part,
    by_year,
    day_periods,
    month_address,
    month_periods,
    year_address,
    year_periods,
)
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, make_part, part_of_every_build
from generator.organise.site import TermGroup

MOST_USED = 20
"""Of the tags on the home page."""
_MANY_YEARS = 20
"""Pages that are expected of a term at most."""
MOST_COUNTED = 200
"""Of the terms of an index by count."""


def plan_term_pages(outline: Outline) -> Iterator[PlanPart]:
    """Yield for each term its years and its landing page, then the index of its kind; a kind without terms has none."""
    quoted = {speaker.key: speaker.address for speaker in outline.site.speakers}
    for kind, groups in outline.site.terms.items():
        for group in groups:
            quotes = quoted.get(group.key, "") if kind == "people" else ""
            inputs = (group.name, group.address, quotes, [entry.digest for entry in group.entries])
            name = f"{kind} {outline.frame.root} {group.key}"
            yield make_part(
                name, outline, inputs, min(len(group.entries), _MANY_YEARS), partial(_plan_term, outline, group, quotes)
            )
    yield part_of_every_build(f"indexes of terms {outline.frame.root}", partial(_plan_indexes, outline))


def _plan_indexes(outline: Outline) -> Iterator[PagePlan]:
    for kind, groups in outline.site.terms.items():
        if groups:
            inputs = (kind, counts(groups), counts(most_used(groups, MOST_COUNTED)))
            yield PagePlan(
                f"{outline.frame.root}{kind}/", "terms.html", f"the index of {kind}", outline.frame, _index, inputs
            )


def counts(groups: Sequence[TermGroup]) -> tuple[Count, ...]:
    """Return terms with how many releases carry them."""
    return tuple(Count(title=group.name, address=group.address, count=len(group.entries)) for group in groups)


def most_used(groups: Sequence[TermGroup], most: int = MOST_USED) -> list[TermGroup]:
    """Return the most used terms, most used first; of equally used ones the first by name."""
    return sorted(groups, key=lambda group: (-len(group.entries), group.key))[:most]


def _plan_term(outline: Outline, group: TermGroup, quotes: str) -> Iterator[PagePlan]:
    frame, origin = outline.frame, f"the {group.kind} '{group.name}'"
    term = Link(title=group.name, address=group.address)
    years = by_year(group.entries)
    numbers: list[int | None] = [None, *years, None]
    for index, (year, entries) in enumerate(years.items()):
        if len(entries) > SPLIT_ABOVE:
            for month, of_month in by_part(entries, lambda date: date.month).items():
                if month is not None:
                    date = StatedDate(year, month)
                    days = day_periods(outline, group.address, date, of_month, day_pages=False)
                    address = month_address(group.address, year, month)
                    inputs = (address, group.kind, term, date, len(of_month), days)
                    yield PagePlan(address, "list.html", origin, frame, _month, inputs)
        months = month_periods(outline, group.address, year, entries, month_pages=False)
        of_year = (group.kind, term, year, len(entries), months, numbers[index], numbers[index + 2])
        yield PagePlan(year_address(group.address, year), "list.html", origin, frame, _year, of_year)
    newest = outline.cards(group.entries[-outline.site.config.page_size :])
    feed = term_feed(group, outline.site.config)
    landing = (group.kind, term, len(group.entries), newest, year_periods(group.address, years), feed, quotes)
    yield PagePlan(group.address, "term.html", origin, frame, _landing, landing)


def _index(frame: Frame, kind: TermKind, terms: tuple[Count, ...], common: tuple[Count, ...]) -> TermsLayout:
    page = frame.page(f"{frame.root}{kind}/", kind_title(kind, frame.wording))
    return TermsLayout(site=frame.site, page=page, kind=kind, terms=terms, common=common)


def _landing(
    frame: Frame,
    kind: TermKind,
    term: Link,
    count: int,
    cards: tuple[Card, ...],
    years: tuple[Period, ...],
    feed: str,
    quotes: str,
) -> TermLayout:
    return TermLayout(
        site=frame.site,
        page=frame.page(term.address, term.title, trail=(_index_link(frame, kind),)),
        kind=kind,
        name=term.title,
        count=count,
        cards=cards,
        years=years,
        chart=_chart(years),
        feed=feed,
        quotes=quotes,
    )


def _chart(years: tuple[Period, ...]) -> tuple[Bar, ...]:
    """Return a bar for each year between the first and the last; none for a single year, which says nothing."""
    by_year = {year.date.year: year for year in years if year.date}
    if len(by_year) < 2:
        return ()
    most = max(year.count for year in years)
    return tuple(
        Bar(
            date=StatedDate(year),
            address=by_year[year].address if year in by_year else "",
            count=by_year[year].count if year in by_year else 0,
            share=round(by_year[year].count / most, 3) if year in by_year else 0.0,
        )
        for year in range(min(by_year), max(by_year) + 1)
    )


def _year(
    frame: Frame,
    kind: TermKind,
    term: Link,
    year: int,
    count: int,
    periods: tuple[Period, ...],
    before: int | None,
    after: int | None,
) -> ListLayout:
    title = f"{term.title}, {frame.period(StatedDate(year))}"
    return ListLayout(
        site=frame.site,
        page=frame.page(year_address(term.address, year), title, trail=(_index_link(frame, kind), term)),
        kind="year",
        date=StatedDate(year),
        term=term,
        count=count,
        periods=periods,
        earlier=_year_link(frame, term, before),
        later=_year_link(frame, term, after),
    )


def _month(
    frame: Frame, address: str, kind: TermKind, term: Link, date: StatedDate, count: int, periods: tuple[Period, ...]
) -> ListLayout:
    title = f"{term.title}, {frame.period(date)}"
    year = Link(title=frame.period(StatedDate(date.year)), address=year_address(term.address, date.year))
    return ListLayout(
        site=frame.site,
        page=frame.page(address, title, trail=(_index_link(frame, kind), term, year)),
        kind="month",
        date=date,
        term=term,
        count=count,
        periods=periods,
        earlier=None,
        later=None,
    )


def _year_link(frame: Frame, term: Link, year: int | None) -> Link | None:
    return (
        None if year is None else Link(title=frame.period(StatedDate(year)), address=year_address(term.address, year))
    )


def _index_link(frame: Frame, kind: TermKind) -> Link:
    return Link(title=kind_title(kind, frame.wording), address=f"{frame.root}{kind}/")
