"""Processors of the whole tree, which look at every element of it."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX

if TYPE_CHECKING:
    from markdown import Markdown


class _Blocks(dict[str, bool]):
    """Which names are those of blocks, each asked for once."""

    def __init__(self, md: "Markdown") -> None:
        """Ask Python-Markdown."""
        super().__init__()
        self._md = md

    def __missing__(self, tag: str) -> bool:
        """Return what nobody asked for yet."""
        found = self[tag] = self._md.is_block_level(tag)
        return found


class LineBreaks(PrettifyTreeprocessor):
    """Asks once for each name whether such elements are blocks."""

    def __init__(self, md: "Markdown") -> None:
        """Know no name yet."""
        super().__init__(md)
        self._blocks = _Blocks(md)

    def run(self, root: Element) -> None:
        """Add line breaks between blocks."""
        self._blocks.clear()  # an extension may have changed which are
        super().run(root)

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802 - the parent's, which calls it
        """Break the lines of an element and of the blocks in it."""
        blocks, tag = self._blocks, elem.tag
        if len(elem) and tag != "code" and tag != "pre" and blocks[tag]:
            if blocks[elem[0].tag] and not ((text := elem.text) and text.strip()):
                elem.text = "\n"
            for child in elem:
                if blocks[child.tag]:
                    self._prettifyETree(child)
        if not ((tail := elem.tail) and tail.strip()):
            elem.tail = "\n"


class EscapesIfAny(UnescapeTreeprocessor):
    """Takes only the texts apart that have an escaped character."""

    def run(self, root: Element) -> None:
        """Put the characters back that a backslash protected."""
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)
            for name, value in element.attrib.items():
                if value and STX in value:  # an attribute can be without a value
                    element.set(name, self.unescape(value))
