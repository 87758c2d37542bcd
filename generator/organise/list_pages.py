"""Year, month and day pages of the whole archive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from generator.contexts import Link, ListLayout, Period
from generator.dates import StatedDate
from generator.organise.frame import Frame, Outline
from generator.organise.lists import (
    by_part,
    by_year,
    day_address,
    day_periods,
    month_address,
    month_periods,
    year_address,
)
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, make_part
from generator.organise.site import Entry

ListKind = Literal["year", "month", "day"]
_ORIGIN = "the list of a year, month or day"


Edges = dict[ListKind, StatedDate]
"""The days, months and years that stand just before a year, or just after it."""


def plan_list_pages(outline: Outline) -> Iterator[PlanPart]:
    """Yield for each year every day and month that has a release, and the year."""
    years = by_year(outline.site.listed)
    spans = [_span(year, entries) for year, entries in years.items()]
    befores, afters = _edges([last for _, last in spans]), _edges([first for first, _ in reversed(spans)])
    for (year, entries), before, after in zip(years.items(), befores, reversed(list(afters)), strict=True):
        inputs = ([entry.digest for entry in entries], before, after)
        plan = partial(_plan_year, outline, year, entries, before, after)
        yield make_part(f"lists {outline.frame.root} {year}", outline, inputs, len(entries), plan)


def _edges(spans: Iterable[Edges]) -> Iterator[Edges]:
    """Yield for each year what stands before it, given the last of each; backwards, what stands after it."""
    edges: Edges = {}
    for span in spans:
        yield edges
        edges = edges | span


def _span(year: int, entries: Iterable[Entry]) -> tuple[Edges, Edges]:
    """Return the first day, month and year of a year's lists, then the last."""
    dates = [date for entry in entries if (date := entry.release.front.date) is not None]
    months = {date.month for date in dates if date.month is not None}
    days = {(date.month, date.day) for date in dates if date.month is not None and date.day is not None}
    first: Edges = {"year": StatedDate(year)}
    last: Edges = {"year": StatedDate(year)}
    if months:
        first["month"], last["month"] = StatedDate(year, min(months)), StatedDate(year, max(months))
    if days:
        first["day"], last["day"] = StatedDate(year, *min(days)), StatedDate(year, *max(days))
    return first, last


def _plan_year(
    outline: Outline, year: int, entries: Sequence[Entry], before: Edges, after: Edges
) -> Iterator[PagePlan]:
    days: dict[StatedDate, list[Entry]] = {}
    months: dict[StatedDate, list[Entry]] = {}
    for month, of_month in reversed(by_part(entries, lambda date: date.month).items()):
        if month is None:
            continue
        months[StatedDate(year, month)] = of_month
        for day, of_day in reversed(by_part(of_month, lambda date: date.day).items()):
            if day is not None:
                days[StatedDate(year, month, day)] = of_day
    lists: dict[ListKind, Mapping[StatedDate, Sequence[Entry]]]
    lists = {"day": days, "month": months, "year": {StatedDate(year): entries}}
    for kind, of_kind in lists.items():
        yield from _plan(outline, kind, of_kind, before.get(kind), after.get(kind))


def period_address(root: str, date: StatedDate) -> str:
    """Return the address of a year, month or day of all releases below a home page."""
    if date.month is None:
        return year_address(root, date.year)
    return month_address(root, date.year, date.month) if date.day is None else day_address(root, date)


def _plan(
    outline: Outline,
    kind: ListKind,
    lists: Mapping[StatedDate, Sequence[Entry]],
    first: StatedDate | None,
    last: StatedDate | None,
) -> Iterator[PagePlan]:
    """Yield lists of one kind; `first` stands before them and `last` after them."""
    dates = [first, *lists, last]
    for index, (date, entries) in enumerate(lists.items()):
        before, after = dates[index], dates[index + 2]
        if kind == "year":
            periods = month_periods(outline, outline.frame.root, date.year, entries, month_pages=True)
        else:
            periods = day_periods(outline, outline.frame.root, date, entries, day_pages=kind == "month")
        inputs = (kind, date, len(entries), periods, before, after)
        yield PagePlan(
            period_address(outline.frame.root, date), "list.html", _ORIGIN, outline.frame, _list_page, inputs
        )


def _list_page(
    frame: Frame,
    kind: ListKind,
    date: StatedDate,
    count: int,
    periods: tuple[Period, ...],
    before: StatedDate | None,
    after: StatedDate | None,
) -> ListLayout:
    return ListLayout(
        site=frame.site,
        page=frame.page(period_address(frame.root, date), frame.period(date), trail=_trail(frame, date)),
        kind=kind,
        date=date,
        term=None,
        count=count,
        periods=periods,
        earlier=_link(frame, before),
        later=_link(frame, after),
    )


def _link(frame: Frame, date: StatedDate | None) -> Link | None:
    return Link(title=frame.period(date), address=period_address(frame.root, date)) if date else None


def _trail(frame: Frame, date: StatedDate) -> tuple[Link, ...]:
    """Return the periods above a month or day; a year has none."""
    above = [StatedDate(date.year)] if date.month else []
    if date.day:
        above.append(StatedDate(date.year, date.month))
    return tuple(Link(title=frame.period(period), address=period_address(frame.root, period)) for period in above)
