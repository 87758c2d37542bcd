"""The values of a front matter by key: one gets another value, comes or goes, and every other byte of the file stays.

What an edit made is read again before it is written: no field but the one that was named may say anything else.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from generator.front_matter import front_matter_values, read_front_matter, split_document
from generator.model import FrontMatter
from generator.problems import Problem, errors_in
from generator.record.field_edit import insert_field, remove_field, set_lines, set_text, set_texts
from generator.record.front_matter_edit import NotEditable, edit_front_matter
from generator.record.yaml_edit import Edit, append_item, append_pair, is_null, remove_items, scalar_text
from generator.record.yaml_nodes import Mapping, Scalar, Tree
from generator.record.yaml_nodes import Sequence as YamlList
from generator.yaml_writing import IsoDate, write_yaml

Value = str | tuple[str, ...] | None
"""A text, a list of texts, or nothing, which takes the key out."""

TOO_ODD = "the front matter is written in a way that cannot be changed in one place alone; change '{key}' by hand"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a key holds."""

    is_list: bool
    """A list of texts, else one text."""
    is_plain: bool
    """A date or a flag, which is written without quotes."""


def kind_of(key: str) -> Kind | None:
    """Return what a key such as `tags` or `place.city` holds; None when it is unknown, or holds more than texts."""
    owner: Any = FrontMatter
    *outer, last = key.split(".")
    for name in outer:
        owner = _noun(_types(owner).get(name))
        if owner is None:
            return None
    hint = _types(owner).get(last)
    if hint is None or _noun(hint) is not None:
        return None
    if typing.get_origin(hint) is tuple:
        return Kind(is_list=True, is_plain=False) if typing.get_args(hint)[0] is str else None
    inner = [part for part in typing.get_args(hint) if part is not types.NoneType] if _is_union(hint) else [hint]
    return Kind(is_list=False, is_plain=inner[0] is bool or getattr(inner[0], "__name__", "") == "StatedDate")


def check_value(key: str, value: Value) -> list[str]:
    """Return what is wrong with a value for a key, each as a sentence that the author of a file would read."""
    name, _, inner = key.partition(".")
    if value is None and (key in _ORDER or kind_of(key)):
        return [f"'{key}' is required and cannot be taken out"] if key in _REQUIRED else []
    if kind_of(key) is None:
        plain: Any = {name: {inner: ""}} if inner else {name: ""}
    else:
        written = list(value) if isinstance(value, tuple) else value
        plain = {name: {inner: written}} if inner else {name: written}
    needed = _NEEDED.get(name, {})
    if inner:
        plain[name] = needed | plain[name]
    text = write_yaml({"title": "a", "date": "2024"} | plain)
    _, problems = read_front_matter(split_document(f"---\n{text}---\n".encode(), ""), "")
    found = [problem.message for problem in problems]
    if not found and kind_of(key) is None:
        return [f"'{key}' holds more than texts; change it in the file"]
    return found


_REQUIRED = frozenset({"title", "original.file", "original.sha256", "withdrawn.date", "withdrawn.reason"})
_NEEDED: dict[str, dict[str, str]] = {
    "original": {"file": "a", "sha256": "b"},
    "withdrawn": {"date": "2024", "reason": "a"},
}
"""What a mapping must hold beside the key that is checked."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file, and what its front matter says."""

    data: bytes
    front: FrontMatter


def change_values(file: Edited, values: "typing.Mapping[str, Value]") -> Edited:
    """Return a file whose front matter has these values, by key; its very bytes where it has them already.

    Raises NotEditable, with what to do.
    """
    for key, value in values.items():
        wanted = _with_value(file.front, key, value)
        if wanted != file.front:
            file = _first_that_fits(file, wanted, [*_ways_to_write(key, value)], key)
    return file


def confirm(file: Edited, names: typing.Collection[str]) -> Edited:
    """Return a file in whose `original.inferred` none of these names stands: somebody has stated the fields."""
    front = file.front
    if front.original is None or not {*names} & {*front.inferred}:
        return file
    left = tuple(name for name in front.inferred if name not in names)
    wanted = replace(front, original=replace(front.original, inferred=left))
    return _first_that_fits(file, wanted, [lambda tree: _set_inferred(tree, left)], "original.inferred")


def write_block(file: Edited, key: str, noun: Any) -> Edited:
    """Return a file in which a key of the top holds a noun, or a list of nouns, instead of what it held.

    Raises NotEditable.
    """
    plain = [front_matter_values(one) for one in noun] if isinstance(noun, tuple) else front_matter_values(noun)
    lines = write_yaml({key: plain}).rstrip("\n").split("\n")

    def written(tree: Tree) -> list[Edit]:
        return set_lines(tree, key, lines) if tree.top.get(key) is not None else insert_field(tree, key, lines, _ORDER)

    changed: Any = {key: noun}
    return _first_that_fits(
        file, replace(file.front, **changed), [written, lambda tree: insert_field(tree, key, lines, ())], key
    )


def append_entry(file: Edited, key: str, noun: Any) -> Edited:
    """Return a file in which a list of mappings at the top has one more; raises NotEditable."""
    lines = write_yaml({key: [front_matter_values(noun)]}).rstrip("\n").split("\n")

    def written(tree: Tree) -> list[Edit]:
        node = tree.top.get(key)
        if isinstance(node, YamlList) and not node.flow:
            return [append_item(tree.text, node, flow="", block=[line[4:] for line in lines[1:]])]
        if isinstance(node, YamlList):
            plain = front_matter_values(noun).items()
            pairs = (f"{name}: {held if isinstance(held, IsoDate) else scalar_text(held)}" for name, held in plain)
            return [append_item(tree.text, node, flow=f"{{{', '.join(pairs)}}}", block=())]
        return set_lines(tree, key, lines) if node is not None else insert_field(tree, key, lines, _ORDER)

    changed: Any = {key: (*getattr(file.front, key), noun)}
    return _first_that_fits(file, replace(file.front, **changed), [written], key)


