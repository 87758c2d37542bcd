"""What other pages show of a release, and what its own page shows."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from generator.addresses import web_address
from generator.contexts import Card, CorrectionContext, MediumContext, Passage, ReleaseContext, Term, Terms
from generator.languages import direction
from generator.model import ABOVE_HEADLINE, TERM_KINDS, FrontMatter, Withdrawal
from generator.organise.contacts import make_contact
from generator.organise.dateline_day import make_dateline
from generator.organise.site import Entry, Site
from generator.organise.terms import carried_terms

SUMMARY_LENGTH = 200
"""Characters of a summary that is cut from the text."""

_DIGEST_PREFIX = re.compile(r"[0-9a-f]{16}-(?=.)")
"""What import puts before the name of an original, so that no two are one."""


def make_card(entry: Entry, language: str) -> Card:
    """Return a release as a list shows it; `language` is that of a release which states none."""
    front = entry.release.front
    language = front.language or language
    return Card(
        title=front.title,
        title_inferred="title" in front.inferred,
        address=entry.address,
        date=front.date,
        date_inferred="date" in front.inferred,
        summary=summary_of(entry),
        language=language,
        direction=direction(language),
        source="" if entry.removed else front.source or "",
        disclosed=not entry.removed and any(statement.kind in ABOVE_HEADLINE for statement in front.disclosures),
        withdrawn=entry.withdrawn,
        expired=entry.expired,
        ribbon=entry.ribbon,
    )


def summary_of(entry: Entry) -> str:
    """Return the summary, else the subtitle, else the beginning of the text; empty when the text was removed."""
    front = entry.release.front
    if entry.removed:
        return ""
    return shorten(front.summary or front.subtitle or entry.release.body.beginning.replace("\n", " "), SUMMARY_LENGTH)


def shorten(text: str, length: int) -> str:
    """Return a text of at most `length` characters, cut between words and then ending with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    words, space, _ = cut.rpartition(" ")
    return f"{(words if space else cut).rstrip(' ,;:–—-')}…"


def make_release(
    entry: Entry,
    language: str,
    *,
    follow: Callable[[str | None], str],
    media: tuple[MediumContext, ...],
    terms: tuple[Terms, ...],
    corrections: tuple[CorrectionContext, ...],
    html: str,
    about: str,
    contacts_lapsed: bool,
    original_address: str,
) -> ReleaseContext:
    """Return a release as its own page shows it; of one whose text was removed, only what stays at its address.

    `language` is that of a release which states none; `follow` gives the present target of an address.
    """
    front, removed = entry.release.front, entry.removed
    shown = FrontMatter(title=front.title, date=front.date, withdrawn=front.withdrawn) if removed else front
    language = front.language or language
    stated = None if "date" in front.inferred else front.date
    original = None if removed else front.original
    return ReleaseContext(
        id=front.id or "",
        title=front.title,
        title_inferred="title" in front.inferred,
        subtitle=shown.subtitle or "",
        number=shown.number or "",
        date=front.date,
        date_inferred="date" in front.inferred,
        updated=shown.updated,
        dateline=make_dateline(shown.dateline, stated, language) if shown.dateline else None,
        place=shown.place,
        issuers=shown.issuers,
        issuers_inferred="issuers" in front.inferred,
        source=shown.source or "",
        source_url=web_address(shown.source_url),
        language=language,
        direction=direction(language),
        html=html,
        about=Passage(html=about) if about else None,
        quotes=tuple(quote for quote in shown.quotes if quote.pull),
        disclosures=tuple(statement for statement in shown.disclosures if statement.kind in ABOVE_HEADLINE),
        statements=() if removed else entry.release.statements,
        notices=tuple(replace(notice, url=follow(notice.url) or None) for notice in shown.notices),
        contacts=tuple(make_contact(contact, follow(contact.url)) for contact in shown.contacts),
        contacts_lapsed=contacts_lapsed,
        media=media,
        terms=terms,
        tickers=shown.tickers,
        identifiers=shown.identifiers,
        corrections=corrections,
        withdrawn=_withdrawal(front.withdrawn, follow),
        expired=entry.expired,
        expires=front.expires if entry.expired else None,
        original=original,
        original_name=_DIGEST_PREFIX.sub("", PurePosixPath(original.file).name) if original else "",
        original_address=original_address,
        ribbon=entry.ribbon,
    )


def addresses_in(entry: Entry) -> Iterable[str]:
    """Yield the addresses in the front matter of a release that its page shows as links."""
    front = entry.release.front
    if front.withdrawn:
        yield front.withdrawn.alternative or ""
    if not entry.removed:
        yield from (notice.url or "" for notice in front.notices)
        yield from (contact.url or "" for contact in front.contacts)


def shown_corrections(entry: Entry, site: Site) -> tuple[CorrectionContext, ...]:
    """Return what was corrected in a release, newest first."""
    corrections = () if entry.removed else entry.release.front.corrections
    texts = {(one.corrected, one.note): one.entry.address for one in site.versions.get(entry.release.path, ())}
    return tuple(
        CorrectionContext(date=one.date, note=one.note, version=texts.get((one.date, one.note), ""))
        for one in sorted(corrections, key=lambda one: one.date.earliest(site.config.zone), reverse=True)
    )


def shown_terms(entry: Entry, site: Site, term_addresses: Mapping[tuple[str, str], str]) -> Iterable[Terms]:
    """Yield the terms of a release that may be shown; `term_addresses` gives a page's address from kind and key."""
    front = entry.release.front
    if entry.withdrawn:
        return
    for kind in TERM_KINDS:
        carried = carried_terms(front, kind, site.config.published_suggestions, site.vocabulary)
        terms = (
            Term(
                name=name,
                address=term_addresses.get((kind, key), ""),
                inferred=kind in front.inferred and site.vocabulary.find(kind, key) is None,
            )
            for key, name in carried.items()
        )
        if carried:
            yield Terms(kind=kind, terms=tuple(terms))


def _withdrawal(withdrawn: Withdrawal | None, follow: Callable[[str | None], str]) -> Withdrawal | None:
    return replace(withdrawn, alternative=follow(withdrawn.alternative) or None) if withdrawn else None
