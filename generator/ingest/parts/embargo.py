"""The hour at which an embargo ends, where the line that states the day states an hour.

A day alone would end it at midnight: hours too early.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from generator.dates import StatedDate

_TIME = re.compile(
    r"(?<![\d:.])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)?"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<hours>hrs|uhr|h)\b)?"
    r"|(?P<word>noon|midday))(?!\d)"
    r"\s*[,(]?\s*(?P<zone>[A-Z]{2,4}|(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|Daylight))?(?:\s+Time)?)?\b",
    re.IGNORECASE,
)
_ZONES = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "Europe/London": "bst",
    "Europe/Berlin": "cet cest mez mesz",
    "UTC": "gmt utc",
}
_ZONE_NAMES = {abbreviation: name for name, abbreviations in _ZONES.items() for abbreviation in abbreviations.split()}


def end_of_embargo(day: StatedDate, line: str) -> StatedDate:
    """Return the day with the hour and the time zone that the line states, if it states them."""
    for found in _TIME.finditer(line):
        at = _time_of(found)
        if at is None or day.day is None:
            continue
        zone = _ZONE_NAMES.get((found["zone"] or "").split(" ")[0].lower())
        return replace(day, time_of_day=at, offset=_offset(day, at, zone) if zone else None)
    return day


def _time_of(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(12)
    if not (found["half"] or found["hours"] or found["minute"]):
        return None  # a number alone is a day or a year
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _offset(day: StatedDate, at: time, zone: str) -> int | None:
    """Return the minutes east of UTC that hold in a zone on that day, summer time included."""
    moment = datetime.combine(date(day.year, day.month or 1, day.day or 1), at, ZoneInfo(zone))
    offset = moment.utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else None
