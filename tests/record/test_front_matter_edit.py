"""An edit changes the value it names, and every other byte of the file stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.front_matter import read_front_matter, split_document
from generator.model import FrontMatter
from generator.record.front_matter_edit import NotEditable, change_texts
from generator.record.yaml_edit import scalar_text


def renamed(text: str, changes: dict[str, str | None], key: str = "tags") -> str:
    file = f"---\n{text}---\n\nIran in the body.\n"
    changed = change_texts(file.encode(), key, lambda value: changes.get(value.strip(), value)).decode()
    assert changed.startswith("---\n")
    assert changed.endswith("---\n\nIran in the body.\n")
    return changed[4 : -len("---\n\nIran in the body.\n")]


RENAMED = {
    "a plain item": ("tags:\n  - Iran # x\n", "tags:\n  - Persia # x\n"),
    "items that are not indented": ("tags:\n- a\n- Iran\n", "tags:\n- a\n- Persia\n"),
    "quotes": ("tags:\n- 'Iran'\n- \"b\"\n", "tags:\n- 'Persia'\n- \"b\"\n"),
    "an escaped letter": ('tags: ["\\u0049ran", b]\n', 'tags: ["Persia", b]\n'),
    "a flow list": ("tags: [ Iran , b ]  # x\n", "tags: [ Persia , b ]  # x\n"),
    "a flow list on lines": ("tags: [\n  Iran, # x\n  b,\n]\n", "tags: [\n  Persia, # x\n  b,\n]\n"),
    "a text instead of a list": ("tags: Iran\n", "tags: Persia\n"),
    "a block": ("tags:\n  - |- # x\n    Iran\n\n  - b\n", "tags:\n  - |- # x\n    Persia\n\n  - b\n"),
    "an item below its dash": ("tags:\n  -\n    # x\n    Iran\n", "tags:\n  -\n    # x\n    Persia\n"),
    "an anchor nobody uses": ("tags: [&a Iran]\n", "tags: [&a Persia]\n"),
    "an alias": ("title: &a Iran\ntags: [*a, b]\n", "title: &a Iran\ntags: [Persia, b]\n"),
    "the same word elsewhere": (
        "title: Iran\ntags: [Iran]\npeople: [Iran]\n",
        "title: Iran\ntags: [Persia]\npeople: [Iran]\n",
    ),
    "another line end": ("tags:\r\n  - Iran\r\n", "tags:\r\n  - Persia\r\n"),
    "a key in quotes": ('"tags": [Iran]\n', '"tags": [Persia]\n'),
    "a front matter in braces": ("{title: x, tags: [Iran]}\n", "{title: x, tags: [Persia]}\n"),
    "nothing to do": ("tags: [b]  \n", "tags: [b]  \n"),
    "no such key": ("title: Iran\n", "title: Iran\n"),
    "mappings where texts belong": ("tags: [{a: Iran}]\n", "tags: [{a: Iran}]\n"),
}


@pytest.mark.parametrize(("text", "expected"), RENAMED.values(), ids=RENAMED)
def test_an_item_gets_another_name(text: str, expected: str) -> None:
    assert renamed(text, {"Iran": "Persia"}) == expected


REMOVED = {
    "an item": ("tags:\n  - a\n  - Iran\n  - b\n", "tags:\n  - a\n  - b\n"),
    "the first item": ("tags:\n  - Iran\n  - b\n", "tags:\n  - b\n"),
    "its comment stays": ("tags:\n  - Iran # x\n  - b\n", "tags:\n  # x\n  - b\n"),
    "a comment between dash and item stays": ("tags:\n  - # x\n    Iran\n  - b\n", "tags:\n  # x\n  - b\n"),
    "the only item": ("tags:\n  - Iran\nslug: x\n", "tags:\nslug: x\n"),
    "a block": ("tags:\n  - b\n  - |\n    Iran\n\nslug: x\n", "tags:\n  - b\n\nslug: x\n"),
    "the first of a flow list": ("tags: [Iran, b]\n", "tags: [b]\n"),
    "the last of a flow list": ("tags: [b, Iran]\n", "tags: [b]\n"),
    "the last before a comma": ("tags: [b, Iran,]\n", "tags: [b,]\n"),
    "the only one of a flow list": ("tags: [ Iran ]\n", "tags: [  ]\n"),
    "a line of a flow list": ("tags: [\n  b,\n  Iran,\n  c\n]\n", "tags: [\n  b,\n  c\n]\n"),
    "two of one list": ("tags: [b, Iran, Iran]\n", "tags: [b]\n"),
}


@pytest.mark.parametrize(("text", "expected"), REMOVED.values(), ids=REMOVED)
def test_an_item_is_taken_out(text: str, expected: str) -> None:
    assert renamed(text, {"Iran": None}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tags: [&a Iran]\ntitle: *a\n",
        "tags: &t [Iran]\npeople: *t\n",
        "people: &t [Iran]\ntags: *t\n",
        "tags: &a Iran\ntitle: *a\n",
    ],
)
def test_a_value_that_is_tied_to_another_is_left_alone(text: str) -> None:
    with pytest.raises(NotEditable, match=r"the anchor '&[at]' ties this value to another"):
        renamed(text, {"Iran": "Persia"})


def test_a_byte_order_mark_and_line_ends_stay() -> None:
    file = "\ufeff---\r\ntags: [Iran] # ü\r\n---\r\n\r\nBody\rmixed\n"
    changed = change_texts(file.encode(), "tags", lambda _: "Persia")
    assert changed == file.replace("[Iran]", "[Persia]").encode()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Persia", "Persia"),
        ("open data", "open data"),
        ("O’Neill", "O’Neill"),
        ("O'Neill", "O'Neill"),
        ("a: b", "'a: b'"),
        ("#x", "'#x'"),
        ("yes", "'yes'"),
        ("2024", "'2024'"),
        ("a, b", "'a, b'"),
        ("it's: x", "'it''s: x'"),
        ("- a", "'- a'"),
        ("a\nb", '"a\\nb"'),
        ("ایران", "ایران"),
        ("", "''"),
    ],
)
def test_quotes_are_written_where_they_are_needed(value: str, written: str) -> None:
    assert scalar_text(value) == written


# Whatever anybody writes: the file is put together around the values, so it is known which bytes may change.

NAMES = (
    st.text(
        st.characters(categories=("L", "N", "P", "S"), include_characters=" \u200c'\"#:,-[]{}&*!|>%@`"),
        min_size=1,
        max_size=12,
    )
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
STYLES = st.sampled_from([None, "'", '"'])
COMMENTS = st.sampled_from(["", "  # tags: [a, b]", " # - x", "\t# 'y"])
ENDS = st.sampled_from(["\n", "\r\n"])


@st.composite
def files(draw: st.DrawFn) -> tuple[list[tuple[str, str | None]], str]:
    """Return the pieces of a file, each a text that stays or a name with its style, and the line end."""
    end = draw(ENDS)
    names = draw(st.lists(st.tuples(NAMES, STYLES), min_size=1, max_size=5))
    pieces: list[tuple[str, str | None]] = [(f"---{end}# first{end}title: 'It''s #1'{draw(COMMENTS)}{end}", "text")]
    shape = draw(st.sampled_from(["block", "flow", "lines", "scalar"]))
    indent = " " * draw(st.integers(0, 4))
    if shape == "block":
        pieces.append((f"tags:{draw(COMMENTS)}{end}", "text"))
        for name, style in names:
            pieces += [(f"{indent}-{' ' * draw(st.integers(1, 3))}", "text"), (name, style)]
            pieces.append((f"{draw(COMMENTS)}{end}{draw(st.sampled_from(['', end, f'# between{end}']))}", "text"))
    elif shape == "scalar":
        pieces += [("tags: ", "text"), names[0], (f"{draw(COMMENTS)}{end}", "text")]
    else:
        gap = f"{draw(COMMENTS)}{end} {indent}" if shape == "lines" else draw(st.sampled_from([" ", ""]))
        pieces.append((f"tags: [{gap if shape == 'flow' else f'{end}  '}", "text"))
        for number, (name, style) in enumerate(names):
            pieces += [(" , " if number and not gap else f",{gap}" if number else "", "text"), (name, style)]
        pieces.append((f"{end} ]{end}" if shape == "lines" else f"]{draw(COMMENTS)}{end}", "text"))
    pieces.append((f"people: [Iran]{end}date: 2024-01-11{end}---{end}{end}- body, [tags]:{end}", "text"))
    return pieces, end


def style_of(value: str, style: str | None) -> str | None:
    """Return the style in which a value stands there, for some need quotes."""
    written = scalar_text(value, style)
    return written[0] if written != value else None


def put_together(pieces: list[tuple[str, str | None]]) -> bytes:
    return "".join(text if style == "text" else scalar_text(text, style) for text, style in pieces).encode()


def read(file: bytes) -> FrontMatter:
    front, problems = read_front_matter(split_document(file, "x.md"), "x.md")
    assert front, problems
    return front


@given(files(), NAMES)
def test_only_the_bytes_of_the_value_change(file: tuple[list[tuple[str, str | None]], str], new: str) -> None:
    pieces, _ = file
    old = next(text for text, style in pieces if style != "text")
    changed = change_texts(put_together(pieces), "tags", lambda value: new if value == old else value)
    expected = [
        (new, style_of(text, style)) if style != "text" and text == old else (text, style) for text, style in pieces
    ]
    assert changed == put_together(expected)
    assert read(changed).tags == tuple(text for text, style in expected if style != "text")


@given(files())
def test_what_is_taken_out_takes_nothing_with_it(file: tuple[list[tuple[str, str | None]], str]) -> None:
    pieces, end = file
    before = put_together(pieces)
    gone = read(before).tags[-1]
    changed = change_texts(before, "tags", lambda value: None if value == gone else value)
    front = read(changed)
    assert front.tags == tuple(tag for tag in read(before).tags if tag != gone)
    assert front.people == ("Iran",)
    assert changed.decode().count("#") >= sum(text.count("#") for text, style in pieces if style == "text")
    assert changed.endswith(pieces[-1][0].encode())
    assert changed.startswith(pieces[0][0].encode())
    assert (b"\r" in changed) == (end == "\r\n")
