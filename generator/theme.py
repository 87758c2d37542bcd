"""The mapping `theme` of `config.yaml`: colours, faces and widths over those of the stylesheet that ships.

They become custom properties at the end of the stylesheet, so that no page carries a style of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.fields import Fields
from generator.problems import Problem

COLOURS = ("paper", "wash", "ink", "soft", "line", "rule", "accent", "caution", "caution_wash", "grave", "grave_wash")
FACES = ("reading", "working")
WIDTHS = ("measure", "frame")

_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3}|[0-9a-f]{6})|(?:rgb|hsl|oklch|oklab|lab|lch)\([\d\s.,%/deg-]+\)|[a-z]+", re.IGNORECASE
)
_FACE = re.compile(r"[\w\s,'\"-]+")
_WIDTH = re.compile(r"\d+(?:\.\d+)?(?:rem|em|ch|px)")
_READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (success criterion 1.4.3)."""
_TEXTS = ("ink", "soft", "accent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a site changes of the look; every value by the name of its key."""

    light: Mapping[str, str] = field(default_factory=dict)
    """Colours, faces and widths."""
    dark: Mapping[str, str] = field(default_factory=dict)
    """The colours for readers who want it dark."""


def read_theme(fields: Fields) -> Theme:
    """Read the mapping `theme`, of which every key may be absent."""
    dark = fields.mapping("dark")
    theme = Theme(
        light=_colours(fields)
        | _texts(fields, FACES, _FACE, "names of faces, like 'Georgia, serif'")
        | _texts(fields, WIDTHS, _WIDTH, "a width, like 40rem"),
        dark=_colours(dark) if dark else {},
    )
    for nested in (dark, fields):
        if nested:
            nested.finish("error")
    return theme


def theme_css(theme: Theme) -> str:
    """Return the rules that set what a theme changes; empty when it changes nothing."""
    rules = [f":root {{ {_properties(theme.light)} }}"] if theme.light else []
    if theme.dark:
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(theme.dark)} }} }}")
    return "".join(f"\n{rule}\n" for rule in rules)


def find_faint_colours(theme: Theme) -> list[Problem]:
    """Return a warning for each colour of words that cannot be read well on the theme's own paper."""
    problems = []
    for name, colours in (("theme", theme.light), ("theme.dark", theme.dark)):
        paper = colours.get("paper", "")
        for text in _TEXTS:
            ratio = _contrast(colours.get(text, ""), paper)
            if ratio is not None and ratio < _READABLE:
                message = (
                    f"'{name}.{text}' on '{name}.paper' has a contrast of {ratio:.2f} : 1, which many cannot read; "
                    f"choose one of {_READABLE} : 1 or more"
                )
                problems.append(Problem(message=message, path="config.yaml", severity="warning"))
    return problems


def _colours(fields: Fields) -> dict[str, str]:
    return _texts(fields, COLOURS, _COLOUR, "a colour, like '#14506e' (in quotes)")


def _texts(fields: Fields, keys: tuple[str, ...], form: re.Pattern[str], wanted: str) -> dict[str, str]:
    found = {}
    for key in keys:
        value = fields.text(key)
        if value is None:
            continue
        if not form.fullmatch(value):
            fields.report(key, f"'{key}' of the theme is '{value}'; write {wanted}")
        found[key] = value
    return found


def _properties(values: Mapping[str, str]) -> str:
    return " ".join(f"--{_property(name)}: {value};" for name, value in values.items())


def _property(key: str) -> str:
    return f"latin-{key}" if key in FACES else key.replace("_", "-")


def _contrast(one: str, other: str) -> float | None:
    """Return the contrast ratio of two colours in hexadecimal (WCAG 2.2); None when one is written otherwise."""
    lights = [_luminance(colour) for colour in (one, other)]
    if None in lights:
        return None
    dark, light = sorted(light for light in lights if light is not None)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float | None:
    digits = colour.removeprefix("#")
    if not colour.startswith("#") or len(digits) not in (3, 6):
        return None
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(whole[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
