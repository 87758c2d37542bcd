"""Dates as a language writes them, at the precision at which they were stated.

Babel's import is slow, so it waits for the first use.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.dates import StatedDate

if TYPE_CHECKING:
    from babel import Locale


def date_text(date: StatedDate, language: str) -> str:
    """Return "January 11, 2024", "January 2024" or "2024" in a language (BCP 47); the time of day is left out."""
    return _text(date.year, date.month, date.day, language)


def month_text(date: StatedDate, language: str, *, short: bool = False) -> str:
    """Return the name of the month of a date that has one, standing alone: "January", or "Jan"."""
    if date.month is None:
        raise ValueError(f"{date} names no month")
    width = "abbreviated" if short else "wide"
    return str(_locale(language).months["stand-alone"][width][date.month])


@lru_cache(maxsize=65536)
def _text(year: int, month: int | None, day: int | None, language: str) -> str:
    from datetime import date

    from babel.dates import format_date, format_skeleton

    if month is None:
        return f"{year:04}"
    locale = _locale(language)
    if day is None:
        return format_skeleton("yMMMM", date(year, month, 1), locale=locale)
    return format_date(date(year, month, day), format="long", locale=locale)


@lru_cache(maxsize=256)
def _locale(language: str) -> "Locale":
    from babel import Locale
    from babel.core import UnknownLocaleError

    tag = language.replace("-", "_")
    while tag:
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("_")[0]
    return Locale.parse("en")
