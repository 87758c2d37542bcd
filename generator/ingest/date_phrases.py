"""Dates as releases write them, read at the precision at which they stand there.

Nothing is completed: without a year there is no date, nor with a year that cannot be one, nor from a span of days.
"""

import re
from dataclasses import dataclass

from generator.dates import StatedDate
from generator.ingest.calendar_words import DATE_ARTICLES, MONTHS, SOLAR_MONTHS, WEEKDAYS
from generator.ingest.calendars import from_solar_hijri, year_of_era

_WORD = r"[^\W\d_]+"
_MONTH = rf"(?:(?:كانون|تشرين)\s(?:ال)?(?:ثاني|أول|اول)(?!\w)|{_WORD}(?:\sماه(?!\w))?)"
_BOTH_NAMES = r"(?:\s?/\s?(?P<other_name>[\u0620-\u064a]+))?"
"""Arabic texts name a month twice: كانون الثاني/يناير."""
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|º|°|ª)(?!\w)|\.)?"
_SPAN = (
    rf"(?P<span>\s*(?:[-–—&/]|(?:to|and|through|bis|au|al|et|und|y)(?!\w))\s*(?:(?P<last_month>{_WORD})\.?\s+)?"
    r"\d{1,2}(?!\d|[:.]\d))?"
)
_HAN_DAY = (
    r"(?:\s*(?P<day>\d{1,2})\s*[日일])?"
    r"(?:\s?[(（](?:星期)?[月火水木金土日一二三四五六월화수목금토일](?:曜日?)?[)）])?"
)
"""The day and its weekday in brackets."""
_YEAR = (
    r"(?:[\s,.،\-]*(?:\b(?:de|del|do)\s+)?"
    r"(?P<year>\d{4,5}(?!\d)|(?<=\s)['’]\d\d(?!\d)|(?<=[^\W_])['’]\d\d(?!\d))(?:\s?(?:г(?:\.|ода)?|r\.|م)(?!\w))?)?"
)

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/]|\.\s?)(?P<month_number>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        rf"(?P<year>\d{{4}})\s*[年년]\s*(?P<month_number>\d{{1,2}})\s*[月월]{_HAN_DAY}\s*[电電讯訊]?",
        r"(?P<month_number>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]\s*[电電讯訊]?",
        rf"(?P<era>令和|平成|昭和)\s*(?P<era_year>\d{{1,2}}|元)\s*年\s*(?P<month_number>\d{{1,2}})\s*月{_HAN_DAY}",
        r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month_number>\d{1,2})\s+năm\s+(?P<year>\d{4})(?!\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<month_number>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)(?!\d)",
        r"(?P<slashed>\d{1,2}/\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d)",
        r"(?P<slashed>\d{1,2}-\d{1,2})-(?P<year>\d{4})(?!\d)",
        rf"(?P<day>\d{{1,2}}){_ORDINAL}{_SPAN}[\s\-]*(?:(?:of|de)\s+)?(?P<month>{_MONTH})\.?{_BOTH_NAMES}{_YEAR}",
        rf"(?P<month>{_WORD})\.?,?[\s-]*(?P<day>\d{{1,2}})(?!\d|:\d){_ORDINAL}{_SPAN}(?:\s?(?:st|nd|rd|th)\b)?{_YEAR}",
        rf"(?P<month>{_WORD})\.?,?\s+(?:de\s+|of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_FIRST_WORD = re.compile(rf"{_WORD}|\D|$")
