"""What the formats of news agencies have in common: dates, status, rights, and a place that the text may say better."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.dates import StatedDate
from generator.ingest.dateline import Dateline, find_dateline
from generator.ingest.html_copy import read_fragment, read_plain
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated, apply_stated
from generator.model import MediumKind, Notice, Place, Status, Withdrawal
from generator.problems import Problem

CANCELED = "canceled by its agency"

_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
    r"(?:\.\d+)?(?P<offset>Z|[+-]\d\d:?\d\d)?)?"
)
"""ISO 8601 without its marks, as NewsML 1 and NITF write it: 20240111T120000+0000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an agency says about whether an item may be used."""

    status: Status | None = None
    embargo: StatedDate | None = None
    withdrawn: Withdrawal | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The text of an item."""

    text: str
    is_html: bool


def read_agency_date(text: str | None) -> StatedDate | None:
    """Return a date in ISO 8601 of either writing, or None."""
    if not text:
        return None
    text = text.strip()
    if found := _BASIC.fullmatch(text):
        text = f"{found['year']}-{found['month']}-{found['day']}"
        if found["hour"]:
            text += f"T{found['hour']}:{found['minute']}:{found['second'] or '00'}{found['offset'] or ''}"
    try:
        return StatedDate.parse(text)
    except ValueError:
        return None


def read_dateline(text: str | None) -> Dateline | None:
    """Return what a dateline says that stands in a field of its own, without the sentence that would follow it."""
    return find_dateline(f"{text.rstrip(' -–—:')} -- The statement says the following.") if text else None


def date_of(dateline: Dateline | None, date: StatedDate | None) -> StatedDate | None:
    """Return the day of the dateline, or the item's own date when that is finer or the dateline has none."""
    own = dateline.date if dateline else None
    if own is None or own.day is None or (date and date.isoformat()[:10] == own.isoformat()[:10]):
        return date
    return own


def read_standing(word: str | None, changed: StatedDate | None, embargo: str | None = None) -> Standing:
    """Return what a `pubStatus` and an embargo mean; `changed` is when the status was last set.

    The status may have the prefix of its code. An embargo is None if there is none; one that cannot be read holds until
    further notice, as does an empty one in NewsML-G2.
    """
    standing, until = _read_status(word, changed), read_agency_date(embargo)
    if embargo is None or until:
        return replace(standing, embargo=until)
    ends = f"until '{embargo[:60]}', which is no date" if embargo else "without saying until when"
    message = f"the agency embargoed this item {ends}; it was imported as a draft: write 'embargo', and publish it"
    return replace(
        standing, status="draft", problems=(*standing.problems, Problem(message=message, severity="warning"))
    )


def _read_status(word: str | None, changed: StatedDate | None) -> Standing:
    match (word or "").rpartition(":")[2].strip().lower():
        case "withheld" | "embargoed" | "hold":
            return Standing(status="draft")
        case "canceled" | "cancelled" | "killed":
            if changed:
                return Standing(withdrawn=Withdrawal(date=changed, reason=CANCELED))
            message = "the agency canceled this item on a day it does not state; set 'withdrawn' to that day and reason"
            return Standing(status="draft", problems=(Problem(message=message, severity="warning"),))
        case "" | "usable":
            return Standing()
        case other:
            message = f"the item's status is '{other}', which says nothing known here; it was imported as a draft"
            return Standing(status="draft", problems=(Problem(message=message, severity="warning"),))


def expiry_warning(expires: str) -> str:
    """Return what is said of the end of an agency's use of an item, which is not always that of its publication."""
    return f"the agency's use of the item ends on {expires}; write 'expires' if the release shall vanish then"


def later_day(changed: StatedDate | None, date: StatedDate | None) -> StatedDate | None:
    """Return the date of a change if it fell on a later day than the item: sooner, it is how the item was made."""
    if changed is None or date is None or changed.isoformat()[:10] <= date.isoformat()[:10]:
        return None
    return changed


def rights_notices(texts: Iterable[str | None]) -> tuple[Notice, ...]:
    """Return what is stated about rights as one notice, or none."""
    words = " ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text and text.strip()))
    return (Notice(kind="rights", text=words),) if words else ()


def medium_kind(media_type: str) -> MediumKind:
    """Return the kind of a medium by its type, `image/jpeg`, or by the agency's word for it, `picture`."""
    match media_type.partition("/")[0].lower():
        case "image" | "picture" | "photo" | "graphic":
            return "image"
        case "video":
            return "video"
        case "audio":
            return "audio"
    return "document"


def names(values: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names that are none of them empty, each once."""
    return tuple(dict.fromkeys(" ".join(value.split()) for value in values if value and value.strip()))


def read_agency_copy(
    copy: Copy, item: Item, stated: Stated, *, city: str | None = None, problems: Sequence[Problem] = ()
) -> Reading:
    """Read the text of an item; `city` is where it says it was written, used when its dateline names no place."""
    reading = (read_fragment if copy.is_html else read_plain)(copy.text, item, stated, tuple(problems))
    if city and reading.front.place is None:
        return apply_stated(reading, Stated(place=Place(city=city)))
    return reading
