"""How a list of releases is divided: by year, month and day, so that one release changes few pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from generator.contexts import Period
from generator.dates import StatedDate
from generator.organise.frame import Outline
from generator.organise.site import Entry

SPLIT_ABOVE = 200
"""A year with more releases than this is a list of months, each with a page."""


def by_year(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Part entries, oldest first, by the year they state; those without a date are left out."""
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        date = entry.release.front.date
        if date is not None:
            years.setdefault(date.year, []).append(entry)
    return dict(sorted(years.items()))


def by_part(entries: Iterable[Entry], part: Callable[[StatedDate], int | None]) -> dict[int | None, list[Entry]]:
    """Part dated entries by a part of their date, newest first; those that do not state it come last, under None."""
    dated = [(date, entry) for entry in entries if (date := entry.release.front.date) is not None]
    dated.sort(key=lambda pair: -1 if (value := part(pair[0])) is None else value)  # stable: their order stays
    parted = {value: [entry for _, entry in group] for value, group in groupby(dated, lambda pair: part(pair[0]))}
    return dict(reversed(parted.items()))


def year_address(base: str, year: int) -> str:
    """Return the address of a year below `base`, which ends with a slash."""
    return f"{base}{year:04}/"


def month_address(base: str, year: int, month: int) -> str:
    """Return the address of a month below `base`."""
    return f"{base}{year:04}/{month:02}/"


def day_address(base: str, date: StatedDate) -> str:
    """Return the address of a day below `base`."""
    return f"{base}{date.year:04}/{date.month:02}/{date.day:02}/"


def month_periods(
    outline: Outline, base: str, year: int, entries: Sequence[Entry], *, month_pages: bool
) -> tuple[Period, ...]:
    """Return a year's months, newest first, with their cards unless the year is split; `month_pages` names pages."""
    split = len(entries) > SPLIT_ABOVE
    periods = []
    for month, group in by_part(entries, lambda date: date.month).items():
        has_page = month is not None and (month_pages or split)
        periods.append(
            Period(
                date=StatedDate(year, month),
                address=month_address(base, year, month) if has_page and month is not None else "",
                count=len(group),
                cards=() if split and has_page else outline.cards(group),
            )
        )
    return tuple(periods)


def day_periods(
    outline: Outline, base: str, date: StatedDate, entries: Sequence[Entry], *, day_pages: bool
) -> tuple[Period, ...]:
    """Return a month's days, newest first, with their cards."""
    periods = []
    for day, group in by_part(entries, lambda date: date.day).items():
        stated = StatedDate(date.year, date.month, day)
        address = day_address(base, stated) if day_pages and day is not None else ""
        periods.append(Period(date=stated, address=address, count=len(group), cards=outline.cards(group)))
    return tuple(periods)


def year_periods(base: str, years: Mapping[int, Sequence[Entry]]) -> tuple[Period, ...]:
    """Return years, given oldest first, newest first and without cards."""
    return tuple(
        Period(date=StatedDate(year), address=year_address(base, year), count=len(group))
        for year, group in reversed(list(years.items()))
    )
