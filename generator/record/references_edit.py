"""References to a file that gets another name: in front matter and in links, in every file that has one.

The file stays in its folder, so only the last part of a reference changes, however it is written.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

from generator.front_matter import front_matter_values
from generator.record.front_matter_edit import NotEditable, cut_front_matter, edit_front_matter
from generator.record.values import TOO_ODD, read_fields
from generator.record.yaml_edit import Edit, replace_scalar
from generator.record.yaml_nodes import Mapping, Node, Scalar, Sequence, Tree
from generator.references import resolve_path

_KEYS = frozenset({"related", "replaces", "translation_of", "variant_of", "alternative", "url"})
"""Those under which a front matter names other files."""
_DESTINATION = re.compile(r"""(\]\(\s*<?|\]:[ \t]*<?|\b(?:href|cite)=["'])([^\s<>"')]+)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A file that gets another name in its folder."""

    old: str
    """Its path below the site."""
    new: str
    known: Collection[str]
    """The paths of all releases and pages, before."""

    def reference(self, written: str, source: str) -> str:
        """Return what a reference in the file `source` must be from now on; the same when it leads elsewhere."""
        target, mark, fragment = written.partition("#")
        path = unquote(target)
        if resolve_path(path, source, self.known) != self.old:
            return written
        name = posixpath.basename(self.new)
        name = name if path.endswith(".md") else name.removesuffix(".md")
        name = name if path == target else quote(name)
        return posixpath.join(posixpath.dirname(target), name) + mark + fragment


def is_suspect(data: bytes, old: str) -> bool:
    """Tell whether a file may name the file `old`; most of an archive need not be read closer."""
    return any(needle in data for needle in _needles(old))


@lru_cache(maxsize=4)
def _needles(old: str) -> frozenset[bytes]:
    stem = posixpath.basename(old).removesuffix(".md")
    return frozenset({stem.encode(), quote(stem).encode()})


def rename_references(data: bytes, source: str, renamed: Renamed) -> bytes:
    """Return the file `source` with every reference to a renamed file mended; raises NotEditable."""

    def change(written: str) -> str:
        return renamed.reference(written, source)

    if source.startswith("content/releases/"):
        front = read_fields(data)
        data = edit_front_matter(data, lambda tree: _edits(tree, tree.top, change, under=""))
        if front_matter_values(read_fields(data)) != _changed(front_matter_values(front), change, under=""):
            raise NotEditable(TOO_ODD.format(key="related"))
    cut = cut_front_matter(data)
    behind = _DESTINATION.sub(lambda found: found[1] + change(found[2]), cut.behind)
    return (cut.before + cut.front + behind).encode()


def _edits(tree: Tree, node: Node, change: Callable[[str], str], *, under: str) -> Iterator[Edit]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from _edits(tree, value, change, under=key.value if isinstance(key, Scalar) else "")
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _edits(tree, item, change, under=under)
    elif isinstance(node, Scalar) and under in _KEYS and node.value and change(node.value) != node.value:
        yield replace_scalar(tree.text, node, change(node.value))


def _changed(value: Any, change: Callable[[str], str], *, under: str) -> Any:
    if isinstance(value, dict):
        return {key: _changed(held, change, under=key) for key, held in value.items()}
    if isinstance(value, list):
        return [_changed(item, change, under=under) for item in value]
    return change(value) if under in _KEYS and type(value) is str else value
