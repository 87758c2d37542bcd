"""The mapping `languages` of `config.yaml`: the languages that have a home, lists and feeds of their own."""

import re
from dataclasses import dataclass

from generator.fields import Fields

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""What may be a BCP 47 tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """A link in the head of every page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSettings:
    """One language of a site beside its own; its pages stand below `/<language>/`."""

    language: str
    title: str = ""
    """What the site is called in it; empty for the site's title."""
    description: str = ""
    menu: tuple[MenuEntry, ...] = ()


def read_languages(fields: Fields, own: str) -> tuple[LanguageSettings, ...]:
    """Read the mapping `languages` of a site whose own language is `own`."""
    languages = fields.mapping("languages")
    found = []
    for name in languages.names if languages else ():
        entry = languages.mapping(name) if languages else None
        if languages and (not LANGUAGE.fullmatch(name) or name.lower() == own.lower()):
            advice = "write a BCP 47 tag other than the site's own 'language', like fa or pt-BR"
            languages.report(name, f"'languages' has '{name}'; {advice}")
        settings = LanguageSettings(language=name)
        if entry:
            settings = LanguageSettings(
                language=name,
                title=entry.text("title") or "",
                description=entry.text("description") or "",
                menu=read_menu(entry),
            )
            entry.finish("error")
        found.append(settings)
    return tuple(found)


def read_menu(fields: Fields) -> tuple[MenuEntry, ...]:
    """Read the list `menu` of a site or of one of its languages."""
    entries = []
    for entry in fields.mappings("menu"):
        title = entry.required_text("title", "write what the link says")
        address = entry.required_text("address", "write where it leads, like /timeline/")
        if address and not re.match(r"/(?!/)|https?://", address):
            entry.report("address", f"'{address}' is not an address; begin it with '/', 'https://' or 'http://'")
        entry.finish("error")
        entries.append(MenuEntry(title=title, address=address))
    return tuple(entries)
