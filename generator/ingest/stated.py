"""What a format states about a release outside its text: the header of an e-mail, the metadata of a page or a feed.

What is stated wins over what was recognised, and is never listed as inferred; only a day in the text's own dateline
wins over a day in the metadata, which is often that of the upload.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator.dates import Precision, StatedDate
from generator.ingest.reading import Reading
from generator.model import Contact, FrontMatter, Medium, Notice, Place, Status, Withdrawal
from generator.names import name_key

_Value = TypeVar("_Value")

_SINGLE = (
    "title subtitle summary updated embargo expires status language source source_url number slug place dateline "
    "withdrawn"
).split()
_NAMES = ("tags", "people", "organizations", "places", "issuers", "identifiers", "aliases", "tickers")
_RECORDS = ("media", "contacts", "notices")
_FINENESS: dict[Precision, int] = {"year": 0, "month": 1, "day": 2, "time": 3, "instant": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The fields of a release that stand outside its text, as `FrontMatter` has them; None or empty if not stated."""

    title: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    date: StatedDate | None = None
    updated: StatedDate | None = None
    embargo: StatedDate | None = None
    expires: StatedDate | None = None
    status: Status | None = None
    language: str | None = None
    source: str | None = None
    source_url: str | None = None
    number: str | None = None
    slug: str | None = None
    place: Place | None = None
    dateline: str | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notices: tuple[Notice, ...] = ()
    withdrawn: Withdrawal | None = None


def apply_stated(reading: Reading, stated: Stated) -> Reading:
    """Return the reading with what is stated in it.

    A stated list takes the place of a suggested one and joins one that the text itself states.
    """
    front, inferred = reading.front, set(reading.inferred)
    settled: dict[str, Any] = {name: getattr(stated, name) for name in _SINGLE if getattr(stated, name) is not None}
    if stated.date:
        settled["date"] = _date(front, inferred, stated.date)
    for names, key in ((_NAMES, name_key), (_RECORDS, repr)):
        for name in names:
            if given := getattr(stated, name):
                found = () if name in inferred else getattr(front, name)
                settled[name] = _joined((*given, *found), key)
    return replace(
        reading,
        front=replace(front, **settled),
        inferred=tuple(name for name in reading.inferred if name not in settled),
    )


def _date(front: FrontMatter, inferred: Iterable[str], stated: StatedDate) -> StatedDate:
    own = front.date
    if own is None or own.day is None or "date" in inferred:
        return stated
    same_day = (own.year, own.month, own.day) == (stated.year, stated.month, stated.day)
    return stated if same_day and _FINENESS[stated.precision] > _FINENESS[own.precision] else own


def _joined(values: Sequence[_Value], key: Callable[[_Value], str]) -> tuple[_Value, ...]:
    """Return the values, each once, in the order in which they first stand."""
    first: dict[str, _Value] = {}
    for value in values:
        first.setdefault(key(value), value)
    return tuple(first.values())
