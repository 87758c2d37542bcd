"""The check of content: what an editor would want to look at again. Nothing is wrong for certain: all are warnings.

Nothing is told of a release that is not visible but its path.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from generator.check.findings import LeftOut
from generator.check.subject import Subject
from generator.model import TERM_KINDS, Release
from generator.names import name_key
from generator.near_names import Used, find_near_names
from generator.organise.site import Entry
from generator.problems import Problem

_ALONE = 25
"""Years between the oldest release and the next, from which it is looked at again."""
_EARLIEST = 1800
_BUSY = 6
"""Releases in the half year before a month without one, and in that after it, from which the month is a gap."""
_FEWEST_NUMBERS = 4
_NUMBER = re.compile(r"(.*?)(\d+)(\D*)$")


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield what an editor would want to look at again."""
    releases = subject.content.parsed.releases
    entries = [entry for entry in subject.organised.entries if not entry.removed]
    yield from _find_missing(releases, entries)
    yield from _find_same_titles(entries)
    yield from _find_near_terms(subject)
    yield from _find_strange_dates(subject, releases)
    yield from _find_gaps_in_numbers(releases)
    yield from _find_empty_months(releases)


def _find_missing(releases: Sequence[Release], entries: Sequence[Entry]) -> Iterator[Problem]:
    for release in releases:
        if not release.front.id:
            message = "the release has no 'id': its feed entry and /id/ address hang on its file name; give it one"
            yield _warning(message, release.path)
    for entry in entries:
        if not entry.release.front.summary:
            yield _warning("the release has no 'summary'; lists show the beginning of its text", entry.release.path)


def _find_same_titles(entries: Sequence[Entry]) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for entry in entries:
        front = entry.release.front
        if not entry.listed or front.translation_of or front.variant_of or front.replaces:
            continue
        key = name_key(front.title), front.language or ""
        other = first.setdefault(key, entry.release.path)
        if other != entry.release.path:
            message = f"the release has the title of {other}; if they are one, say so with 'variant_of' or 'replaces'"
            yield _warning(message, entry.release.path)


def _find_near_terms(subject: Subject) -> Iterator[Problem]:
    for kind in TERM_KINDS:
        used = [Used(group.name, len(group.entries)) for group in subject.organised.terms.get(kind, ())]
        for name, near in find_near_names(used, kind).items():
            advice = f"`dateline terms {kind}` says how to make them one"
            yield _warning(f"the {kind} '{name}' and '{near.other}' may be one ({near.reason}); {advice}", "")


def _find_strange_dates(subject: Subject, releases: Sequence[Release]) -> Iterator[Problem]:
    zone = subject.config.zone
    dated = [(release.front.date.earliest(zone), release) for release in releases if release.front.date]
    dated.sort(key=lambda pair: (pair[0], pair[1].path))
    for instant, release in dated:
        front = release.front
        if instant > subject.as_of and front.status == "published" and not front.embargo:
            message = (
                "the date lies ahead, so nobody sees the release before; if that is meant, write it as 'embargo' too"
            )
            yield _warning(message, release.path)
        elif instant.year < _EARLIEST:
            yield _warning(f"the date lies before {_EARLIEST}; look at it again", release.path)
    if len(dated) > 2 and dated[1][0] - dated[0][0] > timedelta(days=_ALONE * 365):
        message = f"the date lies more than {_ALONE} years before that of any other release; look at it again"
        yield _warning(message, dated[0][1].path)


def _find_gaps_in_numbers(releases: Sequence[Release]) -> Iterator[Problem]:
    series: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for release in releases:
        found = _NUMBER.match(release.front.number or "")
        if found:
            series[found[1], found[3]].setdefault(int(found[2]), release.path)
    for (before, after), numbers in sorted(series.items()):
        first, last = min(numbers), max(numbers)
        missing = (
            [number for number in range(first, last + 1) if number not in numbers] if last - first < 10_000 else []
        )
        if len(numbers) >= _FEWEST_NUMBERS and missing and len(missing) <= len(numbers):
            shown = ", ".join(f"{before}{number}{after}" for number in missing[:10])
            more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
            yield _warning(f"of the release numbers these are missing: {shown}{more}", numbers[first])


def _find_empty_months(releases: Sequence[Release]) -> Iterator[Problem]:
    """Yield the months without a release in the midst of many: perhaps they were never imported."""
    months = Counter(
        release.front.date.year * 12 + release.front.date.month - 1
        for release in releases
        if release.front.date and release.front.date.month
    )
    empty: list[int] = []
    for month in range(min(months, default=0), max(months, default=-1) + 2):
        before = sum(months[other] for other in range(month - 6, month))
        after = sum(months[other] for other in range(month + 1, month + 7))
        if not months[month] and min(before, after) >= _BUSY:
            empty.append(month)
        elif empty:
            first, last = _month(empty[0]), _month(empty[-1])
            span = first if first == last else f"{first} to {last}"
            yield _warning(f"no release is dated {span}, though many are before and after; perhaps some are missing")
            empty = []


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _warning(message: str, path: str = "content/releases") -> Problem:
    return Problem(message=message, path=path, severity="warning")
