"""The languages of a site: which releases stand in the lists of which, and a part of the site for each language.

A release stands in the lists of its own language. The site's own lists have all others, and of an announcement in
several languages one: that in the site's language, else the original. So it counts once in every total.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.language_settings import LanguageSettings
from generator.model import TermKind
from generator.organise.site import Entry, Site, Speaker, TermGroup
from generator.references import resolve_path
from generator.vocabulary import Vocabulary


def divide(site: Site) -> Site:
    """Return the site with a section for each of its languages, and with lists that count no announcement twice."""
    languages = site.config.languages
    if not languages:
        return site
    sections = tuple(_section(site, settings) for settings in languages)
    elsewhere = {entry.release.path for section in sections for entry in section.listed}
    left_out = elsewhere & set(_told_already(site))
    listed = tuple(entry for entry in site.listed if entry.release.path not in left_out)
    terms, speakers = _terms_of(site, listed), tuple(_speakers_of(site, listed))
    return replace(site, listed=listed, terms=terms, speakers=speakers, sections=sections)


def speaks(language: str | None, wanted: str) -> bool:
    """Tell whether a release in a language (BCP 47) belongs to a section: one in `fr-CA` to that of `fr`."""
    tag = (language or "").lower()
    return tag == wanted.lower() or tag.startswith(f"{wanted.lower()}-")


def _section(site: Site, settings: LanguageSettings) -> Site:
    config = replace(
        site.config,
        title=settings.title or site.config.title,
        description=settings.description,
        language=settings.language,
        menu=settings.menu,
    )
    root = f"/{settings.language.lower()}/"
    listed = tuple(entry for entry in site.listed if speaks(entry.release.front.language, settings.language))
    terms = {
        kind: tuple(
            replace(group, address=root + group.address[1:], name=_label(group, site.vocabulary, settings.language))
            for group in groups
        )
        for kind, groups in _terms_of(site, listed).items()
    }
    speakers = tuple(replace(one, address=root + one.address[1:]) for one in _speakers_of(site, listed))
    pages = tuple(plain for plain in site.pages if speaks(plain.page.language, settings.language))
    return replace(site, config=config, root=root, listed=listed, terms=terms, speakers=speakers, pages=pages)


def _told_already(site: Site) -> Iterator[str]:
    """Yield the paths of releases that a release in another language tells in the site's own lists."""
    for original, translations in _announcements(site.listed, site.by_path).items():
        told = [site.by_path[original], *translations]
        own = [entry for entry in told if speaks(entry.release.front.language or site.config.language, _own(site))]
        chosen = own[0] if own else told[0]
        yield from (entry.release.path for entry in told if entry is not chosen)


def _announcements(listed: Iterable[Entry], by_path: Mapping[str, Entry]) -> dict[str, list[Entry]]:
    """Return the listed translations of each release that is listed itself, by its path."""
    found: dict[str, list[Entry]] = {}
    for entry in listed:
        reference = entry.release.front.translation_of
        path = resolve_path(reference, entry.release.path, by_path) if reference else None
        if path and path != entry.release.path and by_path[path].listed:
            found.setdefault(path, []).append(entry)
    return found


def _own(site: Site) -> str:
    return site.config.language.split("-", 1)[0]


def _terms_of(site: Site, listed: Iterable[Entry]) -> dict[TermKind, tuple[TermGroup, ...]]:
    """Return the terms of some of the listed releases, with these alone."""
    paths = {entry.release.path for entry in listed}

    def kept(group: TermGroup) -> TermGroup:
        return replace(group, entries=tuple(entry for entry in group.entries if entry.release.path in paths))

    return {kind: tuple(one for group in groups if (one := kept(group)).entries) for kind, groups in site.terms.items()}


def _speakers_of(site: Site, listed: Iterable[Entry]) -> Iterator[Speaker]:
    """Yield who is quoted in some of the listed releases, with what was said in these alone."""
    paths = {entry.release.path for entry in listed}
    for speaker in site.speakers:
        said = tuple(one for one in speaker.said if one.entry.release.path in paths)
        if said:
            yield replace(speaker, said=said)


def _label(group: TermGroup, vocabulary: Vocabulary, language: str) -> str:
    term = vocabulary.find(group.kind, group.key)
    return (term.labels.get(language) if term else None) or group.name
