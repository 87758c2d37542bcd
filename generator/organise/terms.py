"""Tags, people, organisations and places: which names are one, and where each has its page.

Two names are one if their NFKC, case-folded, space-normalised forms are equal, or if the vocabulary says so.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.model import TERM_KINDS, FrontMatter, TermKind
from generator.names import name_key
from generator.organise.site import Entry, TermGroup
from generator.problems import Problem
from generator.slugs import slugify
from generator.vocabulary import Vocabulary


@dataclass(slots=True)
class _Gathered:
    """A term while its releases are being collected."""

    name: str
    key: str
    entries: list[Entry] = field(default_factory=list)


def carried_terms(
    front: FrontMatter,
    kind: TermKind,
    published_suggestions: Iterable[TermKind],
    vocabulary: Vocabulary = Vocabulary(),  # noqa: B008 - it is frozen
) -> dict[str, str]:
    """Return a release's terms of one kind that may be shown, as key → name as it spells it.

    Suggestions only when the site says so or the vocabulary has the name: that is somebody's word for it.
    """
    needs_word = kind in front.inferred and kind not in published_suggestions
    terms: dict[str, str] = {}
    for name in getattr(front, kind):
        key = name_key(name)
        if key and not (needs_word and vocabulary.find(kind, key) is None):
            terms.setdefault(vocabulary.key_of(kind, key), name)  # of two spellings in one release the first is shown
    return terms


def group_terms(
    entries: Iterable[Entry],
    published_suggestions: Iterable[TermKind],
    owners: Mapping[str, str],
    vocabulary: Vocabulary,
) -> tuple[dict[TermKind, tuple[TermGroup, ...]], list[Problem]]:
    """Collect the terms of the listed, standing releases (given oldest first), each kind sorted by name.

    `owners` says which term an address belongs to since it was made public; see `term_owner`.
    """
    gathered: dict[TermKind, dict[str, _Gathered]] = {kind: {} for kind in TERM_KINDS}
    for entry in entries:
        if not entry.listed or entry.withdrawn:
            continue
        for kind in TERM_KINDS:
            for key, name in carried_terms(entry.release.front, kind, published_suggestions, vocabulary).items():
                if key not in gathered[kind]:
                    known = vocabulary.find(kind, key)
                    gathered[kind][key] = _Gathered(known.name if known else name, key)
                gathered[kind][key].entries.append(entry)
    problems: list[Problem] = []
    groups = {
        kind: tuple(
            TermGroup(kind=kind, name=term.name, key=term.key, address=address, entries=tuple(term.entries))
            for term, address in sorted(
                _give_addresses(kind, list(terms.values()), owners, problems), key=lambda pair: pair[0].key
            )
        )
        for kind, terms in gathered.items()
    }
    return groups, problems


def term_owner(kind: TermKind, key: str) -> str:
    """Return how the ledger names a term."""
    return f"{kind}:{key}"


def plain_address(kind: TermKind, name: str) -> str:
    """Return where the page of a name stands, unless another name has taken that address."""
    return f"/{kind}/{slugify(name) or _digest(name_key(name))}/"


def _give_addresses(
    kind: TermKind, terms: list[_Gathered], owners: Mapping[str, str], problems: list[Problem]
) -> Iterable[tuple[_Gathered, str]]:
    by_address: defaultdict[str, list[_Gathered]] = defaultdict(list)
    for term in terms:
        by_address[plain_address(kind, term.name)].append(term)
    for address, sharing in by_address.items():
        public = [term for term in sharing if term_owner(kind, term.key) == owners.get(address)]
        # The one that already was public keeps the plain address, else the one whose first release is oldest.
        first = public[0] if public else sharing[0]
        yield first, address
        for term in sharing:
            if term is not first:
                other = f"{address[:-1]}-{_digest(term.key)}/"
                message = f"the {kind} '{first.name}' and '{term.name}' meet in {address}; the second is at {other}"
                problems.append(Problem(message=message, severity="warning"))
                yield term, other


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]
