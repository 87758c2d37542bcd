"""Dates and numbers as a language writes them, a date at the precision at which it was stated.

Nothing depends on the machine's locale, nor on what was asked before. Babel's import is slow, so it waits for its use.
"""

import copy
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from generator.dates import StatedDate

if TYPE_CHECKING:
    import datetime

    from babel import Locale

# The zero of each numbering system that CLDR makes some language's own; the other nine digits follow it. Babel writes
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


def date_text(date: StatedDate, language: str) -> str:
    """Return "January 11, 2024", "January 2024" or "2024" in a language (BCP 47); the time of day is left out."""
    return _date_text(date.year, date.month, date.day, language)


@lru_cache(maxsize=65536)
def _date_text(year: int, month: int | None, day: int | None, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale, whole = _locale(language), _day(year, month, day)
    if month is None:
        text = str(format_skeleton("y", whole, locale=locale))
    elif day is None:
        text = str(format_skeleton("yMMMM", whole, locale=locale))
    else:
        text = format_date(whole, "long", locale=locale)
    return text.translate(_digits(language))


@lru_cache(maxsize=1024)
def month_text(date: StatedDate, language: str, *, short: bool = False) -> str:
    """Return the name of the month of a date that has one, standing alone: "January", or "Jan"."""
    from babel.dates import format_date

    if date.month is None:
        raise ValueError(f"{date} names no month")
    day = _day(date.year, date.month, date.day)
    text = format_date(day, "LLL" if short else "LLLL", locale=_locale(language))
    return text.translate(_digits(language))


def day_patterns(day: StatedDate, language: str) -> list[str]:
    """Return regular expressions of the ways in which a language, English and ISO 8601 write a day in a line."""
    year, month, number = day.year, day.month or 1, day.day or 1
    names = {name for tag in (language, "en") for name in _month_names(month, tag)}
    digits = "|".join(dict.fromkeys((str(number), f"{number:02}", str(number).translate(_digits(language)))))
    years = "|".join(dict.fromkeys((str(year), str(year).translate(_digits(language)))))
    named = "|".join(sorted(map(re.escape, sorted(names)), key=len, reverse=True))
    of_year = rf"(?:,?\s+(?:de\s+)?(?:{years}))?"
    ordinal = r"(?:st|nd|rd|th|er|ª|º|\.)?"
    return [
        rf"(?:{named})\.?\s+(?:{digits}){ordinal}{of_year}",
        rf"(?:{digits}){ordinal}\s+(?:de\s+|of\s+)?(?:{named})\.?{of_year}",
        f"{year:04}-{month:02}-{number:02}",
        rf"{year}年\s?{month}月\s?{number}日",
        rf"{year}년\s?{month}월\s?{number}일",
        rf"0?{number}\.\s?0?{month}\.\s?{year}",
    ]


@cache
def _month_names(month: int, language: str) -> frozenset[str]:
    """Return what a language calls a month, whole and short, in a date and alone, without full stops."""
    from babel.dates import get_month_names

    locale = _locale(language)
    names = [
        get_month_names(width, context, locale)[month]
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
    ]
    more = ["Sept"] if month == 9 and locale.language == "en" else []
    return frozenset(name.rstrip(".") for name in (*names, *more))


@lru_cache(maxsize=65536)
def number_text(number: int, language: str) -> str:
    """Return a whole number with the digits and separators of a language."""
    from babel.numbers import format_decimal

    text = format_decimal(number, locale=_locale(language), numbering_system="default")
    return text.translate(_digits(language))


def language_name(language: str) -> str:
    """Return what a language (BCP 47) calls itself; the tag when Babel does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def _day(year: int, month: int | None, day: int | None) -> "datetime.date":
    from datetime import date

    return date(year, month or 1, day or 1)


@cache
def _digits(language: str) -> dict[int, str]:
    zero = _ZEROS.get(_locale(language).default_numbering_system)
    return {ord("0") + value: chr(ord(zero) + value) for value in range(10)} if zero else {}


@cache
def _locale(language: str) -> "Locale":
    """Return the locale of a tag or of its nearest known parent; English when Babel knows neither."""
    from babel import Locale, UnknownLocaleError, localedata

    known = Locale("en")
    subtags = language.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            known = Locale.parse("-".join(subtags[:length]), sep="-")
            break
        except (UnknownLocaleError, ValueError):
            continue
    # Babel writes the aliases one locale resolves into dictionaries that all locales inherit: after Japanese, Hindi
    # months came out Japanese. With a copy of its own no page depends on the pages rendered before it.
    own = Locale(known.language, known.territory, known.script, known.variant, known.modifier)
    data: dict[Any, Any] = copy.deepcopy(localedata.load(str(known)))
    vars(own)["_Locale__data"] = localedata.LocaleDataDict(data)
    return own
