"""Dates as people and programs write them into a field of their own: in figures, in words, with a time and a zone.

What can mean two days means none.
"""

import re
from datetime import UTC, datetime, time

from generator.dates import StatedDate
from generator.ingest.agency_fields import read_agency_date
from generator.ingest.date_phrases import match_date
from generator.ingest.metadata_dates import read_metadata_date
from generator.ingest.parts.embargo import offset_of_zone

_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_SHORT = re.compile(r"(\d{1,2})-([^\W\d_]{3,9})-(\d\d)")
"""4-Mar-21, as spreadsheets write it."""
_MONTH = re.compile(r"[^\W\d_]{3}")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
"""Since 1970, or thousandths of them, between the years 2001 and 2286."""
_TIMED = re.compile(
    r"(?P<day>.{6,40}?)(?:,|\s+(?:at|um|à|às|alle|a las|om|kl\.?))?\s+(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*Uhr)?"
    r"(?:\s*\(?(?P<zone>[+-]\d\d:?\d\d|[A-Za-z][A-Za-z. /_]{0,30})\)?)?",
    re.IGNORECASE,
)


def read_written_date(text: str) -> StatedDate | None:
    """Return the date that a field states, at the precision at which it does, or None if it can be read in two ways."""
    text = " ".join(text.split())
    found = read_agency_date(text) or _day(text) or _timed(text) or _counted(text)
    return found or (read_metadata_date(text) if _MONTH.search(text) else None)


def _day(text: str) -> StatedDate | None:
    if short := _SHORT.fullmatch(text):
        century = 20 if int(short[3]) < 69 else 19  # as POSIX reads them
        text = f"{short[1]} {short[2]} {century}{short[3]}"
    found = match_date(text, 0)
    return _of_numbers(text) or (found.date if found and found.end == len(text) else None)


def _of_numbers(text: str) -> StatedDate | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    # Where dots divide, the day stands first; otherwise a number above 12 has to tell.
    if found[2] == "." or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    try:
        return StatedDate(year, month, day)
    except ValueError:
        return None


def _timed(text: str) -> StatedDate | None:
    """Read a day with a time behind it; a zone that cannot be told leaves it to others."""
    found = _TIMED.fullmatch(text)
    day = _day(found["day"]) if found else None
    if not found or not day or day.precision != "day":
        return None
    hour, zone = int(found["hour"]), (found["zone"] or "").strip()
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        at = time(hour, int(found["minute"]), int(found["second"] or 0))
        offset = offset_of_zone(day, at, zone) if zone else None
        return None if zone and offset is None else StatedDate(day.year, day.month, day.day, at, offset)
    except ValueError:
        return None


def _counted(text: str) -> StatedDate | None:
    if not _SECONDS.fullmatch(text) or text.startswith("0"):
        return None
    return StatedDate.of(datetime.fromtimestamp(int(text[:10]), UTC))
