"""The pages that look over the whole archive: every title, the timeline, the home page."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator.contexts import AllLayout, Card, Count, HomeLayout, Period, TimelineLayout, TimelineYear
from generator.dates import StatedDate
from generator.organise.frame import ALL, TIMELINE, Frame, Outline
from generator.organise.lists import by_part, by_year, month_address, year_address, year_periods
from generator.organise.page_plan import PagePlan
from generator.organise.plan_part import PlanPart, make_part, part_of_every_build
from generator.organise.site import Entry
from generator.organise.structured_data import publisher_of, web_site
from generator.organise.term_pages import counts, most_used

LATEST = 10
ALL_SPLIT_ABOVE = 2000

_TITLES = "the list of all titles"


def plan_landing_pages(outline: Outline) -> Iterator[PlanPart]:
    """Yield `/all/`, with a page for each year when it is split, `/timeline/` and the home page."""
    years = by_year(outline.site.listed)
    if len(outline.site.listed) > ALL_SPLIT_ABOVE:
        for year, entries in years.items():
            name, digests = f"all {outline.frame.root} {year}", [entry.digest for entry in entries]
            yield make_part(name, outline, digests, 1, partial(_plan_all_of_year, outline, year, entries))
    yield part_of_every_build(f"landing pages {outline.frame.root}", partial(_plan_landing_pages, outline, years))


def _plan_all_of_year(outline: Outline, year: int, entries: Sequence[Entry]) -> Iterator[PagePlan]:
    frame = outline.frame
    address = year_address(frame.root + ALL, year)
    period = _period(outline, year_address(frame.root, year), year, entries)
    yield PagePlan(address, "all.html", _TITLES, frame, _all_of_year, (address, year, period))


def _plan_landing_pages(outline: Outline, years: dict[int, list[Entry]]) -> Iterator[PagePlan]:
    site, frame = outline.site, outline.frame
    root, all_ = frame.root, frame.root + ALL
    total = len(site.listed)
    periods = tuple(_all_periods(outline, years, split=total > ALL_SPLIT_ABOVE))
    yield PagePlan(all_, "all.html", _TITLES, frame, _all, (total, periods))
    yield PagePlan(root + TIMELINE, "timeline.html", "the timeline", frame, _timeline, (_timeline_years(root, years),))
    common = sorted(most_used(site.terms["tags"]), key=lambda group: group.key)
    latest = outline.cards(site.listed[-LATEST:])
    inputs = (latest, year_periods(root, years), counts(common), total)
    yield PagePlan(root, "home.html", "the home page", frame, _home, inputs)


def _all_periods(outline: Outline, years: dict[int, list[Entry]], *, split: bool) -> Iterator[Period]:
    root = outline.frame.root
    undated = [entry for entry in outline.site.listed if entry.release.front.date is None]
    if undated:
        yield Period(date=None, address="", count=len(undated), cards=outline.cards(undated))
    for year, entries in reversed(years.items()):
        if split:
            yield Period(date=StatedDate(year), address=year_address(root + ALL, year), count=len(entries))
        else:
            yield _period(outline, year_address(root, year), year, entries)


def _period(outline: Outline, address: str, year: int, entries: Sequence[Entry]) -> Period:
    return Period(date=StatedDate(year), address=address, count=len(entries), cards=outline.cards(entries))


def _all(frame: Frame, total: int, periods: tuple[Period, ...]) -> AllLayout:
    return AllLayout(
        site=frame.site,
        page=frame.page(frame.root + ALL, frame.gettext("All releases")),
        date=None,
        total=total,
        years=periods,
    )


def _all_of_year(frame: Frame, address: str, year: int, period: Period) -> AllLayout:
    title = frame.gettext("All releases, %(year)s") % {"year": frame.period(StatedDate(year))}
    return AllLayout(
        site=frame.site,
        page=frame.page(address, title),
        date=StatedDate(year),
        total=period.count,
        years=(period,),
    )


def _timeline(frame: Frame, years: tuple[TimelineYear, ...]) -> TimelineLayout:
    return TimelineLayout(
        site=frame.site,
        page=frame.page(frame.root + TIMELINE, frame.gettext("Timeline")),
        years=years,
        total=sum(year.count for year in years),
        largest=max((month.count for year in years for month in year.months), default=0) or 1,
    )


def _timeline_years(root: str, years: dict[int, list[Entry]]) -> tuple[TimelineYear, ...]:
    span = range(min(years, default=0), max(years, default=-1) + 1)
    return tuple(_timeline_year(root, year, years.get(year, [])) for year in reversed(span))


def _timeline_year(root: str, year: int, entries: Sequence[Entry]) -> TimelineYear:
    months = {month: len(group) for month, group in by_part(entries, lambda date: date.month).items()}
    return TimelineYear(
        date=StatedDate(year),
        address=year_address(root, year) if entries else "",
        count=len(entries),
        months=tuple(
            Period(
                date=StatedDate(year, month),
                address=month_address(root, year, month) if month in months else "",
                count=months.get(month, 0),
            )
            for month in range(1, 13)
        ),
    )


def _home(
    frame: Frame, latest: tuple[Card, ...], years: tuple[Period, ...], tags: tuple[Count, ...], total: int
) -> HomeLayout:
    site = frame.site
    node = web_site(
        url=frame.url(frame.root),
        title=site.title,
        description=site.description,
        language=site.language,
        publisher=publisher_of(site),
        search_url=frame.url(site.search) if site.search else "",
    )
    return HomeLayout(
        site=site,
        page=frame.page(frame.root, site.title, description=site.description, nodes=[node], alternates=site.languages),
        latest=latest,
        years=years,
        tags=tags,
        total=total,
    )
