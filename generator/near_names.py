"""Names that may be one: told by spelling alone, as a suggestion to a person, never as a decision."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import TermKind
from generator.names import name_key

FOLDED = "the same but for spaces, punctuation, accents or capitals"
PLURAL = "singular and plural"
ORDER = "the same words in another order"
INITIAL = "with and without an initial or a title"
LEGAL = "with and without a legal form"
NEARLY = "spelled nearly alike"
ACRONYM = "defined as its acronym"

_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset("dr mr mrs ms mx prof professor sir dame rev hon".split())
_LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation llc llp lp ltd limited plc gmbh ag sa se nv bv kgaa ab as oy spa pty co "
    "company the".split()
)
_SMALL = frozenset("of the and for a an in on to de la del des du et y und".split())
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}")
_LEAST_LETTERS, _LEAST_LETTERS_TWO = 8, 7
"""How long a name, or one word of several, is before a letter, or two, may differ."""
_MOST_BESIDE = 60
"""Names that share all words but one, beyond which they are a pattern and not misspellings."""


@dataclass(frozen=True, slots=True)
class Used:
    """A name and how many releases carry it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Near:
    """Another name that may be the same, more used or better, and why."""

    other: str
    reason: str


def find_near_names(names: Sequence[Used], kind: TermKind) -> dict[str, Near]:
    """Return for each name that may be another one which, and why; the rarer one is to become the more used one."""
    found: dict[str, Near] = {}
    for reason, key_of in _classes(kind):
        groups: defaultdict[Hashable, list[Used]] = defaultdict(list)
        for used in names:
            if used.name not in found and (key := key_of(used.name)) is not None:
                groups[key].append(used)
        for group in groups.values():
            best = min(group, key=_rank)
            for used in group:
                if used is not best:
                    found[used.name] = Near(best.name, reason)
    for one, other in _nearly(names):
        better, worse = sorted((one, other), key=_rank)
        if worse.name not in found and better.name not in found:
            found[worse.name] = Near(better.name, NEARLY)
    return found


def find_acronyms(names: Sequence[Used]) -> Iterator[tuple[str, str]]:
    """Yield acronyms with the longer names whose initials they are; only a text can say that they mean them."""
    long: defaultdict[str, list[str]] = defaultdict(list)
    for used in names:
        words = _WORD.findall(used.name)
        if sum(len(word) > 1 for word in words) > 1:
            for letters in {_initials(words), _initials([word for word in words if word.casefold() not in _SMALL])}:
                long[letters].append(used.name)
    for used in names:
        if _ACRONYM.fullmatch(used.name):
            letters = "".join(_WORD.findall(used.name.replace("&", "")))
            yield from ((used.name, name) for name in long.get(letters, ()) if name != used.name)


def fold(name: str) -> str:
    """Return the letters and digits of a name without case, accents, spaces and punctuation."""
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name_key(name).replace("&", " and "))
    joined = re.sub(r"(?<=\w)['’.](?=\w)|\.", "", "".join(mark for mark in plain if not unicodedata.combining(mark)))
    return _WORD.findall(joined)


def _classes(kind: TermKind) -> Iterator[tuple[str, Callable[[str], Hashable]]]:
    """Yield the ways in which names of a kind may be one, the surest first."""
    yield FOLDED, _folded
    if kind != "people":
        yield PLURAL, _singular
    yield ORDER, _any_order
    if kind == "people":
        yield INITIAL, _without_initials
    if kind in ("organizations", "tags"):
        yield LEGAL, _without_legal_form


def _folded(name: str) -> Hashable:
    folded = fold(name)
    short = len(folded) < 3 and name.replace(".", "").casefold() != folded  # C, C++ and C# are three things
    return None if short or not folded else folded


def _singular(name: str) -> Hashable:
    words = _words(name)
    return (*words[:-1], _without_plural(words[-1])) if len("".join(words)) > 2 else None


def _without_plural(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _any_order(name: str) -> Hashable:
    words = _words(name)
    return tuple(sorted(words)) if len(words) > 1 else None


def _without_initials(name: str) -> Hashable:
    words = [word for word in _words(name) if len(word) > 1 and word not in _TITLES]
    return tuple(words) if len(words) > 1 else None


def _without_legal_form(name: str) -> Hashable:
    words = _words(name)
    while words and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    words = words[1:] if words[:1] == ["the"] else words
    return tuple(words) if len("".join(words)) > 2 else None


def _nearly(names: Sequence[Used]) -> Iterator[tuple[Used, Used]]:
    """Yield pairs a letter apart, and pairs of which one long word is two letters apart; figures must be equal."""
    beside: defaultdict[Hashable, list[tuple[str, Used]]] = defaultdict(list)
    for used in names:
        words = _words(used.name)
        whole = "".join(words)
        if len(whole) >= _LEAST_LETTERS:
            for shorter in {whole, *(whole[:at] + whole[at + 1 :] for at in range(len(whole)))}:
                beside[shorter].append((whole, used))
        if len(words) > 1:
            for at, word in enumerate(words):
                if len(word) >= _LEAST_LETTERS_TWO:
                    beside[(*words[:at], "", *words[at + 1 :])].append((word, used))
    for key, group in beside.items():
        most = 1 if isinstance(key, str) else 2
        for index, (one, used) in enumerate(group if len(group) <= _MOST_BESIDE else ()):
            for other, also in group[:index]:
                alike = used is not also and _figures(one) == _figures(other) and one[0] == other[0]
                if alike and _distance(one, other) <= most:
                    yield also, used


def _distance(one: str, other: str) -> int:
    """Return how many letters are added, left out, changed or swapped with the next between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row = row, [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0].upper() for word in words)


def _rank(used: Used) -> tuple[int, bool, int, str]:
    """Order names from the one to keep: the most used, then not all in capitals, with more accents, by name."""
    accents = sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFKD", used.name))))
    return -used.count, used.name.isupper() or used.name.islower(), -accents, used.name
