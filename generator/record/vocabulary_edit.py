"""Edits to the vocabulary: a term comes, gets another name or more other names; what people wrote around it stays."""

from collections.abc import Callable, Sequence
from typing import Any

from generator.model import TermKind
from generator.names import name_key
from generator.record.front_matter_edit import NotEditable
from generator.record.yaml_edit import (
    Edit,
    append_item,
    append_pair,
    apply_edits,
    is_null,
    line_end_of,
    remove_items,
    replace_scalar,
    scalar_text,
)
from generator.record.yaml_nodes import Alias, Mapping, Node, Scalar, read_tree
from generator.record.yaml_nodes import Sequence as ListNode


def note_term(data: bytes, kind: TermKind, name: str, also: Sequence[str] = ()) -> bytes:
    """Return a vocabulary in which `name` is a term and each of `also` another name of it, and of no other term.

    A term that has one of these names becomes `name`, with its other names. Raises NotEditable when that would lose
    what the vocabulary says of it, or where an anchor ties what must change to something else.
    """
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    wanted = list(also)
    if _find(text, kind, name) is None:
        renamed = next((other for other in also if _find(text, kind, other) is not None), None)
        if renamed:
            text = _edit_entry(text, kind, renamed, lambda entry: [_rename(text, entry, name)])
    for other in also:
        if name_key(other) != name_key(name) and (entry := _find(text, kind, other)) is not None:
            wanted += _other_names(entry)
            text = _remove_entry(text, kind, entry)
    text = _remove_other_names(text, kind, {name_key(one) for one in (name, *wanted)}, name)
    if _find(text, kind, name) is None:
        return (mark + _add_entry(text, kind, name, _missing((), wanted, name))).encode()
    text = _edit_entry(text, kind, name, lambda entry: [_rename(text, entry, name)])
    found = _find(text, kind, name)
    missing = _missing(_other_names(found), wanted, name) if found else []
    if missing:
        text = _edit_entry(text, kind, name, lambda entry: [_add_names(text, entry, missing)])
    return (mark + text).encode()


def _entries(text: str, kind: TermKind) -> tuple[ListNode | None, list[Mapping]]:
    tree = read_tree(text)
    node = tree.top.get(kind) if tree else None
    if tree is None or isinstance(node, Alias) or tree.aliases:
        raise NotEditable("the vocabulary has anchors and aliases; write the values out, then run it again")
    items = node.items if isinstance(node, ListNode) else ()
    return node if isinstance(node, ListNode) else None, [item for item in items if isinstance(item, Mapping)]


def _find(text: str, kind: TermKind, name: str) -> Mapping | None:
    """Return the entry whose name this is."""
    return next((entry for entry in _entries(text, kind)[1] if _is_named(entry, name)), None)


def _is_named(entry: Mapping, name: str) -> bool:
    node = entry.get("name")
    return isinstance(node, Scalar) and name_key(node.value) == name_key(name)


def _other_names(entry: Mapping) -> list[str]:
    node = entry.get("also")
    items: Sequence[Node] = node.items if isinstance(node, ListNode) else () if node is None else (node,)
    return [item.value for item in items if isinstance(item, Scalar) and not is_null(item)]


def _edit_entry(text: str, kind: TermKind, name: str, edits: Callable[[Mapping], Sequence[Edit | None]]) -> str:
    entry = _find(text, kind, name)
    return apply_edits(text, [edit for edit in edits(entry) if edit]) if entry else text


def _rename(text: str, entry: Mapping, name: str) -> Edit | None:
    node = entry.get("name")
    return replace_scalar(text, node, name) if isinstance(node, Scalar) and node.value != name else None


def _remove_entry(text: str, kind: TermKind, entry: Mapping) -> str:
    said = [key.value for key, _ in entry.pairs if isinstance(key, Scalar) and key.value not in ("name", "also")]
    if said:
        name: Any = entry.get("name")
        raise NotEditable(
            f"the vocabulary has {', '.join(said)} of '{name.value}', which would be lost; move it to the other term, "
            "or remove it, then run it again"
        )
    list_node, _ = _entries(text, kind)
    if list_node is None:
        return text
    index = next(number for number, item in enumerate(list_node.items) if item.start == entry.start)
    return apply_edits(text, remove_items(text, list_node, [index]))


def _remove_other_names(text: str, kind: TermKind, keys: set[str], name: str) -> str:
    """Take names out of the `also` of terms they no longer belong to, and the term's own name out of its `also`."""
    own = name_key(name)
    for entry in reversed(_entries(text, kind)[1]):
        gone = {own} if _is_named(entry, name) else keys
        node = entry.get("also")
        if isinstance(node, Scalar) and name_key(node.value) in gone:
            text = apply_edits(text, [Edit(node.start, node.end, "[]")])
        elif isinstance(node, ListNode):
            removed = [
                number
                for number, item in enumerate(node.items)
                if isinstance(item, Scalar) and name_key(item.value) in gone
            ]
            text = apply_edits(text, remove_items(text, node, removed))
    return text


def _missing(there: Sequence[str], wanted: Sequence[str], name: str) -> list[str]:
    keys = {name_key(one) for one in (*there, name)}
    missing: dict[str, str] = {}
    for one in wanted:
        if name_key(one) not in keys:
            missing.setdefault(name_key(one), one)
    return list(missing.values())


def _add_names(text: str, entry: Mapping, names: Sequence[str]) -> Edit:
    """Add other names to a term."""
    node = entry.get("also")
    if isinstance(node, ListNode) and (node.flow or node.items):
        written = [scalar_text(name) for name in names]
        edit = append_item(text, node, flow=", ".join(written), block=written[:1])
        if node.flow:
            return edit
        lines = [append_item(text, node, flow="", block=[one]).text for one in written]
        return Edit(edit.start, edit.end, "".join(lines))
    if node is None:
        return append_pair(text, entry, f"also: {_flow(names)}")
    there = [node.value] if isinstance(node, Scalar) and not is_null(node) else []
    space = "" if text[node.start - 1 : node.start] in (" ", "\t") else " "
    return Edit(node.start, node.end, space + _flow([*there, *names]))


def _add_entry(text: str, kind: TermKind, name: str, also: Sequence[str]) -> str:
    lines = [f"name: {scalar_text(name)}", *([f"also: {_flow(also)}"] if also else [])]
    list_node, _ = _entries(text, kind)
    if list_node and (list_node.flow or list_node.items):
        return apply_edits(text, [append_item(text, list_node, flow=f"{{{', '.join(lines)}}}", block=lines)])
    newline = line_end_of(text)
    block = f"{newline}  - {lines[0]}" + "".join(f"{newline}    {line}" for line in lines[1:])
    tree = read_tree(text)
    key = tree.top.key(kind) if tree else None
    if tree and key:  # a kind without terms
        node = tree.top.get(kind)
        at = node.end if node and not is_null(node) else text.index(":", key.end) + 1
        return apply_edits(text, [Edit(at, at, block)])
    if tree and tree.top.flow and tree.top.pairs:
        return apply_edits(text, [append_pair(text, tree.top, f"{kind}: [{{{', '.join(lines)}}}]")])
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    return f"{text}{gap}{kind}:{block}{newline}"


def _flow(names: Sequence[str]) -> str:
    return f"[{', '.join(map(scalar_text, names))}]"
