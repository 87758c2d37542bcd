"""Spans of calendar time as a person writes them: `24 months`, `2 years`, `90 days`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

_SPAN = re.compile(r"(?P<number>\d{1,5})\s*(?P<unit>day|month|year)s?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """So many months, or so many days."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the span that a text names; raises ValueError when it names none."""
        found = _SPAN.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"no span of time: {text}")
        number, unit = int(found["number"]), found["unit"].lower()
        if unit == "day":
            return cls(days=number)
        return cls(months=number * (12 if unit == "year" else 1))

    def after(self, instant: datetime, zone: tzinfo) -> datetime:
        """Return the instant this much later by the calendar of a zone, in UTC.

        A month after January 31 is the last of February; what no calendar reaches is the last instant there is.
        """
        try:
            local = instant.astimezone(zone)
            month = local.month - 1 + self.months
            year = local.year + month // 12
            day = min(local.day, monthrange(year, month % 12 + 1)[1])
            moved = local.replace(year=year, month=month % 12 + 1, day=day) + timedelta(days=self.days)
            return moved.astimezone(UTC)
        except (ValueError, OverflowError):
            return datetime.max.replace(tzinfo=UTC)
