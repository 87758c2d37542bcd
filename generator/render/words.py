"""Dates and numbers as a language writes them; nothing depends on the machine's locale or on what was asked before."""

import copy
from datetime import date as Day  # noqa: N812 - `date` is what every function here is about
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from generator.dates import StatedDate

if TYPE_CHECKING:
    from babel import Locale

# The first of the ten consecutive digits of each numbering system that CLDR makes some language's own. Babel formats
# dates with ASCII digits in every language.
_ZEROS = {
    "adlm": "𞥐",
    "arab": "٠",
    "arabext": "۰",
    "beng": "০",
    "cakm": "𑄶",
    "deva": "०",
    "mymr": "၀",
    "olck": "᱐",
    "rohg": "𐴰",
    "tibt": "༠",
}


@lru_cache(maxsize=4096)
def shown(date: StatedDate, language: str) -> str:
    """Return the date in words, no finer than it was stated; the time of day is not shown."""
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    day = _day(date)
    if date.precision == "year":
        text = str(format_skeleton("y", day, locale=locale))
    elif date.precision == "month":
        text = str(format_skeleton("yMMMM", day, locale=locale))
    else:
        text = format_date(day, "long", locale=locale)
    return text.translate(_digits(language))


@lru_cache(maxsize=1024)
def month(date: StatedDate, language: str) -> str:
    """Return the name of the date's month, as it stands alone."""
    return _in_pattern(date, "LLLL", language)


@lru_cache(maxsize=1024)
def month_short(date: StatedDate, language: str) -> str:
    """Return the short name of the date's month, as it stands alone."""
    return _in_pattern(date, "LLL", language)


def number(value: int, language: str) -> str:
    """Return a whole number with the language's digits and separators."""
    from babel.numbers import format_decimal

    locale = _locale(language)
    return format_decimal(value, locale=locale, numbering_system="default").translate(_digits(language))


def _in_pattern(date: StatedDate, pattern: str, language: str) -> str:
    from babel.dates import format_date

    return format_date(_day(date), pattern, locale=_locale(language)).translate(_digits(language))


def _day(date: StatedDate) -> Day:
    return Day(date.year, date.month or 1, date.day or 1)


@cache
def _digits(language: str) -> dict[int, str]:
    zero = _ZEROS.get(_locale(language).default_numbering_system)
    return {ord("0") + value: chr(ord(zero) + value) for value in range(10)} if zero else {}


@cache
def _locale(language: str) -> "Locale":
    """Return the locale of a BCP 47 tag or of its nearest known parent; English when Babel knows neither."""
    from babel import Locale, UnknownLocaleError, localedata

    subtags = language.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            known = Locale.parse("-".join(subtags[:length]), sep="-")
            break
        except (UnknownLocaleError, ValueError):
            continue
    else:
        known = Locale("en")
    # Babel writes the aliases one locale resolves into dictionaries that all locales inherit: after Japanese, Hindi
    # months came out Japanese. With a copy of its own no page depends on the pages rendered before it.
    own = Locale(known.language, known.territory, known.script, known.variant, known.modifier)
    data: dict[Any, Any] = copy.deepcopy(localedata.load(str(known)))
    vars(own)["_Locale__data"] = localedata.LocaleDataDict(data)
    return own
