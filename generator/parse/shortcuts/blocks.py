"""A block processor that sees at a glance when none but the paragraph's own could take a block."""

import re
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor, ParagraphProcessor

from generator.parse.shortcuts.kinds import kind_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown.blockparser import BlockParser

_KNOWN = frozenset(
    {
        *(
            f"markdown.blockprocessors.{name}Processor"
            for name in "EmptyBlock ListIndent CodeBlock HashHeader SetextHeader HR OList UList BlockQuote Reference "
            "Paragraph".split()
        ),
        "markdown.extensions.abbr.AbbrBlockprocessor",
        "markdown.extensions.def_list.DefListIndentProcessor",
        "markdown.extensions.def_list.DefListProcessor",
        "markdown.extensions.footnotes.FootnoteBlockProcessor",
        "markdown.extensions.md_in_html.MarkdownInHtmlProcessor",
        "markdown.extensions.sane_lists.SaneOListProcessor",
        "markdown.extensions.sane_lists.SaneUListProcessor",
        "markdown.extensions.tables.TableProcessor",
    }
)
"""The processors of which it is known what a block needs to be theirs; `_is_plain` has what all of them need."""

_BEGINS_PLAIN = re.compile(r"(?!\d+\. )[^\s\x02#*+:>_-]")
"""No item of a list, code, quotation, rule, definition, abbreviation, heading or placeholder of HTML."""
_LINE_WITH_MARK = re.compile(r"\n *[#*:=>_-]")
"""A line that could be a heading, underline one, be a rule, begin a quotation or define something."""


class PlainParagraphs(BlockProcessor):
    """Makes paragraphs of blocks that no other processor would take, as many as follow each other."""

    def __init__(self, parser: "BlockParser") -> None:
        """Take no block until the other processors are known."""
        super().__init__(parser)
        self._paragraph: BlockProcessor | None = None

    def survey(self) -> None:
        """Look which processors there are; with one of an unknown kind, leave all blocks to them."""
        others = [processor for processor in self.parser.blockprocessors if processor is not self]
        known = bool(others) and all(kind_of(type(processor)) in _KNOWN for processor in others)
        self._paragraph = others[-1] if known and type(others[-1]) is ParagraphProcessor else None

    def test(self, parent: "Element", block: str) -> bool:  # noqa: ARG002 - the interface is Python-Markdown's
        """Tell whether a block can only be a paragraph."""
        return self._paragraph is not None and _is_plain(block)

    def run(self, parent: "Element", blocks: list[str]) -> bool | None:
        """Let the paragraph's processor have the first block, and those after it that are plain too."""
        if self._paragraph is None:
            return False
        self._paragraph.run(parent, blocks)
        while blocks and _is_plain(blocks[0]):
            self._paragraph.run(parent, blocks)
        return None


def _is_plain(block: str) -> bool:
    if not _BEGINS_PLAIN.match(block):
        return False
    if "\n" in block:  # `|` is for tables, `]:` for references and footnotes
        return "|" not in block and "]:" not in block and not _LINE_WITH_MARK.search(block)
    return block[0] != "[" or "]:" not in block
