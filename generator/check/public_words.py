"""What anybody may read: the words that a site may show whatever is held back."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.organise import Site
from generator.organise.terms import term_owner
from generator.render import shipped_layouts

_REFERENCES = re.compile(r"^(?:related|replaces|translation_of|variant_of):.*(?:\n(?:[ \t]|- ).*)*", re.MULTILINE)
"""Keys that name other files, hidden ones too."""
_DESTINATION = re.compile(
    r"""(?<=\]\()(?!\s*<?https?:)[^)]*|^\[[^\]]*\]:\s*(?!<?https?:).*$|\b(?:href|src|cite)=["'](?!https?:)[^"']*""",
    re.MULTILINE,
)
"""Where links lead inside the site: to hidden pages too, and then no page has it."""
_MARKUP = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|[*_`\[\]~]")
_SHOWN_OF_REMOVED = ("title", "id", "slug", "aliases", "withdrawn", "notices", "corrections", "disclosures")
_TEXT_FILES = {".html", ".txt", ".xml", ".json", ".css", ".js", ".po"}
_OWN_WORDS = ("", "contexts", "organise", "parse", "render")
"""Folders of the package whose texts may reach a page."""


def public_text(source: str, base_url: str) -> str:
    """Return what a source of a visible release or page lets the public read, without the addresses it links to."""
    text = _REFERENCES.sub("", source)
    text = re.sub(re.escape(base_url) + r"[^\s)>\"']*", "", text)
    text = _DESTINATION.sub("", text)
    return f"{text}\n|\n{_MARKUP.sub('', text)}"  # a page has the words of both sides of a mark as one phrase


def texts_of_site(site: Site) -> Iterator[str]:
    """Yield names and addresses of what is visible."""
    yield repr(site.config)
    for entry in site.entries:
        yield f"{entry.address} | {entry.release.path} | {entry.key}"
        front = entry.release.front
        if front.place:
            yield ", ".join(filter(None, (front.place.city, front.place.region, front.place.country)))
        if entry.removed:
            yield " | ".join(repr(getattr(front, name)) for name in _SHOWN_OF_REMOVED)
    yield from (plain.address for plain in site.pages)
    for kind, groups in site.terms.items():
        for group in groups:
            known = site.vocabulary.find(kind, group.key)
            yield f"{group.name} | {group.address} | {term_owner(kind, group.key)} | {known!r}"
    yield from (f"{speaker.name} | {speaker.address}" for speaker in site.speakers)
    yield from (f"{redirect.address} | {redirect.target} | {redirect.title}" for redirect in site.redirects)
    yield from site.gone


def texts_of_program(site_folder: Path) -> Iterator[str]:
    """Yield the words of the layouts and of the program itself."""
    for folder in (site_folder / "layouts", shipped_layouts()):
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if file.suffix in _TEXT_FILES and file.is_file():
                yield file.read_text("utf-8", "replace")
    package = Path(__file__).parent.parent
    for name in _OWN_WORDS:
        for file in sorted((package / name).glob("**/*.py" if name else "*.py")):
            yield file.read_text("utf-8", "replace")


def texts_of_languages(site: Site) -> Iterator[str]:
    """Yield the names of months, days and languages, which are written by no author."""
    from babel import Locale, UnknownLocaleError

    tags = {site.config.language, *(settings.language for settings in site.config.languages)}
    tags |= {entry.release.front.language or site.config.language for entry in site.entries}
    for tag in sorted(tags):
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        names = [locale.months, locale.days, locale.eras, locale.languages, locale.quarters]
        yield " | ".join(re.findall(r"'([^']+)'", repr([_plain(one) for one in names])))


def _plain(names: object) -> object:
    """Return a mapping of names, of any depth, as one of Python's own, whose words can be read."""
    items = getattr(names, "items", None)
    return {key: _plain(value) for key, value in items()} if items else names
