"""Tags, people, organisations and places: which names are one, and where each has its page.

Two names are one if their NFKC, case-folded, space-normalised forms are equal, or if the vocabulary says so.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.last_time import LastTime, each
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
    terms: dict[str, str] = {}
    names = getattr(front, kind)
    needs_word = names and kind in front.inferred and kind not in published_suggestions
    for name in names:
        key = name_key(name)
        if key and not (needs_word and vocabulary.find(kind, key) is None):
            terms.setdefault(vocabulary.key_of(kind, key), name)  # of two spellings in one release the first is shown
    return terms


Carried = tuple[tuple[TermKind, str, str], ...]
"""The kind and key of each term that a release carries, with its name there."""


def group_terms(
    entries: Iterable[Entry],
    published_suggestions: Sequence[TermKind],
    owners: Mapping[str, str],
    vocabulary: Vocabulary,
    last: LastTime[Carried] | None = None,
) -> tuple[dict[TermKind, tuple[TermGroup, ...]], list[Problem]]:
    """Collect the terms of the listed, standing releases (given oldest first), each kind sorted by name.

    `owners` says which term an address belongs to since it was made public; see `term_owner`. `last` has what releases
    carried the last time.
    """

    def carried(entry: Entry) -> Carried:
        front = entry.release.front
        return tuple(
            (kind, key, name)
            for kind in TERM_KINDS
            for key, name in carried_terms(front, kind, published_suggestions, vocabulary).items()
        )

    standing = [entry for entry in entries if entry.listed and not entry.withdrawn]
    by_entry = each(last, carried, standing, key=_path, settings=(published_suggestions, vocabulary))
    gathered: dict[TermKind, dict[str, _Gathered]] = {kind: {} for kind in TERM_KINDS}
    for entry, terms in zip(standing, by_entry, strict=True):
        for kind, key, name in terms:
            of_kind = gathered[kind]
            if key not in of_kind:
                known = vocabulary.find(kind, key)
                of_kind[key] = _Gathered(known.name if known else name, key)
            of_kind[key].entries.append(entry)
    problems: list[Problem] = []
    groups = {}
    for kind, of_kind in gathered.items():
        addresses = give_addresses(kind, {key: term.name for key, term in of_kind.items()}, owners, problems)
        groups[kind] = tuple(
            TermGroup(kind=kind, name=term.name, key=key, address=addresses[key], entries=tuple(term.entries))
            for key, term in sorted(of_kind.items())
        )
    return groups, problems


def _path(entry: Entry) -> str:
    return entry.release.path


def term_owner(kind: str, key: str) -> str:
    """Return how the ledger names a term."""
    return f"{kind}:{key}"


def plain_address(kind: str, name: str) -> str:
    """Return where the page of a name stands, unless another name has taken that address."""
    return f"/{kind}/{slugify(name) or _digest(name_key(name))}/"


def give_addresses(
    kind: str, names: Mapping[str, str], owners: Mapping[str, str], problems: list[Problem]
) -> dict[str, str]:
    """Return an address below `/<kind>/` for each name, by key; names that meet in one are told apart and reported.

    `names` are given by key, that of the oldest release first.
    """
    by_address: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        by_address[plain_address(kind, name)].append(key)
    given = {}
    for address, sharing in by_address.items():
        public = [key for key in sharing if term_owner(kind, key) == owners.get(address)]
        # The one that already was public keeps the plain address, else the one whose first release is oldest.
        first = public[0] if public else sharing[0]
        given[first] = address
        for key in sharing:
            if key != first:
                given[key] = f"{address[:-1]}-{_digest(key)}/"
                both = f"the {kind} '{names[first]}' and '{names[key]}' meet in {address}"
                problems.append(Problem(message=f"{both}; the second is at {given[key]}", severity="warning"))
    return given


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]
