"""What a withdrawal takes with it: the same announcement as other wires carried it, and terms nobody else carries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.digests import digest_of
from generator.model import TERM_KINDS
from generator.names import name_key
from generator.organise.gate import Passed
from generator.organise.site import Entry
from generator.organise.speakers import QUOTES
from generator.organise.terms import term_owner
from generator.references import resolve_path
from generator.vocabulary import Vocabulary


def extend_to_variants(passed: Iterable[Passed]) -> list[Passed]:
    """Return the visible releases, of which a variant is withdrawn or has expired when its main release has."""
    by_path = {one.release.path: one for one in passed}
    return [_extended(one, by_path) if one.release.front.variant_of else one for one in by_path.values()]


def withdrawn_owners(entries: Iterable[Entry], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what the ledger calls the terms and speakers of withdrawn releases, whose pages are gone as was meant."""
    for entry in entries:
        if entry.withdrawn:
            front = entry.release.front
            for kind in TERM_KINDS:
                yield from (term_owner(kind, vocabulary.key_of(kind, name_key(name))) for name in getattr(front, kind))
            spoken = (name_key(quote.speaker or "") for quote in front.quotes)
            yield from (term_owner(QUOTES, vocabulary.key_of("people", speaker)) for speaker in spoken)


def _extended(one: Passed, by_path: Mapping[str, Passed]) -> Passed:
    for main in _mains(one, by_path):
        theirs = main.release.front
        is_more = main.removed and not one.removed
        if is_more or (theirs.withdrawn and not one.release.front.withdrawn and not one.removed):
            own = one.release.front
            front = replace(own, withdrawn=theirs.withdrawn or own.withdrawn, expires=theirs.expires or own.expires)
            digest = digest_of((one.release.digest, main.release.digest))
            release = replace(one.release, front=front, digest=digest)
            one = replace(one, release=release, removed=one.removed or main.removed)
    return one


def _mains(one: Passed, by_path: Mapping[str, Passed]) -> Iterator[Passed]:
    """Yield the release that one is a variant of, and that which this is a variant of in turn."""
    seen = {one.release.path}
    while one.release.front.variant_of:
        path = resolve_path(one.release.front.variant_of, one.release.path, by_path)
        if path is None or path in seen:
            return
        seen.add(path)
        one = by_path[path]
        yield one
