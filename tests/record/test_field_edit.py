"""Whole fields of a front matter: what changes, and that nothing else does."""

from collections.abc import Callable, Iterable

import pytest

from generator.record.field_edit import remove_field, set_lines, set_text, set_texts
from generator.record.front_matter_edit import NotEditable, edit_front_matter
from generator.record.yaml_edit import Edit
from generator.record.yaml_nodes import Tree

Edits = Callable[[Tree], Iterable[Edit]]


def edited(text: str, edits: Edits) -> str:
    front = edit_front_matter(f"---\n{text}---\n\nBody: [a]\n".encode(), edits).decode()
    assert front.endswith("---\n\nBody: [a]\n")
    return front.removeprefix("---\n").removesuffix("---\n\nBody: [a]\n")


def texts(*values: str) -> Edits:
    return lambda tree: set_texts(tree, tree.top, "tags", values)


def text(value: str) -> Edits:
    return lambda tree: set_text(tree, tree.top, "title", value)


def gone(tree: Tree) -> list[Edit]:
    return remove_field(tree, tree.top, "tags")


CASES: dict[str, tuple[str, Edits, str]] = {
    "the same text": ("title: 'A'  # c\n", text("A"), "title: 'A'  # c\n"),
    "another text": ("title: 'A'  # c\nx: y\n", text("It's"), "title: 'It''s'  # c\nx: y\n"),
    "a text that needs quotes": ("title: A\n", text("A: b"), "title: 'A: b'\n"),
    "a date": ("title: 2019-03-04 # c\n", text("2019-03"), "title: 2019-03 # c\n"),
    "a date in quotes": ("title: '2019-03-04'\n", text("2019"), "title: '2019'\n"),
    "a block": ("title: >\n  A\n  b\nx: y\n", text("C"), "title: >\n  C\nx: y\n"),
    "one item another": ("tags:\n  - a # c\n  - b\n", texts("x", "b"), "tags:\n  - x # c\n  - b\n"),
    "the same items in another order": ("tags: [b, a]\n", texts("a", "b"), "tags: [b, a]\n"),
    "more items": ("tags:\n- a\nx: y\n", texts("a", "b", "c"), "tags:\n- a\n- b\n- c\nx: y\n"),
    "more items on a line": ("tags: [a]\n", texts("a", "b, c"), "tags: [a, 'b, c']\n"),
    "fewer items": ("tags:\n  - a\n  # c\n  - b\nx: y\n", texts("a"), "tags:\n  - a\n  # c\nx: y\n"),
    "all items others": ("tags: [a, b, c]\n", texts("x"), "tags: [x]\n"),
    "items of a single text": ("tags: a # c\n", texts("a", "b"), "tags: [a, b] # c\n"),
    "Windows line ends": ("tags:\r\n  - a\r\nx: y\r\n", texts("a", "b"), "tags:\r\n  - a\r\n  - b\r\nx: y\r\n"),
    "a list gone": ("x: y\ntags:\n  - a\n  - b\nz: w\n", gone, "x: y\nz: w\n"),
    "a line gone": ("tags: [a]\nz: w\n", gone, "z: w\n"),
    "a list gone from before a comment": ("tags: [a] # c\nz: w\n", gone, " # c\nz: w\n"),
    "a mapping": (
        "place:\n  city: A\n  region: B\nx: y\n",
        lambda tree: set_lines(tree, "place", ["place:", "  city: C"]),
        "place:\n  city: C\nx: y\n",
    ),
}


@pytest.mark.parametrize(("before", "edits", "after"), CASES.values(), ids=CASES)
def test_only_the_field_changes(before: str, edits: Edits, after: str) -> None:
    assert edited(before, edits) == after
    assert edited(after, edits) == after if "tags" in after or "title" in after else True


@pytest.mark.parametrize(
    ("before", "edits"),
    [
        ("x: &a [b]\ntags: *a\n", texts("c")),
        ("tags: &a [b]\nx: *a\n", texts("c")),
        ("tags: [&a b]\nx: *a\n", texts("c")),
        ("tags: [{a: b}]\n", texts("c")),
        ("title: [a]\n", text("b")),
        ("x: y\n", text("b")),
        ("{tags: [a], x: y}\n", gone),
        ("a: [\n", text("b")),
        ("- a\n", text("b")),
    ],
)
def test_what_cannot_be_changed_in_one_place_is_refused(before: str, edits: Edits) -> None:
    with pytest.raises(NotEditable):
        edited(before, edits)
