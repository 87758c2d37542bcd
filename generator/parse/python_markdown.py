"""The engine `python-markdown`: Python-Markdown with extensions of its own distribution, and our shortcuts."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from generator.parse.shortcuts import Shortcuts

if TYPE_CHECKING:
    from markdown.extensions import Extension


class PythonMarkdown:
    """Turns one text after the other into HTML; not for use by two threads at once."""

    def __init__(self, extensions: Sequence[str]) -> None:
        """Load Python-Markdown with the named extensions."""
        self._extensions = extensions
        self._markdown = self._load()

    def convert(self, text: str) -> str:
        """Return the HTML of a text, with whatever HTML is in it; raises RecursionError."""
        try:
            raw = self._markdown.convert(text)
        except RecursionError:
            self._markdown = self._load()  # in the middle of a list it would read every later text as a part of it
            raise
        self._markdown.reset()  # footnotes and abbreviations would leak into the next text
        return raw

    def _load(self) -> markdown.Markdown:
        loaded: list[str | Extension] = [
            _OURS[name]() if name in _OURS else f"markdown.extensions.{name}" for name in self._extensions
        ]
        return markdown.Markdown(extensions=[*loaded, Shortcuts()], output_format="html")


class _Definitions(OrderedDict[str, str]):
    """The footnotes of a text. One that is defined within another comes to light while they are gone through."""

    def keys(self) -> Iterator[str]:  # type: ignore[override]  # a view breaks off when a footnote is added
        """Yield the names, with those that are added meanwhile."""
        number = 0
        while number < len(names := [*self]):
            yield names[number]
            number += 1


class _Footnotes(FootnoteExtension):
    def reset(self) -> None:
        """Forget the footnotes of the text before."""
        super().reset()
        self.footnotes = _Definitions()


_OURS: dict[str, "Callable[[], Extension]"] = {
    "tables": partial(TableExtension, use_align_attribute=True),
    "footnotes": _Footnotes,
}
"""Extensions that are changed."""