_ERAS = ("令和", "平成", "昭和")
_MONTHS_OF_A_YEAR = 12
_LEAD = re.compile(rf"(?P<word>{_WORD}(?:-feira|\u200c{_WORD}|'at)?)[.,،]{{0,2}}\s*(?:[(（](?=\d))?")
_SPAN_OF_DATES = re.compile(r"\s*(?:[-–—]|to\b|through\b|bis\b|au\b)\s*(?=\w)")
_TIME = re.compile(
    r"(?:(?:@|at|um|à)\s*)?"
    r"(?:\d{1,2}(?:[:.]\d\d){1,2}|\d{4}(?=\s*h(?:ou)?rs)|\d{1,2}(?=\s*(?:[ap]\.?m|uhr\b))|(?:12\s+)?(?:noon|midnight)\b|\d{1,2}h(?:\d\d)?\b)"
    r"\s*(?:[ap]\.?m\b\.?|uhr\b|h(?:ou)?rs\b)?"
    r"(?:\s*\(?(?:[A-Z][a-z]+(?:/[A-Z]\w+){1,2}|(?-i:[A-Z]{1,4}T(?:/[A-Z]{1,4}T)?|GMT|UTC|PT|BST)\b"
    r"|(?:(?:US|U\.S\.)\s+)?(?:Eastern|Central|Mountain|Pacific|local)(?:\s+(?:Standard|Daylight))?(?:\s+Time)?)"
    r"(?:[+-]\d{1,2})?\)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text."""

    end: int
    """The offset behind its last character."""
    date: StatedDate | None
    """None when no year, an impossible one, or a span of days is written."""
    american: StatedDate | None = None
    """What an American means by it, when the order of day and month is not the same everywhere: 02/03/12."""


def match_date(text: str, start: int) -> WrittenDate | None:
    """Read the date that begins at `start`, with the weekday or article before it."""
    begin = _skip_lead(text, start)
    word = _FIRST_WORD.match(text, begin)
    if word and not _may_begin_date(word[0].casefold()):
        return None
    for form in _FORMS:
        found = form.match(text, begin)
        if found and (read := _read(found)):
            return WrittenDate(read.end, None) if _begins_span(text, read.end) else read
    return None


def _may_begin_date(word: str) -> bool:
    """Tell whether a date that begins with a word rather than with a number may begin with this one."""
    return word in MONTHS or _solar_month(word) is not None or word.startswith(_ERAS) or word == "ngày"


def match_time(text: str, start: int) -> int | None:
    """Return the offset behind the time of day that begins at `start`, with its zone."""
    found = _TIME.match(text, start)
    return found.end() if found else None


def _skip_lead(text: str, start: int) -> int:
    for _ in range(3):
        found = _LEAD.match(text, start)
        if not found:
            break
        word = found["word"].casefold()
        if word not in WEEKDAYS and word not in DATE_ARTICLES:
            break
        start = found.end()
    return start


def _read(found: re.Match[str]) -> WrittenDate | None:
    groups = found.groupdict()
    if groups.get("slashed"):
        return _read_slashed(found)
    if groups.get("era"):
        return WrittenDate(found.end(), _stated_in_era(groups))
    if _solar_month(groups.get("month", "")) or _is_persian(groups.get("year")):
        return _read_solar(found)
    month = _month(groups["month"]) if "month" in groups else int(groups["month_number"])
    if "month_number" in groups and groups.get("day") and found.start("day") < found.start("month_number"):
        groups["day"], month = _day_and_month(groups["day"], groups["month_number"])
    if groups.get("other_name") and _month(groups["other_name"]) != month:
        return None
    if month is None or (groups.get("last_month") and groups["last_month"].casefold() not in MONTHS):
        return None
    day = int(groups["day"]) if groups.get("day") else None
    if groups.get("span"):
        return WrittenDate(found.end(), None)
    return WrittenDate(found.end(), _stated(groups.get("year"), month, day))


def _day_and_month(first: str, second: str) -> tuple[str, int]:
    """Return which of two numbers is the day: an American writes 03.15.24, and there is no fifteenth month."""
    return (second, int(first)) if int(second) > _MONTHS_OF_A_YEAR >= int(first) else (first, int(second))


def _month(name: str) -> int | None:
    return MONTHS.get(" ".join(name.casefold().split()))


def _solar_month(name: str) -> int | None:
    """Return the number of a month of the Solar Hijri calendar, also of one that is called a month: مهرماه."""
    return SOLAR_MONTHS.get(name.removesuffix("ماه").rstrip())


def _is_persian(year: str | None) -> bool:
    """Tell whether a year is written in the digits of Persian and counted as in Iran."""
    return bool(year and len(year) == 4 and "۰" <= year[0] <= "۹" and 1300 <= int(year) <= 1500)


def _read_solar(found: re.Match[str]) -> WrittenDate | None:
    """Read a day of the Solar Hijri calendar; its months are none of ours."""
    groups = found.groupdict()
    month = _solar_month(groups["month"]) if "month" in groups else int(groups["month_number"])
    if month is None:
        return None
    if groups.get("span") or not groups.get("day") or not groups["year"]:
        return WrittenDate(found.end(), None)
    try:
        day = from_solar_hijri(int(groups["year"]), month, int(groups["day"]))
    except ValueError:  # a year of two digits, or a day the month has not
        return WrittenDate(found.end(), None)
    return WrittenDate(found.end(), StatedDate(day.year, day.month, day.day))


def _stated_in_era(groups: dict[str, str | None]) -> StatedDate | None:
    number = 1 if groups["era_year"] == "元" else int(groups["era_year"] or 0)
    month, day = int(groups["month_number"] or 0), int(groups["day"]) if groups["day"] else None
    try:
        return StatedDate(year_of_era(str(groups["era"]), number, month, day), month, day)
    except ValueError:
        return None


def _read_slashed(found: re.Match[str]) -> WrittenDate:
    first, second = map(int, found["slashed"].replace("-", "/").split("/"))
    month_first = _stated(found["year"], first, second)
    day_first = _stated(found["year"], second, first)
    if month_first and day_first and month_first != day_first:
        return WrittenDate(found.end(), None, month_first)
    return WrittenDate(found.end(), month_first or day_first)


def _stated(year: str | None, month: int, day: int | None) -> StatedDate | None:
    if not year:
        return None
    digits = year.lstrip("'’")
    number = int(digits)
    if len(digits) == 2:  # as POSIX reads them
        number += 1900 if number > 68 else 2000
    if not 1900 <= number < 2100 or month == 0 or day == 0:
        return None
    try:
        return StatedDate(number, month, day)
    except ValueError:
        return None


def _begins_span(text: str, end: int) -> bool:
    joint = _SPAN_OF_DATES.match(text, end)
    return bool(joint and any((found := form.match(text, joint.end())) and _read(found) for form in _FORMS))
