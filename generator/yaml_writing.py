"""Mappings, lists and texts → YAML as people write it: long texts as blocks, dates without quotes, no anchors.

PyYAML decides what that looks like. What nearly every front matter consists of is written here directly, thirty times
faster and in the same bytes; whatever is not certain to be that goes through PyYAML as a whole.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_WIDTH = 110
_INDENT = 2
_PRINTABLE = r"\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
"""What PyYAML writes without escapes, less the characters that end lines."""
_ONE_LINE = re.compile(rf"[{_PRINTABLE}]+")
_LINES = re.compile(rf"[{_PRINTABLE}\n]+")
_NEEDS_QUOTES = re.compile(r"[ #,\[\]{}&*!|>'\"%@`]|---|\.\.\.|.*(?:: | #|[ :]\Z)", re.DOTALL)
_MAYBE_INDICATOR = frozenset("?:-")
_FOLD = re.compile(r"(?<=[^ ]) (?=[^ ])")
_DATE = re.compile(r"\d[\dT:.+Z-]*")
_RESOLVERS = yaml.SafeDumper.yaml_implicit_resolvers


class IsoDate(str):
    """A date, written without quotes as authors write it."""

    __slots__ = ()


def write_yaml(values: dict[str, Any]) -> str:
    """Return the YAML of a mapping whose keys are words of ASCII, in their order; `read_mapping` reads it back."""
    try:
        return "".join(_mapping(values, 0)) if values else _write_slowly(values)
    except _NotCertain:
        return _write_slowly(values)


class _NotCertain(Exception):
    """Raised for a value that only PyYAML knows how to write."""


def _mapping(values: dict[str, Any], indent: int, first: str | None = None) -> Iterator[str]:
    """Yield the lines of a mapping; `first` is what stands before its first key, when it is an entry of a list."""
    margin = " " * indent
    for key, value in values.items():
        start = margin if first is None else first
        first = None
        if isinstance(value, dict) and value:
            yield f"{start}{key}:\n"
            yield from _mapping(value, indent + _INDENT)
        elif isinstance(value, list) and value:
            yield f"{start}{key}:\n"
            yield from _list(value, indent + _INDENT)
        else:
            lead = f"{start}{key}: "
            yield f"{lead}{_scalar(value, len(lead), indent + _INDENT)}\n"


def _list(values: list[Any], indent: int) -> Iterator[str]:
    lead = f"{' ' * indent}- "
    for value in values:
        if isinstance(value, dict) and value:
            yield from _mapping(value, indent + _INDENT, lead)
        else:
            yield f"{lead}{_scalar(value, len(lead), indent + _INDENT)}\n"


def _scalar(value: Any, column: int, indent: int) -> str:
    """Return a scalar that begins at a column; `indent` is where its further lines begin."""
    kind = type(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is IsoDate and _DATE.fullmatch(value):
        return str(value)
    if kind is not str or not value:
        raise _NotCertain
    if "\n" in value:
        return _block(value, indent)
    if not _ONE_LINE.fullmatch(value):
        raise _NotCertain
    if _NEEDS_QUOTES.match(value) or _is_taken_for_another_type(value):
        return f"'{_fold(value.replace(chr(39), chr(39) * 2), column + 1, indent)}'"
    if value[0] in _MAYBE_INDICATOR:
        raise _NotCertain
    return _fold(value, column, indent)


def _is_taken_for_another_type(value: str) -> bool:
    return any(pattern.match(value) for _, pattern in _RESOLVERS.get(value[0], ()))


def _block(value: str, indent: int) -> str:
    if not _LINES.fullmatch(value) or " \n" in value or value[0] in " \n" or value != value.rstrip():
        raise _NotCertain
    margin = " " * indent
    return "|-\n" + "\n".join(f"{margin}{line}" if line else "" for line in value.split("\n"))


def _fold(text: str, column: int, indent: int) -> str:
    """Begin a new line at the first single blank behind the width, again and again."""
    if column + len(text) <= _WIDTH:
        return text
    lines = []
    while blank := _FOLD.search(text, max(_WIDTH + 1 - column, 0)):
        lines.append(text[: blank.start()])
        text = text[blank.end() :]
        column = indent
    return f"\n{' ' * indent}".join((*lines, text))


def _write_slowly(values: dict[str, Any]) -> str:
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=_INDENT)


class _Dumper(yaml.SafeDumper):
    """Long texts as blocks, so that a line of a diff is a line of the text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's signature
        """Indent lists below their key, as people do."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Write equal values out instead of as anchors, which people do not read."""
        return True


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    block = "\n" in value and not value.startswith((" ", "\n")) and value == value.rstrip()
    ends_lines = any(mark in value for mark in "\x85\u2028\u2029")  # YAML reads some of them back as "\n"
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if ends_lines else "|" if block else None)


def _represent_date(dumper: yaml.SafeDumper, value: IsoDate) -> yaml.ScalarNode:
    # Tagged as what YAML would guess, so that it is written without quotes.
    tag: str = dumper.resolve(yaml.ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(value))


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(IsoDate, _represent_date)
