"""Dates as metadata has them: headers of e-mails and elements of feeds, RFC 822 or ISO 8601."""

import re
from dataclasses import replace
from datetime import UTC, time
from email.utils import parsedate_to_datetime

from generator.dates import StatedDate
from generator.ingest.parts.embargo import offset_of_zone
from generator.ingest.reading import Reading

_UNKNOWN_ZONE = re.compile(r"-0000\s*(?:\(|$)")
_ZONE_NAME = re.compile(r"\d\s*\(?([A-Za-z][A-Za-z/_]{1,30})\)?$")
_ISO = re.compile(r"(\d{4}(?:-\d\d){0,2}(?:[Tt ]\d\d:\d\d(?::\d\d)?)?)(?:[.,]\d+)?\s*([Zz]|[+-]\d\d:?\d\d)?")


def read_metadata_date(text: str) -> StatedDate | None:
    """Return the date at the precision at which it stands there, or None when it is in neither form."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        try:
            return StatedDate.parse(f"{iso[1]}{iso[2] or ''}")
        except ValueError:
            return None
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None and _UNKNOWN_ZONE.search(text):
            moment = moment.replace(tzinfo=UTC)  # RFC 5322 §3.3: an hour of UTC, sent from a place not told
        if moment.tzinfo is not None:
            return StatedDate.of(moment)
        return _in_named_zone(StatedDate(moment.year, moment.month, moment.day), moment.time(), text)
    except (ValueError, TypeError, IndexError, OverflowError):  # the parser's own faults on odd headers among them
        return None


def _in_named_zone(day: StatedDate, at: time, text: str) -> StatedDate:
    """Return the time of a day in the zone whose name ends the text; the day alone when nobody knows that zone."""
    named = _ZONE_NAME.search(text)
    offset = offset_of_zone(day, at, named[1]) if named else None
    if named and offset is None:
        return day
    return StatedDate(day.year, day.month, day.day, at.replace(microsecond=0), offset)


def infer_date(reading: Reading, date: StatedDate | None) -> Reading:
    """Return the reading with a date that nobody stated as the release's, unless the text has one."""
    own = reading.front.date
    if date is None or (own and "date" not in reading.inferred) or reading.front.embargo:
        return reading
    inferred = reading.inferred if "date" in reading.inferred else (*reading.inferred, "date")
    return replace(reading, front=replace(reading.front, date=date), inferred=inferred)
