"""Which files a layout is made of, so that a page is rendered again when one of them changed and not for others."""

from collections.abc import MutableMapping

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.environment import Environment
from jinja2.meta import find_referenced_templates

from generator.digests import digest_of, digest_of_bytes

References = MutableMapping[str, list[str] | None]
"""The layouts that a layout's text extends, includes and imports; None when it names one only while it runs."""


class Closures:
    """The digests of layouts with all they are made of."""

    def __init__(self, environment: Environment, references: References) -> None:
        """Use the layouts of an environment; `references`, by the digest of a text, are added to."""
        self._environment = environment
        self._references = references
        self._texts: dict[str, str | None] = {}

    def digest(self, layout: str) -> str:
        """Return the digest of a layout; that of one without a file, or with a fault, is as good as any."""
        return digest_of(sorted((name, self._text(name) or "") for name in self.names(layout)))

    def names(self, layout: str) -> list[str]:
        """Return the layout and those it is made of, itself first."""
        found = [layout]
        for name in found:  # grows while it is read
            found += [other for other in self._referenced(name) if other not in found]
        return found

    def _referenced(self, name: str) -> list[str]:
        text = self._text(name)
        if text is None:
            return []
        digest = digest_of_bytes(text.encode())
        if digest not in self._references:
            self._references[digest] = self._find(text)
        named = self._references[digest]
        return sorted(set(self._environment.list_templates())) if named is None else named

    def _find(self, text: str) -> list[str] | None:
        try:
            found = list(find_referenced_templates(self._environment.parse(text)))
        except TemplateSyntaxError:  # rendering says so
            return []
        return None if None in found else [name for name in found if name]

    def _text(self, name: str) -> str | None:
        if name not in self._texts:
            try:
                loader = self._environment.loader
                self._texts[name] = loader.get_source(self._environment, name)[0] if loader else None
            except (TemplateNotFound, TemplateSyntaxError):
                self._texts[name] = None
        return self._texts[name]
