"""How alike two texts are, counted in words: Markdown → words, two lists of words → `Likeness`.

Only words count, so that quotation marks, emphasis, links and line ends do not: what a Word file, a web page and a
wire make of one announcement has the same words in the same order.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^)]*)?\)")
_TAG = re.compile(r"<[^<>\n]*>")
_ADDRESSES = (re.compile(r"https?://[^\s<>\[\]]*"), re.compile(r"www\.[^\s<>\[\]]*"))
_UNWRITTEN = re.compile("[’‘ʼ\u00ad\u200b-\u200f\u2060\ufeff]")
_MARK = re.compile(r"[^\x00-\x7f\w]")
_SINGLE = re.compile("([\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
"""Scripts that put no blanks between words: each of their characters counts as one."""
_ASCII = bytes(byte if chr(byte).isalnum() or byte > 127 else 32 for byte in range(256))

_DIGIT = re.compile(rb"\d")
_RUN = 5
"""Words in a row that must be equal for two places to be taken for one."""
_SAME_WORDS = 0.6
"""Of the shorter text, the part that a copy shares with the longer one."""
_FEWEST_WORDS = 30
"""Below this only texts that are equal throughout are copies."""
_SHORTEST_COPY = 0.2
"""Of the longer text: a shorter one is a teaser, or one of many that a digest holds."""
_LATEST_BEGINNING = 0.25
"""Of the longer text, how far in a copy may begin: a navigation or a summary, not the other half of a digest."""
_OTHER_WORDS = 0.02
"""For each shared word, those that stand in place of others: copies leave out and add, but put in no others."""
_OTHER_BOILERPLATE = 0.15
_BLOCK = 8
_REVISED_WORDS = 0.5
_REVISED_OTHER_WORDS = 0.15
_REWRITTEN_WORDS = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts share, in words."""

    shared: int
    """Words that stand in both, in the same order."""
    shorter: int
    longer: int
    replaced: int
    """Words in whose place the other text has other words; what follows the last shared word is not counted."""
    exchanged: int
    """Words of whole blocks in the second half in whose place the other text has other blocks: contacts, statements."""
    other_numbers: bool
    """Whether in one place both have numbers, and different ones."""
    beginning: int
    """Where in the text in which it stands further in the first shared word is."""

    @property
    def percent(self) -> int:
        """How much of the shorter text stands in the longer one, rounded down: 100 only when it is all of it."""
        return 100 * self.shared // self.shorter if self.shorter else 0

    @property
    def is_copy(self) -> bool:
        """Tell whether both are one announcement, which one of them may have in less of its length."""
        if self.shorter < _FEWEST_WORDS:
            return 0 < self.shared == self.shorter == self.longer
        return (
            not self.other_numbers
            and self.shared >= _SAME_WORDS * self.shorter
            and self.shorter >= _SHORTEST_COPY * self.longer
            and self.beginning <= max(_FEWEST_WORDS, _LATEST_BEGINNING * self.longer)
            and self.replaced <= _OTHER_WORDS * self.shared
            and self.exchanged <= _OTHER_BOILERPLATE * self.shared
        )

    @property
    def is_revision(self) -> bool:
        """Tell whether one may be the other, corrected: the same text with some other words and numbers."""
        return (
            self.shorter >= _FEWEST_WORDS
            and self.shared >= _REVISED_WORDS * self.shorter
            and self.replaced + self.exchanged <= _REVISED_OTHER_WORDS * self.shared
        )

    @property
    def is_rewritten(self) -> bool:
        """Tell whether one may be the other with much put differently; only with the same title this says much."""
        return self.shorter >= _FEWEST_WORDS and self.shared >= _REWRITTEN_WORDS * self.shorter


def words_of(markdown: str) -> list[bytes]:
    """Return the words and numbers of a Markdown text as UTF-8, in one case, without punctuation and addresses."""
    text = _TARGET.sub("] ", _IMAGE.sub(" ", markdown)) if "](" in markdown else markdown
    if "<" in text:
        text = _TAG.sub(" ", text)
    for address in _ADDRESSES:
        text = address.sub(" ", text)
    if "&" in text:
        text = unescape(text)
    text = text.replace("'", "")
    if not text.isascii():
        text = _MARK.sub(" ", unicodedata.normalize("NFKC", _UNWRITTEN.sub("", text)))
    if not text.isascii():  # more than quotation marks and dashes
        text = _SINGLE.sub(r" \1 ", text)
    return text.casefold().encode(errors="replace").translate(_ASCII).split()