def read_fields(data: bytes) -> FrontMatter:
    """Return the front matter of a file; raises NotEditable when it has an error."""
    front, problems = read_front_matter(split_document(data, ""), "")
    if front is None:
        raise NotEditable(errors_in(problems)[0].message)
    return front


def as_problem(error: NotEditable, path: str) -> Problem:
    """Word what keeps a file from being edited."""
    return Problem(message=str(error), path=path)


Way = Callable[[Tree], Sequence[Edit]]
_ORDER = tuple(field.name for field in dataclasses.fields(FrontMatter))


def _first_that_fits(file: Edited, wanted: FrontMatter, ways: Sequence[Way], key: str) -> Edited:
    """Return the file after the first of several edits that makes it say what is wanted and nothing else."""
    refusal = NotEditable(TOO_ODD.format(key=key))
    for number, way in enumerate(ways):
        try:
            data = edit_front_matter(file.data, way)
            if read_fields(data) == wanted and split_document(data, "").body == split_document(file.data, "").body:
                return Edited(data, wanted)
        except NotEditable as error:
            refusal = error if number == 0 else refusal
    raise refusal


def _ways_to_write(key: str, value: Value) -> Iterator[Way]:
    *outer, last = key.split(".")
    if value is None or value == ():
        yield lambda tree: remove_field(tree, _mapping(tree, outer), last)
        yield lambda tree: _empty(tree, _mapping(tree, outer), last)
        return
    yield lambda tree: _write(tree, outer, last, value, _ORDER)
    yield lambda tree: _write(tree, outer, last, value, ())
    if isinstance(value, tuple):
        yield lambda tree: set_texts(tree, _mapping(tree, outer), last, value, in_order=True)
    else:
        yield lambda tree: _write_anew(_mapping(tree, outer), last, value)


def _write(
    tree: Tree, outer: Sequence[str], key: str, value: str | tuple[str, ...], order: Sequence[str]
) -> list[Edit]:
    if outer and is_null(tree.top.get(outer[0])):
        plain = list(value) if isinstance(value, tuple) else value
        lines = write_yaml({outer[0]: {key: plain}}).rstrip("\n").split("\n")
        if tree.top.get(outer[0]) is not None:
            return set_lines(tree, outer[0], lines)
        return insert_field(tree, outer[0], lines, order)
    mapping = _mapping(tree, outer)
    if mapping.get(key) is not None:
        if isinstance(value, tuple):
            return set_texts(tree, mapping, key, value)
        return set_text(tree, mapping, key, value)
    if mapping.flow or outer:
        if isinstance(value, tuple):
            return [append_pair(tree.text, mapping, f"{key}: [{', '.join(map(scalar_text, value))}]")]
        return [append_pair(tree.text, mapping, f"{key}: {_scalar(key, value)}")]
    plain = list(value) if isinstance(value, tuple) else IsoDate(value) if _is_plain(key) else value
    return insert_field(tree, key, write_yaml({key: plain}).rstrip("\n").split("\n"), order)


def _write_anew(mapping: Mapping, key: str, value: str) -> list[Edit]:
    """Replace a text whatever its style: a block ends with a line end that the new one may not have."""
    node = mapping.get(key)
    return [Edit(node.start, node.end, scalar_text(value))] if isinstance(node, Scalar) else []


def _scalar(key: str, value: str) -> str:
    return value if _is_plain(key) else scalar_text(value)


def _is_plain(key: str) -> bool:
    kind = kind_of(key)
    return kind is not None and kind.is_plain


def _empty(tree: Tree, mapping: Mapping, key: str) -> list[Edit]:
    """Leave a key without its value: for a mapping on one line, from which no key can be taken out in one place."""
    node = mapping.get(key)
    if isinstance(node, YamlList):
        return remove_items(tree.text, node, range(len(node.items)))
    return set_text(tree, mapping, key, "")


def _set_inferred(tree: Tree, left: tuple[str, ...]) -> list[Edit]:
    original = _mapping(tree, ["original"])
    if left:
        return set_texts(tree, original, "inferred", left)
    return _empty(tree, original, "inferred") if original.flow else remove_field(tree, original, "inferred")


def _mapping(tree: Tree, outer: Sequence[str]) -> Mapping:
    found = tree.top
    for name in outer:
        node = found.get(name)
        if not isinstance(node, Mapping):
            raise NotEditable(f"'{name}' is no mapping that can be changed in one place; write it anew by hand")
        found = node
    return found


def _with_value(front: FrontMatter, key: str, value: Value) -> FrontMatter:
    """Return a front matter with another value, as it is read from a file."""
    name, _, inner = key.partition(".")
    plain = front_matter_values(front)
    holder = dict(plain.get(name) or {}) if inner else plain
    last = inner or name
    if value is None or value == ():
        holder.pop(last, None)
    else:
        holder[last] = list(value) if isinstance(value, tuple) else value
    if inner:
        plain[name] = holder
    text = write_yaml(plain) if plain.get(name) != {} else write_yaml({**plain, name: None})
    return read_fields(f"---\n{text}---\n".encode())


def _noun(hint: Any) -> Any:
    parts = typing.get_args(hint) if _is_union(hint) else (hint,)
    return next((part for part in parts if isinstance(part, type) and _is_mapping(part)), None)


def _is_mapping(noun: type) -> bool:
    return dataclasses.is_dataclass(noun) and noun.__name__ != "StatedDate"


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType)


@cache
def _types(noun: Any) -> dict[str, Any]:
    return typing.get_type_hints(noun)
