"""An extension of Python-Markdown that skips the work which provably changes nothing.

What Python-Markdown returns with it is what it returns without it, to the byte. Each part stands in for a part that it
knows by its class; where a site's extensions brought others, those run as they would have.
"""

from collections.abc import Callable
from typing import TypeVar

from markdown import Markdown, __version_info__
from markdown.extensions import Extension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import Registry

from generator.parse.shortcuts.blocks import PlainParagraphs
from generator.parse.shortcuts.inline import PlainLinks, TextsWithMarks
from generator.parse.shortcuts.kinds import kind_of
from generator.parse.shortcuts.lines import HtmlIfAny, Survey, WhitespaceIfOdd
from generator.parse.shortcuts.serialise import serialise
from generator.parse.shortcuts.tree import EscapesIfAny, LineBreaks

KNOWN_VERSIONS = frozenset({(3, 11)})
"""The versions of Python-Markdown whose parts were read and whose own tests pass; any other does all its work."""

_Part = TypeVar("_Part")
_WHITESPACE = frozenset({kind_of(NormalizeWhitespace)})
_HTML_BLOCKS = frozenset({kind_of(HtmlBlockPreprocessor), "markdown.extensions.md_in_html.HtmlBlockPreprocessor"})
_LINKS = frozenset({kind_of(LinkInlineProcessor)})
_INLINE = frozenset({kind_of(InlineProcessor)})
_LINE_BREAKS = frozenset({kind_of(PrettifyTreeprocessor)})
_ESCAPES = frozenset({kind_of(UnescapeTreeprocessor)})


class Shortcuts(Extension):
    """Must be the last extension that is loaded."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Put the shortcuts into the places of what they stand in for."""
        if __version_info__[:2] not in KNOWN_VERSIONS:
            return
        paragraphs = PlainParagraphs(md.parser)
        md.parser.blockprocessors.register(paragraphs, "plain_paragraphs", 1000)
        md.preprocessors.register(Survey(paragraphs), "survey", -1000)
        _stand_in(md.preprocessors, "normalize_whitespace", _WHITESPACE, lambda _: WhitespaceIfOdd(md))
        _stand_in(md.preprocessors, "html_block", _HTML_BLOCKS, HtmlIfAny)
        _stand_in(md.inlinePatterns, "link", _LINKS, lambda link: PlainLinks(link.pattern, md))
        _stand_in(md.treeprocessors, "inline", _INLINE, lambda _: TextsWithMarks(md))
        _stand_in(md.treeprocessors, "prettify", _LINE_BREAKS, lambda _: LineBreaks(md))
        _stand_in(md.treeprocessors, "unescape", _ESCAPES, lambda _: EscapesIfAny(md))
        md.output_formats = {**md.output_formats, "html": serialise}  # type: ignore[misc] # of this instance alone


def _stand_in(registry: Registry[_Part], name: str, kinds: frozenset[str], make: Callable[[_Part], _Part]) -> None:
    """Put something else in the place of a part, if the part is of one of these kinds."""
    if name in registry and kind_of(type(registry[name])) in kinds:
        place = registry.get_index_for_name(name)
        priority = registry._priority[place].priority  # type: ignore[attr-defined] # private
        registry.register(make(registry[name]), name, priority)
