"""Inline patterns are tried only on texts that hold what each of them needs."""

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from markdown import inlinepatterns
from markdown.inlinepatterns import DelimiterProcessor, LinkInlineProcessor, Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

from generator.parse.shortcuts.kinds import kind_of

if TYPE_CHECKING:
    from markdown import Markdown

_NEEDED = {
    ("Backtick", inlinepatterns.BACKTICK_RE): ("`",),
    ("Escape", inlinepatterns.ESCAPE_RE): ("\\",),
    ("Reference", inlinepatterns.REFERENCE_RE): ("[",),
    ("Link", inlinepatterns.LINK_RE): ("[", "]("),
    ("Image", inlinepatterns.IMAGE_LINK_RE): ("[", "![", "]("),
    ("ImageReference", inlinepatterns.IMAGE_REFERENCE_RE): ("[", "!["),
    ("ShortReference", inlinepatterns.REFERENCE_RE): ("[",),
    ("ShortImageReference", inlinepatterns.IMAGE_REFERENCE_RE): ("[", "!["),
    ("Autolink", inlinepatterns.AUTOLINK_RE): ("<", "://"),
    ("Automail", inlinepatterns.AUTOMAIL_RE): ("<", "@"),
    ("SubstituteTag", inlinepatterns.LINE_BREAK_RE): ("  \n",),
    ("Html", inlinepatterns.HTML_RE): ("<", ">"),
    ("Html", inlinepatterns.ENTITY_RE): ("&", ";"),
    ("Footnote", r"\[\^([^\]]*)\]"): ("[", "[^"),
}
"""What a text must hold, all of it, for a pattern to match; the first of it is what marks a text that could change."""
_OF_REFERENCES = frozenset({"Reference", "ImageReference", "ShortReference", "ShortImageReference"})
"""Those that change nothing in a document without link references."""
_MODULES = (f"{inlinepatterns.__name__}.", "markdown.extensions.footnotes.")

_Found = tuple[Element, list[str]]
"""An element, and the names of those it is in."""
_PLAIN_LINK = re.compile(r"\[([^][]*)]\(([^\s\x02()'\"<>]+)\)")


class _Known(NamedTuple):
    """A pattern, and what a text needs for it to change anything."""

    pattern: Pattern
    needed: tuple[str, ...]
    needs_references: bool
    delimiters: DelimiterProcessor | None
    """The pattern itself, if it is the one for emphasis: a text needs one of its tokens, to which can be added."""


class PlainLinks(LinkInlineProcessor):
    """Sees a link without brackets, quotes or title in one glance."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - Python-Markdown's own processors override it so too
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return a link, where it begins and where it ends."""
        plain = _PLAIN_LINK.match(data, m.end() - 1)
        if plain is None:
            return super().handleMatch(m, data)
        link = Element("a", {"href": plain[2]})
        link.text = plain[1]
        return link, m.start(), plain.end()


class TextsWithMarks(InlineProcessor):
    """Goes over the tree as Python-Markdown does, past the texts that no pattern could change."""

    def __init__(self, md: "Markdown") -> None:
        """Know no pattern yet."""
        super().__init__(md)
        self._patterns: list[Pattern] = []
        self._known: list[_Known] = []
        self._marks: tuple[str, ...] = ("",)
        self._apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined] # private

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to the texts of a tree."""
        self._survey()
        if "" in self._marks:
            return super().run(tree, ancestors)
        self.stashed_nodes = {}
        waiting = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while waiting:
            element, self.ancestors = waiting.popleft()
            if element is not tree:
                self.ancestors.append(element.tag.lower())
            self._run_below(element, waiting)
        return tree

    def _run_below(self, element: Element, waiting: "deque[_Found]") -> None:
        """Apply the patterns to what the children of an element say, and to what stands between them."""
        inserted = []
        for child in element:  # grows while it is read
            text = child.text
            if text and self._may_change(text) and not isinstance(text, AtomicString):
                self.ancestors.append(child.tag.lower())
                child.text = None
                nodes = self._nodes(self._InlineProcessor__handleInline(text), child, is_text=True)
                waiting += nodes
                inserted.append((child, nodes))
                self.ancestors.pop()
            tail = child.tail
            if tail and self._may_change(tail):
                holder = Element("holder")
                child.tail = None
                nodes = self._nodes(self._InlineProcessor__handleInline(tail), holder, is_text=False)
                child.tail = holder.tail or None
                place = list(element).index(child) + 1
                for node, _ in reversed(nodes):
                    element.insert(place, node)
            if len(child):
                waiting.append((child, self.ancestors[:]))
        for child, nodes in inserted:
            for place, (node, _) in enumerate(nodes):
                child.insert(place, node)

    def _may_change(self, text: str) -> bool:
        for mark in self._marks:  # noqa: SIM110 - any() takes twice as long
            if mark in text:
                return True
        return False

    def _nodes(self, text: str, parent: Element, *, is_text: bool) -> "list[_Found]":
        """Return the elements that a text has placeholders for; what stands before them is given to the parent."""
        nodes: list[_Found]
        nodes = self._InlineProcessor__processPlaceholders(text, parent, is_text)  # type: ignore[attr-defined] # private
        return nodes

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the parent's
        """Put placeholders for what the patterns match, from one on; the parent calls it for what is nested."""
        if isinstance(data, AtomicString):
            return data
        references = self.md.references
        for number in range(patternIndex, len(self._known)):
            pattern, needed, needs_references, delimiters = self._known[number]
            if needs_references and not references:
                continue
            if delimiters is not None and not any(token in data for token in delimiters.tokens):
                continue
            for piece in needed:
                if piece not in data:
                    break
            else:
                place, matched = 0, True
                while matched:
                    data, matched, place = self._apply(pattern, data, number, place)
        return data

    def _survey(self) -> None:
        """Look which patterns there are; a text is passed over only when all are known."""
        patterns: list[Pattern] = [*self.inlinePatterns]
        if patterns != self._patterns:
            self._patterns = patterns
            self._known = [_known(pattern) for pattern in patterns]
        marks = {token for known in self._known if known.delimiters for token in known.delimiters.tokens}
        marks |= {known.needed[0] if known.needed else "" for known in self._known if not known.delimiters}
        self._marks = (*sorted(marks), STX)


def _known(pattern: Pattern) -> _Known:
    if type(pattern) is DelimiterProcessor:
        return _Known(pattern, (), needs_references=False, delimiters=pattern)
    kind = "Link" if type(pattern) is PlainLinks else _kind(pattern)
    needed = _NEEDED.get((kind, pattern.pattern), ())
    return _Known(pattern, needed, needs_references=bool(needed) and kind in _OF_REFERENCES, delimiters=None)


def _kind(pattern: Pattern) -> str:
    whole = kind_of(type(pattern))
    short = next((whole.removeprefix(module) for module in _MODULES if whole.startswith(module)), "")
    return short.removesuffix("InlineProcessor")
