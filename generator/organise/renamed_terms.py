"""Other names that the vocabulary has for a term: their addresses lead to its page."""

from collections.abc import Iterable, Iterator, Mapping

from generator.model import TermKind
from generator.names import name_key
from generator.organise.lists import by_year
from generator.organise.site import Redirect, TermGroup
from generator.organise.terms import plain_address, term_owner
from generator.vocabulary import Vocabulary


def renamed_terms(
    terms: Mapping[TermKind, Iterable[TermGroup]], vocabulary: Vocabulary, public: Mapping[str, str], origin: str
) -> list[Redirect]:
    """Return a redirect for each other name of a term that has a page, and for what was public below its address.

    `public` maps the addresses of the ledger to what they belonged to.
    """
    redirects: dict[str, Redirect] = {}
    for kind, groups in terms.items():
        for group in groups:
            known = vocabulary.find(kind, group.key)
            for name in known.also if known else ():
                for address, target in _moves(kind, name, group, public):
                    redirect = Redirect(address=address, target=target, title=group.name, origin=origin, gives_way=True)
                    redirects.setdefault(address, redirect)
    return list(redirects.values())


def _moves(kind: TermKind, name: str, group: TermGroup, public: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield old address → new address of one name."""
    owner = term_owner(kind, name_key(name))
    folders = {plain_address(kind, name)} | {address for address, of in public.items() if of == owner}
    years = {f"{year:04}" for year in by_year(group.entries)}
    for folder in sorted(folders - {group.address}):
        yield folder, group.address
        for address in public:
            below = address.removeprefix(folder)
            if below and below != address:
                year = below.partition("/")[0]
                yield address, f"{group.address}{year}/" if year in years else group.address
