"""Who is quoted by name, in which releases, and where the page of each stands."""

from collections.abc import Iterable, Iterator, Mapping

from generator.names import name_key
from generator.organise.site import Entry, Said, Speaker
from generator.organise.terms import give_addresses
from generator.problems import Problem
from generator.vocabulary import Vocabulary

QUOTES = "quotes"
"""Below it stands the page of each."""


def find_speakers(
    entries: Iterable[Entry], owners: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[tuple[Speaker, ...], list[Problem]]:
    """Collect the quotations of the listed, standing releases (given oldest first) by who said them, sorted by name.

    Two names are one where people of the two names are. `owners` says whose an address is since it was made public.
    """
    names: dict[str, str] = {}
    said: dict[str, list[Said]] = {}
    for entry in entries:
        if not entry.release.front.quotes or not entry.listed or entry.withdrawn:
            continue
        for one in _attributed(entry):
            name = entry.release.front.quotes[one.number].speaker or ""
            spelled = name_key(name)
            key = vocabulary.key_of("people", spelled)
            known = vocabulary.find("people", spelled)
            names.setdefault(key, known.name if known else name)
            said.setdefault(key, []).append(one)
    problems: list[Problem] = []
    addresses = give_addresses(QUOTES, names, owners, problems)
    speakers = (
        Speaker(name=names[key], key=key, address=addresses[key], said=tuple(quotations))
        for key, quotations in sorted(said.items())
    )
    return tuple(speakers), problems


def _attributed(entry: Entry) -> Iterator[Said]:
    """Yield the quotations that somebody is named for, in their order, one that is there twice once."""
    chosen: dict[tuple[str, str], Said] = {}
    for number, quote in enumerate(entry.release.front.quotes):
        speaker = name_key(quote.speaker or "")
        if not speaker:
            continue
        told = speaker, name_key(quote.text).strip("\"'“”„«»‚‘’ .,")
        one = Said(entry=entry, number=number)
        if told not in chosen or (one.anchor and not chosen[told].anchor):
            chosen[told] = one  # one that stands in the text can be led to
    yield from sorted(chosen.values(), key=lambda one: one.number)
