"""Lines that say when a release may be used: "FOR IMMEDIATE RELEASE - JULY 30, 2026", "Embargoed until …"."""

import re
from dataclasses import dataclass

from generator.dates import StatedDate
from generator.ingest.date_phrases import match_date, match_time
from generator.ingest.place_phrases import match_places
from generator.model import Place

_LABELS = (
    r"for\s+(?:immediate\s+)?(?:release|publication|distribution)(?:\s+(?:on|at|after))?",
    r"immediate\s+release",
    r"(?:date\s+of\s+(?:release|issue|publication)|release\s+date|date\s+released|issued?(?:\s+on)?|released?(?:\s+on)?|published(?:\s+on)?|posted(?:\s+on)?)\s*:",
    r"(?:press|news|media)\s+(?:release|statement)(?:\s+date)?",
    r"(?:à|pour)\s+(?:diffusion|publication)\s+immédiate|communiqué(?:\s+de\s+presse)?",
    r"para\s+(?:su\s+)?(?:publicación|difusión|divulgación|publicação|divulgação)\s+(?:inmediata|imediata)",
    r"comunicado\s+de\s+(?:prensa|imprensa)|nota\s+de\s+prensa",
    r"(?:zur\s+)?sofortige[nr]?\s+veröffentlichung|pressemitteilung|medienmitteilung",
    r"comunicato\s+stampa|persbericht|siaran\s+pers|pressmeddelande|пресс-релиз|بيان\s+صحفي|הודעה\s+לעיתונות",
    r"新闻稿|新聞稿|プレスリリース|ニュースリリース|보도자료",
)
_MARKER = re.compile(r"[*_#\s\ufeff\u200b]*(?:" + "|".join(_LABELS) + r")(?!\w)[\s:*_]*", re.IGNORECASE)
_EMBARGO = re.compile(
    r"(?P<lead>[^\n]{0,80}?)(?:"
    r"\bembargoed(?:\s+(?:until|till?|for|to|date|copy|press|news|material|release)\b|\s*:|\s+(?=\d))"
    r"|(?:(?<=^)|(?<=^\W)|(?<=^\W\W))(?:(?:strict(?:ly)?|news|press|media|under)\s+)*embargo(?:ed)?\b"
    r"(?:\s+(?:until|till?|date|time)\b|\s+(?:(?:lifts?|lifted|ends?|expires?|for|to)\s+)?(?:on\s+|at\s+)?(?=\d|\w+day\b)|\s*[:–—-])"
    r"|\b(?:is|are|remains?|strictly)\s+under\s+(?:strict\s+)?embargo\s+(?:until|till?)\b"
    r"|\bnot\s+(?:for|to\s+be)\s+(?:released?|publication|published|used?|broadcast|distribut(?:ed|ion))"
    r"(?:\s*(?:,|/|\bor\b|\band\b)\s*(?:released?|publication|published|used?|broadcast|distribut(?:ed|ion)|or)\b){0,4}"
    r"\s+(?:before|until|till?|prior\s+to)\b"
    r"|\bdo\s+not\s+(?:release|publish|use|broadcast|distribute)\s+(?:before|until|till?|prior\s+to)\b"
    r"|\bhold\s+for\s+(?:release|publication)\b"
    r"|\b(?:sous\s+)?embargo\s+jusqu[’']?(?:au|à|en)\b|\bne\s+pas\s+(?:diffuser|publier)\s+avant\b"
    r"|\b(?:sperr(?:frist|vermerk)|gesperrt\s+bis)\b:?|\b(?:embarg(?:ado|o)|(?:bajo|sob)\s+embargo)\s+(?:hasta|até)\b"
    r"|\bno\s+(?:difundir|publicar)\s+antes\b|\b(?:sotto\s+)?embargo\s+fino\s+a\w*|\b(?:onder\s+)?embargo\s+tot\b"
    r"|\bembargo\s+(?:hingga|sampai)\b"
    r"|(?-i:(?:(?<=^)|(?<=^\W)|(?<=^\W\W))(?:STRICT |UNDER |NEWS |PRESS |MEDIA )*EMBARGO(?:ED)?\W*$)"
    r")",
    re.IGNORECASE,
)
_EMBARGO_WORDS = (
    *("embarg", "sperr", "hold for", "ne pas", "r antes"),
    *(f"not {beginning}" for beginning in "for to rel pub us bro dis".split()),
)
"""One of these is in every text that `_EMBARGO` matches; most texts have none, and finding that out costs little."""
_EMBARGO_HEAD = 1000
"""Characters within which these stand, however many blanks are between the words."""
_FILLER = re.compile(
    r"(?:on|at|until|till|the|of|date|dated|for|release|from|um|den|bis|le|el|hasta|not|before)\b", re.IGNORECASE
)
_GAP = re.compile(r"[\s,;:.|/()\[\]*_\-‐-―−\ufeff\u200b]*")
_NUMBER = re.compile(r"(?:(?:No\.?|Nr\.?|#)\s*)?[A-Z]{0,6}[- ]?\d[\w./-]*")
_LONGEST_REST = 60
_MOST_STEPS = 14


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """What a release line states."""

    end: int
    date: StatedDate
    embargo: bool
    place: Place | None


