"""The one gate: what is visible at an instant. Everything that is planned has passed it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, tzinfo
from functools import partial

from generator.config import Config
from generator.contexts import Ribbon
from generator.last_time import LastTime, each
from generator.model import FrontMatter, Release
from generator.spans import Span

UNDATED = datetime.max.replace(tzinfo=UTC)
"""The place in the order of a draft that has no date."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A release that the gate let through."""

    release: Release
    instant: datetime
    ribbon: Ribbon
    removed: bool


@dataclass(frozen=True, slots=True)
class Times:
    """What a release says of when it may be seen."""

    instant: datetime
    """From when on, in UTC."""
    expires: datetime | None
    passed: Passed | None
    """What passes from then on; None when that is not all there is to it."""


def pass_gate(
    releases: Sequence[Release], *, as_of: datetime, zone: tzinfo, drafts: bool, last: LastTime[Times] | None = None
) -> tuple[list[Passed], list[Release]]:
    """Part releases into those visible at `as_of` and those hidden; `drafts` shows the latter with a ribbon.

    `last` has their times of the last time.
    """
    visible, hidden = [], []
    all_times = each(last, partial(_times, zone=zone), releases, key=_path, settings=zone)
    for release, times in zip(releases, all_times, strict=True):
        if times.passed and times.instant <= as_of:
            visible.append(times.passed)
            continue
        ribbon: Ribbon = "draft" if release.front.status == "draft" else "embargoed" if times.instant > as_of else ""
        if ribbon and not drafts:
            hidden.append(release)
            continue
        expired = times.expires is not None and times.expires <= as_of
        visible.append(Passed(release, times.instant, ribbon, expired or _is_removed(release)))
    return visible, hidden


def _path(release: Release) -> str:
    return release.path


def _is_removed(release: Release) -> bool:
    return release.front.withdrawn is not None and release.front.withdrawn.text == "removed"


def _times(release: Release, zone: tzinfo) -> Times:
    front = release.front
    instant = becomes_visible(front, zone)
    if front.expires or front.status == "draft":
        return Times(instant, front.expires.earliest(zone) if front.expires else None, None)
    return Times(instant, None, Passed(release, instant, "", _is_removed(release)))


def becomes_visible(front: FrontMatter, zone: tzinfo) -> datetime:
    """Return max(date, embargo) as an instant in UTC; a draft without a date comes after all others."""
    stated = [date.earliest(zone) for date in (front.date, front.embargo) if date is not None]
    return max(stated, default=UNDATED)


def contacts_lapse(front: FrontMatter, valid: Span, zone: tzinfo) -> datetime | None:
    """Return when the contacts of a release are only those of their time, in UTC; None when it has none."""
    return valid.after(becomes_visible(front, zone), zone) if front.contacts else None


def next_change(fronts: Iterable[FrontMatter], config: Config, *, as_of: datetime) -> datetime | None:
    """Return the first instant after `as_of` at which the site changes by itself, in UTC; None when it never does.

    `fronts` is the front matter of every release.
    """
    zone = config.zone
    instants = {instant for front in fronts for instant in _instants(front, zone, config.contacts.valid)}
    this_month = month_of(as_of, zone)
    if any(this_month <= instant <= as_of for instant in instants):
        instants.add(next_month(this_month).astimezone(UTC))  # a month with releases is closed: see feed_pages.py
    return min((instant for instant in instants if as_of < instant < UNDATED), default=None)


def month_of(instant: datetime, zone: tzinfo) -> datetime:
    """Return the first instant of the month that an instant lies in."""
    try:
        local = instant.astimezone(zone)
    except OverflowError:  # the first and the last day that Python can name
        local = instant.replace(tzinfo=zone)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)


def next_month(month: datetime) -> datetime:
    """Return the first instant of the month after the one that begins at an instant."""
    if (month.year, month.month) == (MAXYEAR, 12):
        return UNDATED
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _instants(front: FrontMatter, zone: tzinfo, contacts_valid: Span) -> Iterator[datetime]:
    """Yield when a release appears, when it goes, when its contacts lapse, when a picture may no longer be shown."""
    if front.status == "draft":
        return
    if front.date or front.embargo:
        yield becomes_visible(front, zone)
    if front.expires:
        yield front.expires.earliest(zone)
    lapse = contacts_lapse(front, contacts_valid, zone)
    if lapse:
        yield lapse
    for medium in front.media:
        if medium.rights_until:
            yield medium.rights_until.earliest(zone)