def compare(one: Sequence[bytes], other: Sequence[bytes]) -> Likeness:
    """Lay the words of two texts beside each other."""
    shared = replaced = exchanged = 0
    other_numbers = False
    beginning: int | None = None
    half = min(len(one), len(other)) // 2
    for gap in _gaps(one, other):
        shared += gap.before
        left, right = one[gap.start : gap.end], other[gap.other_start : gap.other_end]
        size = min(len(left), len(right))
        if beginning is None and (gap.before or gap.last):
            beginning = 0
        if beginning is None:
            beginning = max(len(left), len(right))
        if not size or gap.last:
            continue
        if _written(left) == _written(right):
            shared += size
        elif size >= _BLOCK and min(gap.start, gap.other_start) >= half:
            exchanged += size
        else:
            replaced += size
            other_numbers = other_numbers or _numbers_differ(left, right)
    return Likeness(
        shared=shared,
        shorter=min(len(one), len(other)),
        longer=max(len(one), len(other)),
        replaced=replaced,
        exchanged=exchanged,
        other_numbers=other_numbers,
        beginning=beginning or 0,
    )


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where two texts differ, and how many equal words stand before it."""

    before: int
    start: int
    end: int
    other_start: int
    other_end: int
    last: bool = False


def _gaps(one: Sequence[bytes], other: Sequence[bytes]) -> Iterator[_Gap]:
    """Yield the places between the shared stretches of two texts; the last one is what follows all of them."""
    here = there = before = _equal_after(one, other, 0, 0)
    tail = _equal_before(one, other, len(one), len(other), here, there)
    if tail < _RUN and max(len(one), len(other)) > here + tail:
        tail = 0  # a last word or two in common say nothing
    end, other_end = len(one) - tail, len(other) - tail
    for start, other_start in [*_anchors(one[here:end], other[there:other_end], here, there), (end, other_end)]:
        if start < here or other_start < there:
            continue  # inside the stretch that an earlier anchor began
        run = _equal_before(one, other, start, other_start, here, there) if start < end else 0
        start, other_start = start - run, other_start - run
        if (start, other_start) != (here, there):
            last = not tail and (start, other_start) == (end, other_end)
            yield _Gap(before, here, start, there, other_start, last=last)
            before = 0
        run = _equal_after(one, other, start, other_start)
        here, there, before = start + run, other_start + run, before + run
    yield _Gap(before, here, len(one), there, len(other), last=True)


def _equal_after(one: Sequence[bytes], other: Sequence[bytes], start: int, other_start: int) -> int:
    """Return how many words from two places on are equal."""
    run = 0
    most = min(len(one) - start, len(other) - other_start)
    while run < most and one[start + run] == other[other_start + run]:
        run += 1
    return run


def _equal_before(
    one: Sequence[bytes], other: Sequence[bytes], start: int, other_start: int, here: int, there: int
) -> int:
    """Return how many words before two places are equal, not further back than `here` and `there`."""
    run = 0
    most = min(start - here, other_start - there)
    while run < most and one[start - run - 1] == other[other_start - run - 1]:
        run += 1
    return run


def _anchors(one: Sequence[bytes], other: Sequence[bytes], offset: int, other_offset: int) -> list[tuple[int, int]]:
    """Return the longest row of places, in order in both, at which runs of words are equal that each has only once."""
    places = _single_runs(one)
    others = _single_runs(other)
    pairs = [(start + offset, others[run] + other_offset) for run, start in places.items() if run in others]
    return _longest_rise(pairs)


def _single_runs(words: Sequence[bytes]) -> dict[tuple[bytes, ...], int]:
    """Return where each run of words stands that the text has only once."""
    places: dict[tuple[bytes, ...], int] = {}
    twice = set()
    for start, run in enumerate(zip(*(words[offset:] for offset in range(_RUN)), strict=False)):
        if run in places:
            twice.add(run)
        places[run] = start
    return {run: start for run, start in places.items() if run not in twice} if twice else places


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, ordered by their first number, in which the second rises too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[length], last[length] = place, index
    rise = []
    index = last[-1] if last else -1
    while index >= 0:
        rise.append(pairs[index])
        index = before[index]
    return rise[::-1]


def _written(words: Sequence[bytes]) -> bytes:
    """Return words without what parts them: a hyphen at the end of a line, the comma in a number."""
    return b"".join(words)


def _numbers_differ(one: Sequence[bytes], other: Sequence[bytes]) -> bool:
    left, right = (sorted(word for word in words if _DIGIT.search(word)) for words in (one, other))
    return bool(left and right) and left != right