def match_marker(text: str, start: int) -> int | None:
    """Return the offset behind the words "For immediate release", or the like, that stand at `start`."""
    found = _MARKER.match(text, start)
    return found.end() if found else None


def match_embargo(text: str) -> re.Match[str] | None:
    """Return the words with which a line speaks of an embargo on itself; group `lead` is what stands before them.

    An embargo on a country's trade is none.
    """
    folded = " ".join(text[:_EMBARGO_HEAD].casefold().split())
    for word in _EMBARGO_WORDS:  # every line of every text comes here, and a generator takes longer than all words
        if word in folded:
            return _EMBARGO.match(text)
    return None


def read_release_line(text: str, *, whole: bool) -> ReleaseLine | None:
    """Read a text that begins with a release line; `whole` if nothing was cut from its end."""
    if found := match_embargo(text):
        return _read_from(text, found.end(), embargo=True)
    after = match_marker(text, 0)
    if after is not None:
        return _read_from(text, after, embargo=False)
    return _read_bare_date(text) if whole else None


def _read_from(text: str, position: int, *, embargo: bool) -> ReleaseLine | None:
    place = None
    for _ in range(_MOST_STEPS):
        position = _skip_gap(text, position)
        if date := match_date(text, position):
            return ReleaseLine(_end_of_line(text, date.end), date.date, embargo, place) if date.date else None
        filler = _FILLER.match(text, position)
        if after := match_time(text, position) or match_marker(text, position) or (filler and filler.end()):
            position = after
        elif place is None and (places := match_places(text, position)) and places.known:
            place, position = places.places[0], places.end
        else:
            return None
    return None


def _read_bare_date(text: str) -> ReleaseLine | None:
    """Read a line that consists of a day, perhaps with a time or a number of the release behind it."""
    date = match_date(text, _skip_gap(text, 0))
    if date is None or date.date is None or date.date.day is None:
        return None
    end = _end_of_line(text, date.end)
    return ReleaseLine(end, date.date, embargo=False, place=None) if end == len(text) else None


def _end_of_line(text: str, end: int) -> int:
    """Return the offset behind what may follow the date: a time, a number of the release, the marker again."""
    rest_end = end
    while True:
        position = _skip_gap(text, rest_end)
        number = _NUMBER.match(text, position)
        after = match_time(text, position) or match_marker(text, position) or (number and number.end())
        if not after or after - end > _LONGEST_REST:
            break
        rest_end = after
    line_end = _skip_gap(text, rest_end)
    return line_end if line_end == len(text) else _skip_gap(text, end)


def _skip_gap(text: str, position: int) -> int:
    found = _GAP.match(text, position)
    return found.end() if found else position
