"""Names that the text shows to be a company's or another body's, though no word of theirs says so.

Evidence is what only a body has: a ticker, a legal form, officers, a web site of its name, a sentence that says what it
is, a section about it.
"""

import re
from collections.abc import Iterator

from generator.ingest.parts.people_names import NOT_NAMES, ROLE_WORDS, is_person_name
from generator.ingest.place_names import is_known_place

_WORD = r"[A-Z][\w&’'-]*"
_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
_KINDS = (
    "company companies firm corporation provider manufacturer developer startup start-up organization organisation "
    "nonprofit non-profit charity agency bank brokerage exchange retailer distributor supplier consultancy studio "
    "publisher operator airline insurer network association foundation institute university hospital"
)
_OFFICES = (
    r"(?:CEO|CFO|COO|CTO|CMO|[Cc]hief[ \xa0][\w ]{3,20}[ \xa0][Oo]fficer|[Cc]o-?[Ff]ounder|[Ff]ounder|[Pp]resident"
    r"|[Ss]pokes(?:man|woman|person)|(?:[Mm]anaging|[Ee]xecutive)[ \xa0][Dd]irector|[Vv]ice[ \xa0][Pp]resident)"
)
_SPEECH = r"(?:said|says|stated|noted|added|explained)"
_ENDS_WITH_NAME = re.compile(rf"(?<![\w’'-]){_NAME}$")
_NAME_HERE = re.compile(_NAME)
_IN_BRACKETS = (
    r"\([^()\n]{0,40}(?:(?:NYSE|NASDAQ|Nasdaq|TSX|TSXV|OTC\w*|CSE|LSE|ASX|AMEX|NEO|FSE)\b"
    r"|\b(?:the|our)[ \xa0][“\"']?(?:Company|Firm|Corporation)\b)"
)
_WHAT_IT_IS = (
    r"[ \xa0](?:an?|the)[ \xa0](?:[\w’'&/-]+,?[ \xa0]){0,7}?"
    rf"(?:{'|'.join(_KINDS.split())})\b(?![ \xa0][a-z]+ed\b)"
)
_SURE_BEHIND = tuple(map(re.compile, (_IN_BRACKETS, rf",{_WHAT_IT_IS}", rf"is{_WHAT_IT_IS}")))
"""Each begins with a letter that the engine looks for first: these are run over every text."""
_OF_OR_AT = tuple(re.compile(rf"{word}(?<=[ \xa0]{word})[ \xa0](?=[A-Z])") for word in ("of", "at"))
_ENDS_WITH_OFFICE = re.compile(rf"\b{_OFFICES}$")
_ENDS_OF_OFFICES = ("CEO", "CFO", "COO", "CTO", "CMO", "fficer", "ounder", "resident", "man", "person", "irector")
"""With one of these ends what `_ENDS_WITH_OFFICE` finds; most texts do not, and finding that out costs little."""
_BEHIND = re.compile(
    rf"[ \xa0]?(?:{_IN_BRACKETS}|is{_WHAT_IT_IS}|,{_WHAT_IT_IS})|,?[ \xa0](?:Inc|LLC|Ltd|Corp|PLC|GmbH|S\.A)\b"
    rf"|[’']s?[ \xa0](?:new[ \xa0])?{_OFFICES}\b"
    r"|(?:[ \xa0](?:today|recently|proudly|has|is[ \xa0](?:proud|pleased|excited|thrilled)))?"
    r"[ \xa0](?:announce[sd]?|unveil(?:s|ed)|to[ \xa0]announce)\b"
    rf"|\.(?:com|io|ai|org|net|co)\b|,?[ \xa0]{_SPEECH}\b|[ \xa0](?i:CEO|founder|president|spokesperson)\b"
)
_LAST_BEFORE = tuple(
    f"{word}{blank}"
    for word in "said says stated noted added explained of at About ABOUT Mr Mrs Ms Dr Mr. Mrs. Ms. Dr.".split()
    for blank in (" ", "\xa0")
)
"""With one of these ends what `_BEFORE` finds, with as little cost."""
_BEFORE = re.compile(
    rf"(?:\b(?:{_SPEECH}|{_OFFICES}[ \xa0](?:of|at))[ \xa0]|(?:^|\n)\W{{0,4}}(?:About|ABOUT)[ \xa0]"
    r"|(?:Mr|Mrs|Ms|Dr)\.?[ \xa0])$"
)
_DOES = re.compile(
    r"(?:[ \xa0][A-Z][\w&.’'-]*){0,3}?,?[ \xa0](?i:announces|launches|files|joins|unveils|appoints|reports|celebrates"
    r"|introduces|expands|secures|completes|opens|partners|acquires|receives|wins|releases|presents|hosts|brings|provides|raises"
    r"|signs|enters|begins|continues|names|adds|offers|publishes|highlights|showcases|selects|to[ \xa0]\w+)\b"
)
"""What follows in a headline on who does it."""
_BEFORE_HOSTS = ("/", ".", "@", " ", "(")
_NEAR = 70
_MOST_MENTIONS = 40


