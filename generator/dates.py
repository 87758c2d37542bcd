"""A date at the precision at which somebody stated it.

A release of "September 2011" is shown, cited and sorted as that month; no day is invented for it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, Self

Precision = Literal["year", "month", "day", "time", "instant"]

_ISO = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{2})"
    r"(?:-(?P<day>\d{2})"
    r"(?:[Tt ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(?P<offset>[Zz]|[+-]\d{2}:?\d{2})?)?)?)?"
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A year, a month, a day, a local time of a day, or an instant with its offset from UTC.

    A finer field is only ever set when all coarser ones are.
    """

    year: int
    month: int | None = None
    day: int | None = None
    time_of_day: time | None = None
    offset: int | None = None
    """Minutes east of UTC; None means the time zone of the site."""

    def __post_init__(self) -> None:
        """Refuse what no calendar has; raises ValueError."""
        date(self.year, self.month or 1, self.day or 1)
        if self.offset is not None and abs(self.offset) >= 24 * 60:
            raise ValueError("offset must be strictly between -24:00 and 24:00")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ISO 8601 of any of the five precisions; raise ValueError, worded for the author, for anything else."""
        found = _ISO.fullmatch(text.strip())
        if not found:
            raise ValueError(
                f"'{text}' is not a date; write it like 2024-01-11, 2024-01-11T09:00+01:00, 2024-01 or 2024"
            )
        number = {name: int(found[name]) if found[name] else None for name in ("year", "month", "day")}
        try:
            return cls(
                year=number["year"] or 0,
                month=number["month"],
                day=number["day"],
                time_of_day=time.fromisoformat(found["time"]) if found["time"] else None,
                offset=_offset_minutes(found["offset"]) if found["offset"] else None,
            )
        except ValueError as error:
            raise ValueError(f"'{text}' is not in the calendar ({error})") from None

    @classmethod
    def of(cls, instant: datetime) -> Self:
        """Return an aware datetime, to the second, as a stated instant."""
        offset = instant.utcoffset()
        if offset is None:
            raise ValueError("a naive datetime is not an instant")
        return cls(
            instant.year,
            instant.month,
            instant.day,
            instant.time().replace(microsecond=0),
            int(offset.total_seconds()) // 60,
        )

    @property
    def precision(self) -> Precision:
        """How finely the date was stated."""
        if self.offset is not None:
            return "instant"
        if self.time_of_day is not None:
            return "time"
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    def earliest(self, zone: tzinfo) -> datetime:
        """Return, in UTC, the first instant it can mean; `zone` (the site's) serves when no offset is stated."""
        local = datetime.combine(date(self.year, self.month or 1, self.day or 1), self.time_of_day or time(), UTC)
        try:
            if self.offset is not None:
                return local - timedelta(minutes=self.offset) if self.offset else local
            return local.replace(tzinfo=zone).astimezone(UTC)
        except OverflowError:  # year 1 east of Greenwich lies before the first instant Python can name
            return local

    def isoformat(self) -> str:
        """Return the ISO 8601 form, which `parse` reads back to an equal value and HTML's `<time>` accepts."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.time_of_day is not None:
            text += f"T{self.time_of_day.isoformat('seconds' if self.time_of_day.second else 'minutes')}"
        if self.offset is not None:
            hours, minutes = divmod(abs(self.offset), 60)
            text += f"{'-' if self.offset < 0 else '+'}{hours:02}:{minutes:02}" if self.offset else "Z"
        return text

    def __str__(self) -> str:
        """Return the ISO 8601 form."""
        return self.isoformat()


def _offset_minutes(text: str) -> int:
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:
        raise ValueError("minute must be in 0..59")
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes)
