"""Untyped YAML into typed values, collecting every problem with its line.

The type a reader asks for decides what a scalar means, not YAML's guesses: a title of `no` is the word, a time of
`12:30` is not 750, and `2024-13-45` is a date that does not exist instead of a crash.
"""

import difflib
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

import yaml

from generator.dates import StatedDate
from generator.problems import Problem, Severity
from generator.yaml_reading import read_yaml

Choice = TypeVar("Choice", bound=str)

_MANY = 15
"""Known keys from which on a message does not list them."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})
_FALSE = frozenset({"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})


class Fields:
    """One YAML mapping being read: a getter takes one key, returns its typed value and notes what is wrong with it.

    Getters never raise. A key that was present with a wrong value is reported and read as absent. After the last
    getter, `finish` reports the keys that nobody asked for.
    """

    def __init__(
        self,
        node: yaml.MappingNode,
        *,
        path: str,
        first_line: int = 1,
        name: str = "",
        problems: list[Problem] | None = None,
    ) -> None:
        """Read `node` of the file `path`, whose YAML begins on `first_line`; `name` is the mapping's place in it."""
        self.problems: list[Problem] = [] if problems is None else problems
        self._node, self._path, self._first_line, self._name = node, path, first_line, name
        self._values: dict[str, yaml.Node] = {}
        self._keys: dict[str, yaml.Node] = {}
        self._asked: list[str] = []
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "a key must be a plain word")
                continue
            key = str(key_node.value)
            if key in self._values:
                first = self._line(self._keys[key])
                self._report(key_node, f"'{self._full(key)}' is set twice, first on line {first}; remove one of them")
                continue
            self._values[key], self._keys[key] = value, key_node
        self.names = tuple(self._values)

    def __contains__(self, key: str) -> bool:
        """Tell whether the key is present with something other than null."""
        return not _is_null(self._values.get(key))

    def line(self, key: str) -> int | None:
        """Return the line the key stands on, or None."""
        return self._line(self._keys[key]) if key in self._keys else None

    def text(self, key: str) -> str | None:
        """Return a text, or None when it is absent or empty; numbers and `yes` are the text they were written as."""
        return self._scalar(node, key, "a text") if (node := self._get(key)) else None

    def required_text(self, key: str, advice: str) -> str:
        """Return a text that must be there; when it is not, report it with `advice` and return an empty one."""
        value = self.text(key)
        if value is None and not any(problem.line == self.line(key) for problem in self.problems if key in self):
            self.report(key, f"'{self._full(key)}' is missing; {advice}")
        return value or ""

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        node = self._get(key)
        if node is None:
            return default
        value = self._scalar(node, key, "true or false")
        if value is None or value in _TRUE | _FALSE:
            return default if value is None else value in _TRUE
        self._report(node, f"'{self._full(key)}' is '{value}'; write true or false")
        return default

    def number(self, key: str, *, default: int, least: int = 0) -> int:
        """Return a whole number that is not below `least`."""
        node = self._get(key)
        if node is None:
            return default
        value = self._scalar(node, key, "a whole number")
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or len(value) > 9 or int(value) < least:
            self._report(node, f"'{self._full(key)}' is '{value}'; write a whole number, {least} or more")
            return default
        return int(value)

    def choice(self, key: str, options: Sequence[Choice], default: Choice) -> Choice:
        """Return one of `options`."""
        node = self._get(key)
        if node is None:
            return default
        value = self._scalar(node, key, f"one of {_listing(options)}")
        for option in options:
            if value == option:
                return option
        if value is not None:
            self._report(node, f"'{self._full(key)}' is '{value}'; write {_listing(options)}")
        return default

    def date(self, key: str) -> StatedDate | None:
        """Return a date of any precision."""
        node = self._get(key)
        value = self._scalar(node, key, "a date") if node else None
        if node is None or value is None:
            return None
        try:
            return StatedDate.parse(value)
        except ValueError as error:
            self._report(node, f"'{self._full(key)}': {error}")
            return None

    def required_date(self, key: str) -> StatedDate:
        """Return a date that must be there; when it is not, report it and return the year 1."""
        known = len(self.problems)
        value = self.date(key)
        if value is None and len(self.problems) == known:
            self.report(key, f"'{self._full(key)}' is missing; write it like 2024-01-11")
        return value or StatedDate(1)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        node = self._get(key)
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode):
            value = self._scalar(node, key, "a list of texts")
            return (value,) if value is not None else ()
        if not isinstance(node, yaml.SequenceNode):
            self._report(node, f"'{self._full(key)}' must be a list of texts, each on a line beginning with '- '")
            return ()
        found = (self._scalar(item, f"{key}[{index}]", "a text") for index, item in enumerate(node.value))
        return tuple(value for value in found if value is not None)

    def choices(self, key: str, options: Sequence[Choice], default: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Return a list of which each item is one of `options`."""
        if key not in self:
            self._asked.append(key)
            return default
        found: list[Choice] = []
        for value in self.texts(key):
            matching = [option for option in options if option == value]
            if not matching:
                self.report(key, f"'{self._full(key)}' has '{value}'; write {_listing(options)}")
            found += matching
        return tuple(found)

    def mapping(self, key: str) -> "Fields | None":
        """Return a nested mapping; the caller finishes it."""
        node = self._get(key)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self._report(node, f"'{self._full(key)}' must be a mapping: 'key: value' lines, indented below it")
            return None
        return self._child(node, key)

    def mappings(self, key: str) -> list["Fields"]:
        """Return a list of nested mappings; the caller finishes each."""
        node = self._get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._report(node, f"'{self._full(key)}' must be a list, each entry beginning with '- '")
            return []
        children = []
        for index, item in enumerate(node.value):
            if isinstance(item, yaml.MappingNode):
                children.append(self._child(item, f"{key}[{index}]"))
            else:
                self._report(item, f"'{self._full(key)}[{index}]' must be a mapping: 'key: value' lines")
        return children

    def report(self, key: str, message: str, severity: Severity = "error") -> None:
        """Note a problem with a key, on its line, or on the mapping's own when the key is absent."""
        self._report(self._keys.get(key, self._node), message, severity)

    def override(self, keys: Sequence[str], value: yaml.Node) -> None:
        """Set a key, or with several one in a nested mapping; a mark without a line (-1) names the place itself."""
        key, *deeper = keys
        name = yaml.ScalarNode("tag:yaml.org,2002:str", key, value.start_mark, value.start_mark)
        if not deeper:
            self._keys[key], self._values[key] = name, value
            return
        self._keys.setdefault(key, name)
        nested = self._values.get(key)
        if not isinstance(nested, yaml.MappingNode):
            nested = yaml.MappingNode("tag:yaml.org,2002:map", [], value.start_mark, value.start_mark)
        child = self._child(nested, key)
        child.override(deeper, value)
        items = [(child._keys[name], child._values[name]) for name in child._values]
        self._values[key] = yaml.MappingNode("tag:yaml.org,2002:map", items, nested.start_mark, nested.start_mark)

    def finish(self, severity: Severity = "warning") -> None:
        """Report the keys nobody asked for, with the nearest known one."""
        for key, node in self._keys.items():
            if key not in self._asked:
                message = f"unknown key '{self._full(key)}'; {_advice(key, tuple(sorted(set(self._asked))))}"
                self._report(node, message, severity)

    def _get(self, key: str) -> yaml.Node | None:
        self._asked.append(key)
        node = self._values.get(key)
        return None if _is_null(node) else node

    def _child(self, node: yaml.MappingNode, key: str) -> "Fields":
        return Fields(node, path=self._path, first_line=self._first_line, name=self._full(key), problems=self.problems)

    def _scalar(self, node: yaml.Node, key: str, wanted: str) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._report(node, f"'{self._full(key)}' must be {wanted}, not a {_shape(node)}")
            return None
        return None if _is_null(node) else str(node.value)

    def _full(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _line(self, node: yaml.Node) -> int | None:
        return int(node.start_mark.line) + self._first_line if node.start_mark.line >= 0 else None

    def _report(self, node: yaml.Node, message: str, severity: Severity = "error") -> None:
        line = self._line(node)
        path = self._path if line else node.start_mark.name
        self.problems.append(Problem(message=message, path=path, line=line, severity=severity))


def read_mapping(text: str, *, path: str, first_line: int = 1) -> tuple[Fields | None, list[Problem]]:
    """Read YAML whose top is a mapping; return its fields, or None and the problem when it is not well-formed.

    An empty text is an empty mapping. Problems found later by the fields are appended to the returned list.
    """
    problems: list[Problem] = []
    try:
        node = read_yaml(text, path)
    except yaml.YAMLError as error:
        problems.append(yaml_problem(error, text, path, first_line))
        return None, problems
    except RecursionError:
        problems.append(Problem(message="the YAML is nested too deeply to be read", path=path, line=first_line))
        return None, problems
    if not isinstance(node, yaml.MappingNode):
        message = f"expected 'key: value' lines, found a {_shape(node)}"
        problems.append(Problem(message=message, path=path, line=first_line + int(node.start_mark.line)))
        return None, problems
    return Fields(node, path=path, first_line=first_line, problems=problems), problems


def yaml_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Word what keeps `text`, which begins on `first_line` of the file, from being YAML."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        what = str(error.problem or error.context or "it cannot be read").replace("\n", " ")
        advice = "put a text that contains ': ', '#', or begins with a quote or a bracket in quotes"
        line = first_line + int(mark.line) if mark else first_line
        return Problem(message=f"the YAML is not well-formed: {what}; {advice}", path=path, line=line)
    code = getattr(error, "character", 0)  # of a ReaderError, the only other one that composing raises
    message = f"the YAML holds the control character U+{code:04X}, which no text has; remove it"
    return Problem(message=message, path=path, line=first_line + text[: text.find(chr(code))].count("\n"))


@lru_cache(maxsize=256)  # what came from elsewhere has the same unknown keys in every file
def _advice(key: str, known: tuple[str, ...]) -> str:
    if near := difflib.get_close_matches(key, known, n=1):
        return f"did you mean '{near[0]}'?"
    return f"known here: {', '.join(known)}" if len(known) < _MANY else "nothing reads it; remove it or mend its name"


def _is_null(node: yaml.Node | None) -> bool:
    if node is None:
        return True
    # A quoted empty text says as little as an absent one; only a plain `null` is YAML's own null.
    return isinstance(node, yaml.ScalarNode) and (node.value == "" or (node.style is None and node.value in _NULLS))


def _shape(node: yaml.Node) -> str:
    is_list, is_mapping = isinstance(node, yaml.SequenceNode), isinstance(node, yaml.MappingNode)
    return "mapping" if is_mapping else "list" if is_list else "single text"


def _listing(options: Sequence[str]) -> str:
    *first, last = options
    return f"{', '.join(first)} or {last}" if first else last