def find_companies(text: str) -> Iterator[str]:
    """Yield names of bodies for which there is sure evidence."""
    for pattern in _SURE_BEHIND:
        for found in pattern.finditer(text):
            end = found.start() - (text[found.start() - 1 : found.start()] in (" ", "\xa0"))
            before = _ENDS_WITH_NAME.search(text, max(0, end - _NEAR), end)
            name = _trimmed(before[0]) if before else ""
            if name and (pattern is _SURE_BEHIND[0] or not is_person_name(name)):  # no person has a ticker
                yield name
    behind_office = (found for pattern in _OF_OR_AT for found in pattern.finditer(text) if _is_behind_office(found))
    for found in sorted(behind_office, key=re.Match.start):
        after = _NAME_HERE.match(text, found.end())
        name = _trimmed(after[0]) if after else ""
        if name and not is_person_name(name):
            yield name


def _is_behind_office(found: re.Match[str]) -> bool:
    """Tell whether an office stands before "of" or "at"."""
    blank = found.start() - 1
    near = max(0, blank - _NEAR)
    ends_alike = found.string.endswith(_ENDS_OF_OFFICES, near, blank)
    return ends_alike and _ENDS_WITH_OFFICE.search(found.string, near, blank) is not None


def is_body_or_speaker(phrase: str, *, text: str, lowered: str, title: str) -> bool:
    """Tell whether a capitalised phrase is a body or a person by what title and text say of it.

    `lowered` is the text in small letters.
    """
    if title.startswith(phrase) and _DOES.match(title, len(phrase)):
        return True
    squeezed, dashed = phrase.lower().replace(" ", ""), phrase.lower().replace(" ", "-")
    if any(f"{name}.com" in lowered and _names_host(f"{name}.com", lowered) for name in {squeezed, dashed}):
        return True
    has_site = f"://{squeezed}" in lowered or f"www.{squeezed}" in lowered
    return len(phrase) > 3 and (has_site or _acts(text, phrase))


def _names_host(host: str, lowered: str) -> bool:
    """Tell whether a host stands in a text by itself or in an address."""
    return any(f"{mark}{host}" in lowered for mark in _BEFORE_HOSTS)


def _acts(text: str, phrase: str) -> bool:
    start = text.find(phrase)
    for _ in range(_MOST_MENTIONS):
        if start < 0:
            return False
        end = start + len(phrase)
        if _BEHIND.match(text, end) or _is_led_to(text, start):
            return True
        start = text.find(phrase, end)
    return False


def _is_led_to(text: str, start: int) -> bool:
    near = max(0, start - _NEAR)
    return text.endswith(_LAST_BEFORE, near, start) and _BEFORE.search(text, near, start) is not None


def _trimmed(name: str) -> str:
    """Cut off what is no part of a name; an empty text when it may as well be a word or a place."""
    words = re.sub(r"['’]s?$", "", name.replace("\xa0", " ")).split()
    while words and (words[0] in NOT_NAMES or words[0] in _ROLES):
        words = words[1:]
    trimmed = " ".join(words)
    if not words or words[-1] in _NO_ENDS or len(words[-1]) == 1:
        return ""
    if len(words) == 1 and not re.search(r"[a-z][A-Z]", trimmed):
        return ""
    return "" if is_known_place(trimmed) else trimmed


_ROLES = frozenset(ROLE_WORDS.split())
_NO_ENDS = _ROLES | {"Company", "Firm", "Corporation"}
