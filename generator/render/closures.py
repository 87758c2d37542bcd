"""Which files a layout is made of, so that a page is rendered again when one of them changed and not for others."""

import re
from collections.abc import Iterator, MutableMapping

import msgspec
from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.environment import Environment
from jinja2.meta import find_referenced_templates

from generator.digests import digest_of, digest_of_bytes
from generator.render.layouts import Layouts

_REFERENCE = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
_OPEN = re.compile(
    rb"""\{%[-+]?\s*(?:extends|from|import|include)\s"""
    rb"""(?!\s*(?:"[^"]*"|'[^']*')\s*(?:[-+]?%\}|as\b|ignore\b|import\b|with))"""
)
"""What may name a layout only while it runs: anything but one in quotes, which need not be parsed to be sure."""

_DECODER = msgspec.msgpack.Decoder(list[str | None])


def find_open_references(environment: Environment, layouts: Layouts) -> Iterator[tuple[str, int]]:
    """Yield each layout that names another only while it runs, and so may be made of any; with the line."""
    for name in sorted(name for name, data in layouts.items() if _OPEN.search(data)):
        try:
            references = list(environment.parse(layouts[name].decode()).find_all(_REFERENCE))
        except (TemplateSyntaxError, UnicodeDecodeError):  # rendering says so, or nobody uses it
            continue
        for node in references:
            if None in find_referenced_templates(nodes.Template([node], lineno=node.lineno)):
                yield name, node.lineno
                break


class Closures:
    """The digests of layouts with all they are made of."""

    def __init__(self, environment: Environment, kept: MutableMapping[str, bytes]) -> None:
        """Use the layouts of an environment; what was found in a layout is `kept` by its text, for another build."""
        self._environment = environment
        self._kept = kept
        self._references: dict[str, list[str | None]] = {}
        """By layout, those that it extends, includes and imports; None for one that it names only while it runs."""
        self._texts: dict[str, str | None] = {}

    def digest(self, layout: str) -> str:
        """Return the digest of a layout; that of one without a file, or with a fault, is as good as any."""
        return digest_of(sorted((name, self._text(name) or "") for name in self.names(layout)))

    def names(self, layout: str) -> list[str]:
        """Return the layout and those it may be made of, itself first."""
        found = [layout]
        for name in found:  # grows while it is read
            named = self._referenced(name)
            others = sorted(set(self._environment.list_templates())) if None in named else named
            found += [other for other in others if other and other not in found]
        return found

    def uses(self, layout: str, other: str) -> bool:
        """Tell whether a layout is the other, or names it before it runs, or names one that does."""
        found: list[str | None] = [layout]
        for name in found:  # grows while it is read
            found += [named for named in self._referenced(name) if named not in found] if name else []
        return other in found

    def _referenced(self, name: str) -> list[str | None]:
        if name not in self._references:
            text = self._text(name) or ""
            key = f"layout {digest_of_bytes(text.encode())}"
            known = self._kept.get(key)
            self._references[name] = self._find(text) if known is None else _DECODER.decode(known)
            if known is None:
                self._kept[key] = msgspec.msgpack.encode(self._references[name])
        return self._references[name]

    def _find(self, text: str) -> list[str | None]:
        try:
            return list(find_referenced_templates(self._environment.parse(text)))
        except TemplateSyntaxError:  # rendering says so
            return []

    def _text(self, name: str) -> str | None:
        if name not in self._texts:
            try:
                loader = self._environment.loader
                self._texts[name] = loader.get_source(self._environment, name)[0] if loader else None
            except (TemplateNotFound, TemplateSyntaxError):
                self._texts[name] = None
        return self._texts[name]
