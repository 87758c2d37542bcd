"""Dates as the manuals of style write them, in English and no finer than they were stated."""

from generator.dates import StatedDate

MONTHS = tuple("January February March April May June July August September October November December".split())
_AP = tuple("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split())
_MLA = tuple("Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split())


def american(date: StatedDate) -> str:
    """Return "June 1, 2014", "June 2014" or "2014" (Chicago)."""
    return _month_first(date, MONTHS)


def associated_press(date: StatedDate) -> str:
    """Return the same, with the month abbreviated where it stands before a day."""
    return _month_first(date, _AP if date.day else MONTHS)


def day_first(date: StatedDate) -> str:
    """Return "1 June 2014", "June 2014" or "2014" (Wikipedia)."""
    return _day_first(date, MONTHS)


def modern_language(date: StatedDate) -> str:
    """Return the same with months abbreviated, save May, June and July (MLA)."""
    return _day_first(date, _MLA)


def year_first(date: StatedDate) -> str:
    """Return "2014, June 1", "2014, June" or "2014" (APA)."""
    if date.month is None:
        return str(date.year)
    month = f"{date.year}, {MONTHS[date.month - 1]}"
    return f"{month} {date.day}" if date.day else month


def _month_first(date: StatedDate, months: tuple[str, ...]) -> str:
    if date.month is None:
        return str(date.year)
    month = months[date.month - 1]
    return f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}"


def _day_first(date: StatedDate, months: tuple[str, ...]) -> str:
    if date.month is None:
        return str(date.year)
    month = f"{months[date.month - 1]} {date.year}"
    return f"{date.day} {month}" if date.day else month
