"""Suggestions that prefer what the archive calls things: the vocabulary, and terms that somebody stated in a release.

Known once, before anything is imported, so that no release depends on which one came before it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.archive_terms import ArchiveTerms, read_archive_terms
from generator.ingest.reading import Reading
from generator.ingest.terms.tags import MOST_TAGS
from generator.model import TERM_KINDS, SourceFile, TermKind
from generator.names import name_key
from generator.near_names import fold
from generator.vocabulary import Vocabulary, read_vocabulary

_MOST_READ = 60_000
"""Characters of a release that are looked at."""
_MOST_TERMS = 20
_FEWEST_RELEASES = 2
"""Releases that state a tag, or a name of a single word, before a text that only mentions it gets it."""
_TITLE_WEIGHT = 2
_FEWEST_MENTIONS, _FEWEST_OF_COMMON = 2, 3
"""Of a tag, and of one that is a single word written small, such as energy."""
_WORD = re.compile(r"[^\W_]+")
_NAME_GOES_ON = re.compile(r"[ \xa0]\w")


@dataclass(frozen=True, slots=True)
class _Known:
    """A name by which a text may call a term."""

    kind: TermKind
    written: str
    """As the text has to write it."""
    term: str
    """What the term is called."""


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """What the archive calls its tags, people, organisations and places."""

    spellings: Mapping[tuple[TermKind, str], str] = field(default_factory=dict)
    """Kind and folded name → the name."""
    by_word: Mapping[str, Sequence[_Known]] = field(default_factory=dict)
    """First word → the names that begin with it, the longest first."""


def load_known_terms(site: Path, vocabulary: str, *, keep: bool) -> KnownTerms:
    """Read what a site calls things; `vocabulary` is the path of its vocabulary, which need not exist or be right."""
    path = site / vocabulary
    read, _ = read_vocabulary(SourceFile(vocabulary, path.read_bytes()) if path.is_file() else None)
    return know_terms(read, read_archive_terms(site, keep=keep))


def know_terms(vocabulary: Vocabulary, archive: ArchiveTerms) -> KnownTerms:
    """Return the terms of a vocabulary and those that releases state; the vocabulary has the last word on each."""
    spellings: dict[tuple[TermKind, str], str] = {}
    by_word: defaultdict[str, list[_Known]] = defaultdict(list)
    stated = _stated(archive)
    for kind in TERM_KINDS:
        for term in vocabulary.of(kind):
            for name in (term.name, *term.also):
                spellings.setdefault((kind, fold(name)), term.name)
                _index(by_word, _Known(kind, name, term.name))
        for name, count in stated[kind].most_common():
            known = vocabulary.find(kind, name_key(name))
            spellings.setdefault((kind, fold(name)), known.name if known else name)
            is_sure = count >= _FEWEST_RELEASES or (kind != "tags" and " " in name)
            if is_sure and known is None and spellings[kind, fold(name)] == name:
                _index(by_word, _Known(kind, name, name))
    for names in by_word.values():
        names.sort(key=lambda known: (-len(known.written), known.kind, known.written, known.term))
    return KnownTerms(spellings, dict(by_word))


def prefer_known(reading: Reading, known: KnownTerms) -> Reading:
    """Spell the suggestions of a reading as the archive does, and add the known terms that its text names.

    What the text or its format states is left alone.
    """
    if not known.spellings:
        return reading
    open_kinds = [kind for kind in TERM_KINDS if kind in reading.inferred or not getattr(reading.front, kind)]
    named = _named(reading, known) if open_kinds else {}
    changes: dict[TermKind, tuple[str, ...]] = {}
    for kind in open_kinds:
        suggested = [
            known.spellings.get((kind, fold(name)), name)
            for name in getattr(reading.front, kind)
            if not _belongs_elsewhere(kind, fold(name), known)
        ]
        terms = _put_together(kind, suggested, named.get(kind, ()), known)
        if terms != getattr(reading.front, kind):
            changes[kind] = terms
    if not changes:
        return reading
    front = replace(reading.front, **changes)  # type: ignore[arg-type]  # each is a tuple of texts
    inferred = [name for name in reading.inferred if name not in open_kinds or getattr(front, name)]
    inferred += [kind for kind in changes if changes[kind] and kind not in inferred]
    return replace(reading, front=front, inferred=tuple(inferred))


def _stated(archive: ArchiveTerms) -> dict[TermKind, Counter[str]]:
    counts: dict[TermKind, Counter[str]] = {kind: Counter() for kind in TERM_KINDS}
    for release in archive.releases:
        for kind in TERM_KINDS:
            if kind not in release.inferred:
                counts[kind].update({" ".join(name.split()) for name in release.of(kind)})
    for kind, count in counts.items():  # of equally common spellings the first by name, whatever the order of files
        counts[kind] = Counter(dict(sorted(count.items())))
    return counts


def _index(by_word: defaultdict[str, list[_Known]], known: _Known) -> None:
    first = _WORD.search(known.written)
    if first:
        by_word[first[0].casefold()].append(known)


def _named(reading: Reading, known: KnownTerms) -> dict[TermKind, list[str]]:
    """Return the known terms that a text names, those that it names most first."""
    front = reading.front
    title = front.title
    text = "\n".join((title, front.subtitle or "", front.summary or "", reading.body))[:_MOST_READ]
    counts: dict[TermKind, Counter[tuple[str, bool]]] = {kind: Counter() for kind in TERM_KINDS}
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        for one in known.by_word.get(word[0].casefold(), ()):
            if _stands_at(text, word.start(), one):
                weight = 1 + (word.start() < len(title)) * _TITLE_WEIGHT
                counts[one.kind][one.term, one.written.islower() and " " not in one.written] += weight
                end = word.start() + len(one.written)
                break
    named: dict[TermKind, list[str]] = {}
    for kind, found in counts.items():
        totals: Counter[str] = Counter()
        for (term, is_common), count in found.items():
            if kind != "tags" or count >= (_FEWEST_OF_COMMON if is_common else _FEWEST_MENTIONS):
                totals[term] += count
        named[kind] = [term for term, _ in totals.most_common()]
    return named


def _stands_at(text: str, start: int, known: _Known) -> bool:
    """Tell whether a text has a name at a place, in its own capitals unless it is written small."""
    written = known.written
    end = start + len(written)
    there = text[start:end].replace("’", "'").replace("\xa0", " ").replace("\n", " ")
    wanted = written.replace("’", "'")
    if there != wanted and not (written.islower() and there.casefold() == wanted.casefold()):
        return False
    goes_on = known.kind in ("people", "places") and _goes_on(text, end)
    return not (goes_on or text[end : end + 1].isalnum())


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a capitalised word follows, as in the name of a street, a newspaper, another person."""
    follows = _NAME_GOES_ON.match(text, end)
    return bool(follows) and text[end + 1].isupper()


def _belongs_elsewhere(kind: TermKind, folded: str, known: KnownTerms) -> bool:
    """Tell whether a name is known as something else alone; a place may be a tag as well."""
    others: Iterable[TermKind] = [
        other for other in TERM_KINDS if other not in ({kind, "places", "tags"} if kind == "tags" else {kind, "tags"})
    ]
    return (kind, folded) not in known.spellings and any((other, folded) in known.spellings for other in others)


def _put_together(kind: TermKind, suggested: Sequence[str], named: Sequence[str], known: KnownTerms) -> tuple[str, ...]:
    """Join what was suggested and what the text names; of the few tags the known ones come first."""
    if kind == "tags":
        preferred = [name for name in suggested if (kind, fold(name)) in known.spellings]
        order = [*named, *preferred, *suggested]
    else:
        order = [*suggested, *named]
    terms: dict[str, str] = {}
    for name in order:
        terms.setdefault(name_key(name), name)
    return tuple(terms.values())[: MOST_TAGS if kind == "tags" else _MOST_TERMS]
