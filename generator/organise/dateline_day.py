"""Where a dateline names the day of its release, so that programs can read what a reader reads.

The words stay as they are. A day in another calendar, or one that is written in no way of the release's language, is
left unmarked.
"""

import re
from functools import lru_cache

from generator.contexts import DatelineContext
from generator.date_text import day_patterns
from generator.dates import StatedDate


def make_dateline(dateline: str, date: StatedDate | None, language: str) -> DatelineContext:
    """Return a dateline parted around its day; `date` is that of the release, None when nobody stated it."""
    day = StatedDate(date.year, date.month, date.day) if date and date.day else None
    written = day is not None and any(map(str.isdigit, dateline))  # every way to write a day has a digit
    found = _pattern(day, language).search(dateline) if day and written else None
    if found is None:
        return DatelineContext(before=dateline, day="", after="", date=None)
    return DatelineContext(before=dateline[: found.start()], day=found[0], after=dateline[found.end() :], date=day)


@lru_cache(maxsize=4096)
def _pattern(day: StatedDate, language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(day_patterns(day, language))})(?!\w)", re.IGNORECASE)
