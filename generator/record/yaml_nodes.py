"""YAML as it is written: nodes with the place in the text at which they begin and end.

Unlike PyYAML's own nodes these tell an alias from what it stands for, so that an edit never changes both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]+|(?=[,\]}\r\n]|$)|(?:[ \t]*(?:#[^\r\n]*)?[\r\n])+[ \t]*))+")
_SPACE_OR_COMMENT = re.compile(r"(?:[\s\ufeff]|(?:(?<=\s)|^)#[^\r\n\x85\u2028\u2029]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A single value; a null has an empty text and no extent."""

    start: int
    """Where the value itself begins, behind its anchor and tag."""
    end: int
    value: str
    style: str | None
    """None for a plain one, else `'`, `"`, `|` or `>`."""
    anchor: str | None
    whole_start: int
    """Where its anchor or tag begins, or the value when it has neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name that stands for a value written elsewhere."""

    start: int
    end: int
    anchor: str

    @property
    def whole_start(self) -> int:
        """Where it begins; an alias has no properties."""
        return self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list: `[a, b]` when it is of the flow style, else a line with a dash for each item."""

    start: int
    end: int
    """Of a flow list behind its bracket; of a block list where its last item ends."""
    flow: bool
    anchor: str | None
    items: tuple["Node", ...]
    whole_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys with their values, in the order of the text."""

    start: int
    end: int
    flow: bool
    anchor: str | None
    pairs: tuple[tuple["Node", "Node"], ...]
    whole_start: int

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        return next((value for name, value in self.pairs if isinstance(name, Scalar) and name.value == key), None)

    def key(self, key: str) -> "Scalar | None":
        """Return the node of a key, or None."""
        return next((name for name, _ in self.pairs if isinstance(name, Scalar) and name.value == key), None)


Node = Scalar | Alias | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML text with its top mapping, and how often each anchor is used by aliases."""

    text: str
    top: Mapping
    aliases: tuple[str, ...]


def read_tree(text: str) -> Tree | None:
    """Return the nodes of a YAML text without byte order mark; None when it is no well-formed mapping.

    An empty text is an empty mapping.
    """
    try:
        events: list[Any] = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return None
    aliases = tuple(str(event.anchor) for event in events if isinstance(event, yaml.AliasEvent))
    inner = iter(events[2:-2])
    try:
        top = _read_node(text, next(inner), inner)
    except (StopIteration, RecursionError):
        top = None
    if top is None and not any(isinstance(event, yaml.NodeEvent) for event in events):
        end = len(text)
        top = Mapping(start=end, end=end, flow=False, anchor=None, pairs=(), whole_start=end)
    return Tree(text, top, aliases) if isinstance(top, Mapping) else None


def skip_space(text: str, at: int) -> int:
    """Return where the next token begins: behind spaces, line ends and comments."""
    found = _SPACE_OR_COMMENT.match(text, at)
    return found.end() if found else at


def _read_node(text: str, event: Any, events: Iterator[Any]) -> Node:
    begins, ends = int(event.start_mark.index), int(event.end_mark.index)
    if isinstance(event, yaml.AliasEvent):
        return Alias(start=begins, end=ends, anchor=str(event.anchor))
    start = _behind_properties(text, begins, event)
    anchor = str(event.anchor) if event.anchor else None
    if isinstance(event, yaml.ScalarEvent):
        end = max(start, begins + len(text[begins:ends].rstrip())) if event.style in ("|", ">", None) else ends
        style = event.style if event.style in ("'", '"', "|", ">") else None
        return Scalar(start=start, end=end, value=str(event.value), style=style, anchor=anchor, whole_start=begins)
    children: list[Node] = []
    last = event
    for inner in events:
        last = inner
        if isinstance(inner, yaml.CollectionEndEvent):
            break
        children.append(_read_node(text, inner, events))
    flow = bool(event.flow_style)
    end = int(last.end_mark.index) if flow else max((child.end for child in children), default=start)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(start=start, end=end, flow=flow, anchor=anchor, items=tuple(children), whole_start=begins)
    pairs = tuple(zip(children[::2], children[1::2], strict=True))
    return Mapping(start=start, end=end, flow=flow, anchor=anchor, pairs=pairs, whole_start=begins)


def _behind_properties(text: str, start: int, event: Any) -> int:
    """Return where a node's value begins: an anchor and a tag stand before it and belong to its extent."""
    if not event.anchor and text[start : start + 1] != "!":
        return start
    found = _PROPERTIES.match(text, start)
    return min(found.end() if found else start, max(start, int(event.end_mark.index), start))
