"""Suggestion of tags, people and organisations from the words of a release.

Offline, and the same on every run: only the text is looked at, in its order. Suggestions are marked as inferred; a name
that is missed costs less than one that is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.ingest.blocks import Block
from generator.ingest.terms.organizations import suggest_organizations
from generator.ingest.terms.people import suggest_people
from generator.ingest.terms.tags import suggest_tags
from generator.model import Quote

_MOST_READ = 60_000
"""Characters of a release that are looked at."""
_LINKS_ALONE = ("[", "!", "<", "Pickup")


@dataclass(frozen=True, slots=True)
class Terms:
    """Names by which a release may be found."""

    tags: tuple[str, ...]
    people: tuple[str, ...]
    organizations: tuple[str, ...]


def suggest_terms(title: str, summary: str, blocks: Sequence[Block], quotes: Sequence[Quote]) -> Terms:
    """Suggest terms from the body and from the summary above it; the title only says which tags weigh more.

    Every word of a headline may be capitalised, so none of them is evidence of a name.
    """
    texts = [summary] if summary.endswith(".") else []
    texts += [block.text for block in blocks if block.kind != "code" and not _is_link(block)]
    text = "\n".join(texts)[:_MOST_READ]
    organizations = suggest_organizations(text)
    people = suggest_people(text, quotes)
    tags = suggest_tags(text, title=title, taken=(*people, *organizations))
    return Terms(tags=tags, people=people, organizations=organizations)


def _is_link(block: Block) -> bool:
    """Tell whether a block belongs to the page the text was copied from."""
    return block.lines[0].lstrip().startswith(_LINKS_ALONE)
