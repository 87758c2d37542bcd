"""How alike two texts are, counted in words: Markdown → words, two lists of words → `Likeness`.

Only words count, so that quotation marks, emphasis, links and line ends do not: what a Word file, a web page and a
wire make of one announcement has the same words in the same order.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from generator.shared_words import Gap, Places, Runs, find_gaps

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


def compare(
    one: Sequence[bytes], other: Sequence[bytes], places: Places | None = None, runs: Runs | None = None
) -> Likeness:
    """Lay the words of two texts beside each other; `places` are those of the other, `runs` of the one, if known."""
    tally = _Tally(one, other)
    for gap in find_gaps(one, other, places, runs):
        tally.add(gap)
    return tally.likeness


def compare_copies(
    one: Sequence[bytes], other: Sequence[bytes], places: Places | None = None, runs: Runs | None = None
) -> Likeness | None:
    """Return what `compare` does for two texts that are copies, and None, much sooner, for two that are not."""
    tally = _Tally(one, other)
    for gap in find_gaps(one, other, places, runs):
        tally.add(gap)
        if tally.rules_out_a_copy:
            return None
    return tally.likeness if tally.likeness.is_copy else None


@dataclass(slots=True, eq=False)
class _Tally:
    """What has been counted of two texts up to a place."""

    one: Sequence[bytes]
    other: Sequence[bytes]
    shared: int = 0
    replaced: int = 0
    exchanged: int = 0
    other_numbers: bool = False
    beginning: int | None = None

    def add(self, gap: Gap) -> None:
        """Count the next gap, and the shared words before it."""
        self.shared += gap.before
        left, right = self.one[gap.start : gap.end], self.other[gap.other_start : gap.other_end]
        size = min(len(left), len(right))
        if self.beginning is None:
            self.beginning = 0 if gap.before or gap.last else max(len(left), len(right))
        if not size or gap.last:
            return
        if _written(left) == _written(right):
            self.shared += size
        elif size >= _BLOCK and min(gap.start, gap.other_start) >= self.shorter // 2:
            self.exchanged += size
        else:
            self.replaced += size
            self.other_numbers = self.other_numbers or _numbers_differ(left, right)

    @property
    def shorter(self) -> int:
        return min(len(self.one), len(self.other))

    @property
    def rules_out_a_copy(self) -> bool:
        """Whether the texts are no copies, whatever follows: they cannot share more than all of the shorter one."""
        return (
            self.other_numbers
            or self.replaced > _OTHER_WORDS * self.shorter
            or self.exchanged > _OTHER_BOILERPLATE * self.shorter
        )

    @property
    def likeness(self) -> Likeness:
        return Likeness(
            shared=self.shared,
            shorter=self.shorter,
            longer=max(len(self.one), len(self.other)),
            replaced=self.replaced,
            exchanged=self.exchanged,
            other_numbers=self.other_numbers,
            beginning=self.beginning or 0,
        )


def _written(words: Sequence[bytes]) -> bytes:
    """Return words without what parts them: a hyphen at the end of a line, the comma in a number."""
    return b"".join(words)


def _numbers_differ(one: Sequence[bytes], other: Sequence[bytes]) -> bool:
    left, right = (sorted(word for word in words if _DIGIT.search(word)) for words in (one, other))
    return bool(left and right) and left != right
