"""Front matter as other generators write it: YAML, TOML, JSON or Pelican's header lines → plain values by their keys.

Scalars of YAML stay the words they were written as: no date or truth value is guessed from them.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from generator.fields import yaml_problem
from generator.problems import ImportRefused, Problem

_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_PELICAN_KEYS = frozenset(
    "date modified tags keywords category slug author authors summary lang status template".split()
)
_FENCE = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*(?P<language>json5?|toml|ya?ml|js|javascript|coffee)?\s*")
"""The line before front matter; Eleventy's may name a language."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDocument:
    """A text file cut at its front matter, whoever wrote it."""

    values: Mapping[str, Any]
    """By key in lower case: texts, truth values and lists of texts; mappings for what is nested."""
    lines: Mapping[str, int]
    """The line of the file on which a key stands, counted from 1."""
    body: str


def split_foreign(text: str, path: str) -> ForeignDocument | None:
    """Return the parts of a file with front matter, or None if it begins with none.

    Raises ImportRefused, naming the line, when the front matter is not well-formed or does not end.
    """
    lines = text.split("\n")
    if fence := _FENCE.fullmatch(lines[0]):
        mark = fence["mark"]
        ends = ("---", "...") if mark == "---" else ("+++",)
        end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
        if end is None:
            raise _refusal(f"the front matter does not end; close it with a line '{mark}'", path, 1)
        front, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
        values = _read_language(fence["language"] or ("yaml" if mark == "---" else "toml"), front, path)
        return _document(values, front, body, first_line=2)
    if text.startswith("{"):
        return _split_json(text, path)
    return _split_header_lines(lines)


def begins_with_front_matter(head: str) -> bool:
    """Tell whether a text of which this is the beginning has front matter of any kind."""
    lines = head.split("\n")
    if _FENCE.fullmatch(lines[0]):
        return True
    return bool(re.match(r"\{\s*\"", head)) or _split_header_lines(lines) is not None


def _document(values: Mapping[str, Any], front: str, body: str, *, first_line: int) -> ForeignDocument:
    lowered = {str(key).lower(): value for key, value in values.items()}
    lines: dict[str, int] = {}
    for number, line in enumerate(front.split("\n"), first_line):
        if found := re.match(r"\s*[\"']?([\w -]+?)[\"']?\s*[:=]", line):
            lines.setdefault(found[1].lower(), number)
    return ForeignDocument(values=lowered, lines=lines, body=body.strip("\n"))


def _read_language(language: str, front: str, path: str) -> Mapping[str, Any]:
    if language == "toml":
        return _read_toml(front, path)
    if language in ("yaml", "yml"):
        return _read_yaml(front, path)
    if language == "json":
        return _read_json(front, path)
    raise _refusal(f"the front matter is written in '{language}', which is never run; write it as YAML", path, 1)


def _read_json(front: str, path: str) -> Mapping[str, Any]:
    try:
        values = json.loads(front)
    except (ValueError, RecursionError) as error:
        raise _ill_formed(error, path, 1) from error
    if not isinstance(values, dict):
        raise _refusal("expected one object in braces between the marks of the front matter", path, 2)
    return values


def _read_yaml(front: str, path: str) -> Mapping[str, Any]:
    try:
        node = yaml.compose(front, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ImportRefused([yaml_problem(error, front, path, 2)]) from error
    except RecursionError as error:
        raise _refusal("the YAML is nested too deeply to be read", path, 2) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _refusal("expected 'key: value' lines between the marks of the front matter", path, 2)
    own = dict[str, Any]()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value == "taxonomies" and isinstance(value, yaml.MappingNode):
            own |= {name.value: _plain(names) for name, names in value.value if isinstance(name, yaml.ScalarNode)}
        elif isinstance(key, yaml.ScalarNode):
            own[key.value] = _plain(value)
    return own


def _plain(node: yaml.Node, depth: int = 0) -> Any:
    """Return a scalar as it was written, or a list of them; what is nested deeper is no value that is read."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.style is None and node.value in _NULLS else str(node.value)
    if isinstance(node, yaml.SequenceNode) and depth == 0:
        return [_plain(entry, depth + 1) for entry in node.value]
    return {}


def _read_toml(front: str, path: str) -> Mapping[str, Any]:
    try:
        values = tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason, _, place = str(error).partition(" (at ")
        line = re.search(r"\d+", place)
        message = f"the TOML is not well-formed: {reason}; mend it, and import again"
        raise _refusal(message, path, 1 + int(line[0]) if line else 2 + front.count("\n")) from error
    # Hugo's own taxonomies may stand in a table of that name.
    nested = values.pop("taxonomies", {})
    merged = {**(nested if isinstance(nested, dict) else {}), **values}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in merged.items()}


def _split_json(text: str, path: str) -> ForeignDocument | None:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise _ill_formed(error, path, 0) from error
    return _document(values, text[:end], text[end:], first_line=1) if isinstance(values, dict) else None


def _split_header_lines(lines: Sequence[str]) -> ForeignDocument | None:
    """Read `Title: …` lines as Pelican and MultiMarkdown have them; None unless they are clearly that."""
    values: dict[str, str] = {}
    key, end = "", 0
    for end, line in enumerate(lines):  # noqa: B007 - where the header ends is wanted
        found = _HEADER_LINE.fullmatch(line.rstrip())
        if found:
            key = found["key"].lower()
            values[key] = (found["value"] or "").strip()
        elif key and line.startswith(("    ", "\t")) and line.strip():
            values[key] = f"{values[key]} {line.strip()}".strip()
        else:
            break
    else:
        end = len(lines)
    is_header = "title" in values and _PELICAN_KEYS & values.keys()
    if not is_header or (end < len(lines) and lines[end].strip()):
        return None
    return _document(values, "\n".join(lines[:end]), "\n".join(lines[end:]), first_line=1)


def _ill_formed(error: Exception, path: str, lines_before: int) -> ImportRefused:
    reason = getattr(error, "msg", None) or "nested too deeply"
    message = f"the JSON of the front matter is not well-formed: {reason}; mend it, and import again"
    return _refusal(message, path, lines_before + getattr(error, "lineno", 1))


def _refusal(message: str, path: str, line: int) -> ImportRefused:
    return ImportRefused([Problem(message=message, path=path, line=line)])
