"""The pages that look over the whole archive: every title, the timeline, the home page."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.contexts import AllLayout, HomeLayout, Period, TimelineLayout, TimelineYear
from generator.dates import StatedDate
from generator.organise.frame import ALL, HOME, TIMELINE, Frame
from generator.organise.lists import by_part, by_year, cards, month_address, year_address, year_periods
from generator.organise.page_plan import PagePlan
from generator.organise.site import Entry
from generator.organise.term_pages import counts, most_used

LATEST = 10
ALL_SPLIT_ABOVE = 2000


def plan_landing_pages(frame: Frame) -> Iterator[PagePlan]:
    """Yield `/all/`, with a page for each year when it is split, `/timeline/` and the home page."""
    years = by_year(frame.site.listed)
    split = len(frame.site.listed) > ALL_SPLIT_ABOVE
    if split:
        for year, entries in years.items():
            make = partial(_all_of_year, frame, year, entries)
            yield PagePlan(year_address(ALL, year), "all.html", "the list of all titles", make)
    yield PagePlan(ALL, "all.html", "the list of all titles", partial(_all, frame, years, split=split))
    yield PagePlan(TIMELINE, "timeline.html", "the timeline", partial(_timeline, frame, years))
    yield PagePlan(HOME, "home.html", "the home page", partial(_home, frame))


def _all(frame: Frame, years: dict[int, list[Entry]], *, split: bool) -> AllLayout:
    undated = [entry for entry in frame.site.listed if entry.release.front.date is None]
    periods = [Period(date=None, address="", count=len(undated), cards=cards(undated, frame.card))] if undated else []
    periods += [
        Period(
            date=StatedDate(year),
            address=year_address(ALL if split else HOME, year),
            count=len(entries),
            cards=() if split else cards(entries, frame.card),
        )
        for year, entries in reversed(years.items())
    ]
    return AllLayout(
        site=frame.context,
        page=frame.page(ALL, "All releases"),
        date=None,
        total=len(frame.site.listed),
        years=tuple(periods),
    )


def _all_of_year(frame: Frame, year: int, entries: Sequence[Entry]) -> AllLayout:
    period = Period(
        date=StatedDate(year), address=year_address(HOME, year), count=len(entries), cards=cards(entries, frame.card)
    )
    return AllLayout(
        site=frame.context,
        page=frame.page(year_address(ALL, year), f"All releases, {year:04}"),
        date=StatedDate(year),
        total=len(entries),
        years=(period,),
    )


def _timeline(frame: Frame, years: dict[int, list[Entry]]) -> TimelineLayout:
    span = range(min(years, default=0), max(years, default=-1) + 1)
    drawn = tuple(_timeline_year(year, years.get(year, [])) for year in reversed(span))
    return TimelineLayout(
        site=frame.context,
        page=frame.page(TIMELINE, "Timeline"),
        years=drawn,
        total=sum(year.count for year in drawn),
        largest=max((month.count for year in drawn for month in year.months), default=0) or 1,
    )


def _timeline_year(year: int, entries: Sequence[Entry]) -> TimelineYear:
    months = {month: len(group) for month, group in by_part(entries, lambda date: date.month).items()}
    return TimelineYear(
        date=StatedDate(year),
        address=year_address(HOME, year) if entries else "",
        count=len(entries),
        months=tuple(
            Period(
                date=StatedDate(year, month),
                address=month_address(HOME, year, month) if month in months else "",
                count=months.get(month, 0),
            )
            for month in range(1, 13)
        ),
    )


def _home(frame: Frame) -> HomeLayout:
    site = frame.site
    common = sorted(most_used(site.terms["tags"]), key=lambda group: group.key)
    return HomeLayout(
        site=frame.context,
        page=frame.page(HOME, site.config.title, description=site.config.description),
        latest=cards(site.listed[-LATEST:], frame.card),
        years=year_periods(HOME, site.listed),
        tags=counts(common),
        total=len(site.listed),
    )
