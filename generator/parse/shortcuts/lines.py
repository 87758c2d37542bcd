"""Preprocessors, which see the whole text before it is cut into blocks."""

from typing import TYPE_CHECKING

from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.util import ETX, STX

if TYPE_CHECKING:
    from generator.parse.shortcuts.blocks import PlainParagraphs


class Survey(Preprocessor):
    """Has the processors looked at that will read this text; it changes nothing."""

    def __init__(self, paragraphs: "PlainParagraphs") -> None:
        """Do so on behalf of the block processor."""
        super().__init__()
        self._paragraphs = paragraphs

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as they are."""
        self._paragraphs.survey()
        return lines


class WhitespaceIfOdd(NormalizeWhitespace):
    """Leaves a text alone that has no tabs, no blanks at the beginning of lines, and lines that end in one way."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as everything after expects them."""
        text = "\n".join(lines)
        if STX in text or ETX in text or "\r" in text or "\t" in text or "\n " in text:
            return super().run(lines)
        return [*text.split("\n"), "", ""]


class HtmlIfAny(Preprocessor):
    """Looks for HTML only in a text that could have some.

    Without `<` there is no tag, and without `&#` no reference that the HTML parser would write in another way.
    """

    def __init__(self, whole: Preprocessor) -> None:
        """Give texts that could have HTML to this one."""
        super().__init__(whole.md)
        self._whole = whole

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without the HTML, which is put aside."""
        text = "\n".join(lines)
        return self._whole.run(lines) if "<" in text or "&#" in text else text.split("\n")
