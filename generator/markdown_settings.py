"""The key `markdown` of `config.yaml`: what reads the texts, and which syntax it knows."""

from dataclasses import dataclass
from typing import Literal

from generator.fields import Fields

MarkdownEngine = Literal["python-markdown", "commonmark"]
ENGINES: tuple[MarkdownEngine, ...] = ("python-markdown", "commonmark")
MARKDOWN_EXTENSIONS = ("abbr", "def_list", "footnotes", "md_in_html", "sane_lists", "tables")
DEFAULT_MARKDOWN_EXTENSIONS = ("tables", "sane_lists")

Dialect = tuple[str, ...]
"""What tells one text's bodies apart when sites read Markdown differently: the engine, then the extensions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings:
    """How the site reads Markdown."""

    engine: MarkdownEngine = "python-markdown"
    extensions: tuple[str, ...] = DEFAULT_MARKDOWN_EXTENSIONS

    @property
    def dialect(self) -> Dialect:
        """The settings as parsing takes them."""
        return self.engine, *self.extensions


def read_markdown_settings(fields: Fields) -> MarkdownSettings:
    """Read the key of the whole configuration."""
    markdown = fields.mapping("markdown")
    if markdown is None:
        return MarkdownSettings()
    settings = MarkdownSettings(
        engine=markdown.choice("engine", ENGINES, ENGINES[0]),
        extensions=markdown.choices("extensions", MARKDOWN_EXTENSIONS, DEFAULT_MARKDOWN_EXTENSIONS),
    )
    if settings.engine == "commonmark" and "abbr" in settings.extensions:
        markdown.report(
            "extensions",
            "'markdown.extensions' has 'abbr', which the engine commonmark does not know; take it out, or write "
            "'engine: python-markdown'",
        )
    markdown.finish("error")
    return settings
