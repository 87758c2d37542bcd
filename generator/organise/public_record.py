"""What may leave the site of a release's record: in data files, and beside its page as Markdown, text and ninjs."""

from collections.abc import Mapping
from dataclasses import replace

from generator.addresses import web_address
from generator.model import TERM_KINDS, Correction, FrontMatter, Notice, TermKind
from generator.organise.site import Entry, Site
from generator.organise.terms import carried_terms

TermNames = Mapping[TermKind, tuple[str, ...]]


def public_terms(entry: Entry, site: Site) -> TermNames:
    """Return the names of a release's terms that may be shown, by kind; a withdrawn one has none."""
    if entry.withdrawn:
        return {}
    front, published, vocabulary = entry.release.front, site.config.published_suggestions, site.vocabulary
    return {kind: tuple(carried_terms(front, kind, published, vocabulary).values()) for kind in TERM_KINDS}


def public_front(entry: Entry, terms: TermNames) -> FrontMatter:
    """Return the front matter of a release without what leads to other files or concerns the archive alone.

    Contacts are left out as well: they are right for a time only, and a copy lives longer. Of a release whose text was
    removed only what stays at its address is there.
    """
    front = entry.release.front
    withdrawn = replace(front.withdrawn, alternative=None) if front.withdrawn else None
    if entry.removed:
        return FrontMatter(
            title=front.title, id=front.id, language=front.language, date=front.date, withdrawn=withdrawn
        )
    return replace(
        front,
        slug=None,
        embargo=None,
        status="published",
        source_url=web_address(front.source_url) or None,
        tags=terms.get("tags", ()),
        people=terms.get("people", ()),
        organizations=terms.get("organizations", ()),
        places=terms.get("places", ()),
        quotes=() if entry.withdrawn else front.quotes,
        contacts=(),
        notices=tuple(map(_notice, front.notices)),
        media=(),
        related=(),
        replaces=None,
        translation_of=None,
        variant_of=None,
        aliases=(),
        corrections=tuple(Correction(date=one.date, note=one.note) for one in front.corrections),
        withdrawn=withdrawn,
        original=None,
    )


def public_inferred(entry: Entry, public: FrontMatter) -> tuple[str, ...]:
    """Return which of the fields that may leave the site nobody stated."""
    return tuple(name for name in entry.release.front.inferred if getattr(public, name, None))


def standing(entry: Entry) -> str:
    """Return in one word whether the release still stands: `published`, `withdrawn` or `expired`."""
    if entry.release.front.withdrawn:
        return "withdrawn"
    return "expired" if entry.removed else "published"


def _notice(notice: Notice) -> Notice:
    return replace(notice, url=web_address(notice.url) or None)
