"""Year, month and day pages of the whole archive."""

from collections.abc import Iterator, Mapping, Sequence
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
from generator.organise.site import Entry

ListKind = Literal["year", "month", "day"]
_ORIGIN = "the list of a year, month or day"


def plan_list_pages(outline: Outline) -> Iterator[PagePlan]:
    """Yield every day, month and year that has a release."""
    days: dict[StatedDate, list[Entry]] = {}
    months: dict[StatedDate, list[Entry]] = {}
    years: dict[StatedDate, list[Entry]] = {}
    for year, of_year in by_year(outline.site.listed).items():
        years[StatedDate(year)] = of_year
        for month, of_month in reversed(by_part(of_year, lambda date: date.month).items()):
            if month is None:
                continue
            months[StatedDate(year, month)] = of_month
            for day, of_day in reversed(by_part(of_month, lambda date: date.day).items()):
                if day is not None:
                    days[StatedDate(year, month, day)] = of_day
    yield from _plan(outline, "day", days)
    yield from _plan(outline, "month", months)
    yield from _plan(outline, "year", years)


def period_address(root: str, date: StatedDate) -> str:
    """Return the address of a year, month or day of all releases below a home page."""
    if date.month is None:
        return year_address(root, date.year)
    return month_address(root, date.year, date.month) if date.day is None else day_address(root, date)


def _plan(outline: Outline, kind: ListKind, lists: Mapping[StatedDate, Sequence[Entry]]) -> Iterator[PagePlan]:
    dates = list(lists)
    for index, (date, entries) in enumerate(lists.items()):
        before = dates[index - 1] if index else None
        after = dates[index + 1] if index + 1 < len(dates) else None
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
