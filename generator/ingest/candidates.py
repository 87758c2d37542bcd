"""When two releases are copies of one announcement, and when one replaces the other: their texts, dates and titles."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from generator.dates import StatedDate
from generator.ingest.corrections import is_correction, without_correction
from generator.ingest.signatures import Signature, SignedText, sign_text
from generator.likeness import Likeness
from generator.model import FrontMatter
from generator.names import name_key

DAYS = 5
"""Between the dates of two copies: the wire today, the web page on Monday."""
DAYS_TO_CORRECT = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What has to be known of a release to tell whether another is its copy."""

    rank: tuple[bool, int, str]
    """Of copies the highest is the release: a published one, then the fuller one, then either."""
    title: str
    """Without the words that call it a correction, as names are compared."""
    date: StatedDate | None
    correction: bool
    main: str | None = None
    """The release it is a variant of."""
    replaces: str | None = None
    withdrawn: bool = False

    @property
    def words(self) -> int:
        """How many words its text has."""
        return self.rank[1]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A release that is about to be written, with the words that others are compared with."""

    facts: Candidate
    words: list[bytes]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Met:
    """A release that shares much of a new one's text."""

    path: str
    facts: Candidate
    likeness: Likeness

    @property
    def main(self) -> str:
        """The release that stands for the announcement: itself, or the one it is a variant of."""
        return self.facts.main or self.path


def meet(front: FrontMatter, body: str, signed: SignedText | None) -> Newcomer:
    """Return what is to be known of a new release; its text may have been signed when it was read."""
    if signed is None or signed.text != body:
        signed = sign_text(body)
    words = signed.words.split()
    return Newcomer(describe(front, body, len(words), main=None), words, signed.signature)


def describe(front: FrontMatter, body: str, words: int, *, main: str | None) -> Candidate:
    """Return what is to be known of a release whose text has so many words."""
    return Candidate(
        rank=(_is_public(front), words, front.id or ""),
        title=name_key(without_correction(front.title)),
        date=front.date,
        correction=is_correction(front.title, body),
        main=main,
        replaces=front.replaces,
        withdrawn=front.withdrawn is not None,
    )


def _is_public(front: FrontMatter) -> bool:
    """Tell whether readers may see a release: one that is hidden or withdrawn must not stand for one that is not."""
    return front.status == "published" and front.date is not None and not (front.withdrawn or front.embargo)


def is_copy(one: Candidate, other: Candidate, likeness: Likeness) -> bool:
    """Tell whether two releases are one announcement; a correction is a copy of the same correction alone."""
    return likeness.is_copy and one.correction == other.correction and _days_between(one.date, other.date) <= DAYS


def may_replace(correction: Candidate, replaced: Candidate, likeness: Likeness) -> bool:
    """Tell whether a correction means a release: one that is not younger, with the text or the title of the other."""
    if not correction.correction or _is_before(correction.date, replaced.date):
        return False
    if replaced.correction and not _is_before(replaced.date, correction.date):
        return False  # two that call themselves corrections, on one day
    if _days_between(correction.date, replaced.date) > DAYS_TO_CORRECT:
        return False
    return likeness.is_revision or (correction.title == replaced.title and likeness.is_rewritten)


def youth(candidate: Candidate) -> int:
    """Return the number of the first day that a release's date can mean; one without a date is the oldest."""
    return _days(candidate.date)[0] if candidate.date else 0


def _days_between(one: StatedDate | None, other: StatedDate | None) -> int:
    """Return how many days two dates are at least apart; none when one of them is not known."""
    if one is None or other is None:
        return 0
    (first, last), (other_first, other_last) = _days(one), _days(other)
    return max(0, first - other_last, other_first - last)


def _is_before(one: StatedDate | None, other: StatedDate | None) -> bool:
    """Tell whether a date certainly lies on an earlier day than another."""
    return one is not None and other is not None and _days(one)[1] < _days(other)[0]


def _days(stated: StatedDate) -> tuple[int, int]:
    """Return the numbers of the first and the last day that a date can mean."""
    month, last = stated.month or 1, stated.month or 12
    first_day = date(stated.year, month, stated.day or 1)
    last_day = date(stated.year, last, stated.day or monthrange(stated.year, last)[1])
    return first_day.toordinal(), last_day.toordinal()
