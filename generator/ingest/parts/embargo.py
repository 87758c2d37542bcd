"""The embargo: the instant at which it ends, read whole or not at all.

What speaks of an embargo near the head or the end and cannot be read to its last word keeps the release a draft: an
hour or a zone that was passed over would make it public too early.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.dates import StatedDate
from generator.ingest.blocks import Block
from generator.ingest.calendar_words import MONTHS, WEEKDAYS
from generator.ingest.date_phrases import match_date
from generator.ingest.parts.release_marks import without_number
from generator.ingest.release_lines import match_embargo, match_marker
from generator.problems import Problem

_ZONE_WORD = (
    r"(?:(?:US|U\.S\.)\s+)?(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|Daylight))?(?:\s+Time)?"
    r"|Greenwich\s+Mean\s+Time|Central\s+European\s+(?:Summer\s+)?Time|British\s+Summer\s+Time|local\s+time"
    r"|[A-Z][a-z]+/[A-Z]\w+"
)
_TIME = re.compile(
    r"(?:T(?=\d\d:\d\d))?(?:(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:hrs?|hours|h|uhr)\b)"
    r"|(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?!\d))?(?::\d\d(?:\.\d+)?)?)"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<hours>hrs?|hours|uhr|h)\b)?"
    r"|(?P<word>(?:12\s+)?(?:noon|midday)\b)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    rf"[\s,(]*(?:(?P<offset>(?:UTC|GMT)?\s?[+−-]\d{{1,2}}(?::?\d\d)?(?!\d)|Z\b)|(?P<name>(?i:{_ZONE_WORD})|[A-Z]{{2,5}}|[a-z]{{3,4}}(?=\W*$))\b)\)?"
)
_FILLER = re.compile(
    r"(?:on|at|from|until|till?|the|of|for|date|dated|time|release|publication|use|copy|press|news|material"
    r"|not|before|after|prior to|only|further|and|or|um|den|dem|der|bis|le|la|el|del|de|dia|a las|à partir de"
    r"|às|as|las|au|à|hasta|até|alle|ore|op|om|tot|uur|pukul|broadcast|distribution|publicação|publicación|heures?|horas?|o['’]clock)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:this|the)\s+)?(?:(?:press|news|media)\s+)?(?:release|document|report|material)\s+is|strictly", re.IGNORECASE
)
_MIDNIGHT = re.compile(r"(?:12\s+)?midnight\b", re.IGNORECASE)
_NUMERIC = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s,;:.|/()\[\]*_#!\-‐-―−\ufeff\u200b]*")
_SENTENCE_OVER = re.compile(r"[.!?)\]_–—|-]|\*\*|\n")
_OFFSETS = {
    name: minutes
    for minutes, names in {
        -420: "mst pdt",
        -480: "pst",
        -360: "cst mdt",
        -300: "est cdt",
        -240: "edt",
        0: "gmt utc",
        60: "bst cet mez",
        120: "cest mesz eet",
        180: "eest",
        480: "hkt sgt",
        540: "jst kst",
        600: "aest",
        660: "aedt",
        720: "nzst",
        780: "nzdt",
    }.items()
    for name in names.split()
}
"""Minutes east of UTC of abbreviations that mean one zone in a release."""
_ZONES = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cdt cst central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "Europe/London": "bst british",
    "Europe/Berlin": "cet cest mez mesz",
    "UTC": "gmt utc greenwich",
}
_ZONE_NAMES = {abbreviation: name for name, abbreviations in _ZONES.items() for abbreviation in abbreviations.split()}
_HEAD_BLOCKS, _LAST_BLOCKS = 6, 6
_LONGEST_LINE = 250
_LONGEST_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Embargo:
    """What a line says about the end of an embargo."""

    until: StatedDate | None
    """None when it cannot be read completely."""
    fault: str | None = None
    """Why not, or what the reader had to suppose."""
    whole: bool = False
    """Every word of the line was read."""


def take_embargo(blocks: Sequence[Block]) -> tuple[Embargo | None, tuple[Problem, ...], list[Block]]:
    """Return the embargo that the text is under, what to say about it, and the blocks without lines read whole.

    Of several the latest end counts, and one that cannot be read counts most.
    """
    found: list[Embargo] = []
    problems: list[Problem] = []
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        near = number < _HEAD_BLOCKS or number >= len(blocks) - _LAST_BLOCKS
        read: set[int] = set()
        for lines, embargo in _find_in(block) if near and block.kind != "code" else ():
            found.append(embargo)
            if embargo.until and embargo.whole:
                read.update(lines)
            if embargo.fault:
                problems.append(_problem(embargo, block, " ".join(block.words[line] for line in lines)))
        if rest := _without(block, read):
            kept.append(rest)
    unread = next((embargo for embargo in found if embargo.until is None), None)
    latest = max(found, key=lambda embargo: _order(embargo.until), default=None)
    return unread or latest, tuple(problems), kept


def read_embargo(line: str) -> Embargo | None:
    """Read a line that speaks of an embargo on its own text; None when it does not."""
    phrase = match_embargo(line)
    if phrase is None or (phrase["lead"].strip("*_#([ \t") and len(line) > _LONGEST_LINE):
        return None
    day: StatedDate | None = None
    times: list[tuple[time | None, str]] = []
    position, whole = phrase.end(), not _LEAD.sub("", without_number(phrase["lead"])).strip("*_#([ \t-–—:|")
    while True:
        gap = _GAP.match(line, position)
        before, position = position, gap.end() if gap else position
        if position == len(line):
            break
        if day is None and (written := match_date(line, position)):
            if not written.date or not written.date.day:
                return Embargo(None, "names no day with its year")
            day, position = written.date, written.end
        elif read := _match_time(line, position):
            times.append(read[:2])
            position = read[2]
        elif after := _skip_word(line, position):
            position = after
        elif day and _SENTENCE_OVER.search(line, before, position):
            whole = False
            break
        else:
            return Embargo(None, "has words that cannot be read as a day and an hour")
    return _settle(day, times, whole=whole)


def _settle(day: StatedDate | None, times: Sequence[tuple[time | None, str]], *, whole: bool) -> Embargo:
    if day is None:
        return Embargo(None, "names no day with its year")
    if not times:
        return Embargo(day, whole=whole)
    ends: list[StatedDate] = []
    for at, zone in times:
        if at is None:
            return Embargo(None, "names midnight, which may be that before the day or that after it")
        offset = offset_of_zone(day, at, zone) if zone else None
        if zone and offset is None and not zone.casefold().startswith("local"):
            fault = f"names a time zone that cannot be told ({zone})"
            return Embargo(replace(day, time_of_day=at), fault, whole=whole and len(times) == 1)
        ends.append(replace(day, time_of_day=at, offset=offset))
    if len({end.earliest(UTC) for end in ends}) > 1:
        return Embargo(None, "names hours that differ")
    return Embargo(ends[0], whole=whole)


def _find_in(block: Block) -> Iterator[tuple[tuple[int, ...], Embargo]]:
    """Yield what the lines of a block say, with the numbers of those lines; the next one may go on with the date."""
    for number, line in enumerate(block.words):
        embargo = read_embargo(line)
        if embargo is None:
            continue
        longer = read_embargo(f"{line} {block.words[number + 1]}") if number + 1 < len(block.words) else None
        if embargo.until is None and longer and longer.until:
            yield (number, number + 1), longer
        else:
            yield (number,), embargo


def _without(block: Block, dropped: Set[int]) -> Block | None:
    kept = [number for number in range(len(block.words)) if number not in dropped]
    if not kept or not dropped:
        return block if not dropped else None
    lines, words = zip(*((block.lines[number], block.words[number]) for number in kept), strict=True)
    return replace(block, lines=lines, words=words)


def _problem(embargo: Embargo, block: Block, line: str) -> Problem:
    shown = line.strip() if len(line) <= _LONGEST_SHOWN else f"{line.strip()[:_LONGEST_SHOWN]}…"
    if embargo.until:
        message = f"the embargo {embargo.fault}, so the site's own is taken: '{shown}'; correct 'embargo' if it is not"
    else:
        message = (
            f"the embargo {embargo.fault}, so the release is a draft: '{shown}';"
            " write its end into 'embargo', and set 'status: published'"
        )
    return Problem(message=message, line=block.line, severity="warning")


def _order(until: StatedDate | None) -> datetime:
    return until.earliest(UTC) if until else datetime.max.replace(tzinfo=UTC)


def _match_time(text: str, start: int) -> tuple[time | None, str, int] | None:
    """Return the time of day at `start`, the zone behind it, and the offset behind both; no time for midnight."""
    if found := _MIDNIGHT.match(text, start):
        return None, "", found.end()
    found = _TIME.match(text, start)
    at = _time_of(found) if found else None
    if found is None or at is None:
        return None
    zone = _ZONE.match(text, found.end())
    if zone is None or (zone["name"] and not _may_be_zone(zone["name"])):
        return at, "", found.end()
    return at, (zone["offset"] or zone["name"]).strip(), zone.end()


def _may_be_zone(name: str) -> bool:
    key = name.casefold()
    if key in MONTHS or key in WEEKDAYS or _FILLER.fullmatch(name):
        return False
    return not name.islower() or key in _OFFSETS or key in _ZONE_NAMES or " " in name


def _skip_word(text: str, start: int) -> int | None:
    """Return the offset behind a word that says nothing by itself: on, at, a weekday, "for immediate release"."""
    if after := match_marker(text, start):
        return after
    found = _WORD.match(text, start)
    filler = _FILLER.match(text, start)
    if found and found[0].casefold() in WEEKDAYS:
        return found.end()
    return filler.end() if filler else None


def _time_of(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(12)
    if found["military"]:
        return time(int(found["military"][:2]), int(found["military"][2:]))
    if not (found["half"] or found["hours"] or found["minute"]):
        return None  # a number alone is a day or a year
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def offset_of_zone(day: StatedDate, at: time, zone: str) -> int | None:
    """Return the minutes east of UTC that a zone means on that day.

    Where "EST" is written of a summer's day, the later of the two instants it may mean is taken.
    """
    if found := _NUMERIC.fullmatch(zone):
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        return minutes * (-1 if found["sign"] in "-−" else 1) if minutes < 24 * 60 else None
    if zone in ("Z", "z"):
        return 0
    key = re.sub(r"^(?:US|U\.S\.)\s+", "", zone, flags=re.IGNORECASE).casefold().split()
    if key[:2] == ["central", "european"]:
        key = ["cet"]
    stated, name = _OFFSETS.get(key[0]), _ZONE_NAMES.get(key[0], zone if "/" in zone else None)
    offsets = [offset for offset in (stated, _offset_in(name, day, at) if name else None) if offset is not None]
    return min(offsets) if offsets else None


def _offset_in(zone: str, day: StatedDate, at: time) -> int | None:
    """Return the minutes east of UTC that hold in a zone on that day, summer time included."""
    try:
        moment = datetime.combine(date(day.year, day.month or 1, day.day or 1), at, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return None
    offset = moment.utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else None
