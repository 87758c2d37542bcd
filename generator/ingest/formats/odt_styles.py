"""The styles of an OpenDocument text (OpenDocument 1.3, part 3, chapter 16), as far as they change what is read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from generator.ingest.formats.office_zip import attribute, local_name


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it leaves it to its parent."""

    parent: str | None
    display: bool | None = None
    """False where text of this style is hidden."""
    bold: bool | None = None
    italic: bool | None = None
    cropped: bool | None = None
    """True where only a part of a picture is shown."""
    numbered: frozenset[str] = frozenset()
    """Of a list: its levels that have numbers."""


_NOT_NOUGHT = re.compile(r"[\d.]*[1-9]")

Styles = dict[str, Style]


def read_styles(roots: Iterable[Element]) -> Styles:
    """Return the styles by name; those of a later root win."""
    styles: Styles = {}
    for root in roots:
        own: Styles = {}
        for element in root.iter():
            name = attribute(element, "name")
            if name and local_name(element) in {"style", "list-style"}:
                style = _read_style(element)
                # Styles of two families may share a name: if one hides its text, so does the other here.
                clash = own.get(name)
                own[name] = replace(style, display=False) if clash and clash.display is False else style
        styles |= own
    return styles


def says(styles: Styles, name: str | None, what: str) -> bool | None:
    """Return what a style or the nearest of its parents says, None if none does."""
    seen: set[str] = set()
    while name and name in styles and name not in seen:
        seen.add(name)
        said: bool | None = getattr(styles[name], what)
        if said is not None:
            return said
        name = styles[name].parent
    return None


def descends(styles: Styles, name: str | None, ancestor: str) -> bool:
    """Tell whether a style is the named one or is based on it."""
    seen: set[str] = set()
    while name and name not in seen:
        if name == ancestor:
            return True
        seen.add(name)
        name = styles[name].parent if name in styles else None
    return False


def hidden_styles(styles: Styles) -> frozenset[str]:
    """Return the names of the styles whose text is hidden."""
    return frozenset(name for name in styles if says(styles, name, "display") is False)


def _read_style(element: Element) -> Style:
    display: bool | None = None
    weight = slant = cropped = None
    numbered: set[str] = set()
    for part in element.iter():
        kind = local_name(part)
        if kind in {"text-properties", "section-properties"}:
            shown = attribute(part, "display")
            display = display if shown is None else shown != "none"
            weight = attribute(part, "font-weight") or weight
            slant = attribute(part, "font-style") or slant
        elif kind == "graphic-properties" and (clip := attribute(part, "clip")):
            cropped = any(map(_NOT_NOUGHT.match, re.findall(r"[\d.]+", clip)))
        elif kind == "list-level-style-number" and attribute(part, "num-format"):
            numbered.add(attribute(part, "level") or "1")
    return Style(
        parent=attribute(element, "parent-style-name"),
        display=display,
        bold=None if weight is None else weight in {"bold", "600", "700", "800", "900"},
        cropped=cropped,
        italic=None if slant is None else slant in {"italic", "oblique"},
        numbered=frozenset(numbered),
    )
