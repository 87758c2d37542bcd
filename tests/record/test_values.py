"""Values by key: what is written, and that nothing else of a file changes, whatever it looks like."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.front_matter import read_front_matter, split_document
from generator.model import FrontMatter
from generator.record.front_matter_edit import NotEditable
from generator.record.values import Edited, Value, change_values, check_value, confirm, kind_of, read_fields

BODY = "\n[a]: b\n# no comment\r\nÜber\n"


def read(data: bytes) -> FrontMatter:
    front, problems = read_front_matter(split_document(data, "a.md"), "a.md")
    assert front, problems
    return front


def changed(text: str, values: dict[str, Value]) -> str:
    data = f"---\n{text}---\n{BODY}".encode()
    after = change_values(Edited(data, read_fields(data)), values)
    assert after.front == read(after.data)
    assert after.data.startswith(b"---\n")
    assert after.data.endswith(f"---\n{BODY}".encode())
    return after.data[4 : -len(f"---\n{BODY}".encode())].decode()


CASES: dict[str, tuple[str, dict[str, Value], str]] = {
    "another text": ("title: A  # c\ndate: 2024\n", {"title": "B: c"}, "title: 'B: c'  # c\ndate: 2024\n"),
    "a key that is not there": (
        "title: A\n# c\ndate: 2024\n",
        {"subtitle": "B"},
        "title: A\nsubtitle: B\n# c\ndate: 2024\n",
    ),
    "a key before all that are there": (
        "# c\ndate: 2024\ntitle: A\n",
        {"title": "B", "id": "x1"},
        "# c\ndate: 2024\ntitle: B\nid: x1\n",
    ),
    "a key behind a list": (
        "title: A\ndate: 2024\ntags:\n- a\n- b # c\naliases: /a/\n",
        {"people": ("Jo",)},
        "title: A\ndate: 2024\ntags:\n- a\n- b # c\npeople:\n  - Jo\naliases: /a/\n",
    ),
    "a date": ("title: A\ndate: 2024 # c\n", {"date": "2024-05"}, "title: A\ndate: 2024-05 # c\n"),
    "a date that is not there": (
        "title: A\ndate: 2024\n",
        {"embargo": "2025-01-01T09:00Z"},
        "title: A\ndate: 2024\nembargo: 2025-01-01T09:00Z\n",
    ),
    "a flag": ("title: A\ndate: 2024\nlisted: no\n", {"listed": "true"}, "title: A\ndate: 2024\nlisted: true\n"),
    "a null": ("title: A\ndate: 2024\nsummary: # c\n", {"summary": "S"}, "title: A\ndate: 2024\nsummary: S # c\n"),
    "a null that is a list": (
        "title: A\ndate: 2024\ntags:\n",
        {"tags": ("a", "b")},
        "title: A\ndate: 2024\ntags: [a, b]\n",
    ),
    "another order": (
        "title: A\ndate: 2024\nissuers: [B, A]\n",
        {"issuers": ("A", "B")},
        "title: A\ndate: 2024\nissuers: [A, B]\n",
    ),
    "a key gone": ("title: A\ndate: 2024\nsummary: S\n", {"summary": None}, "title: A\ndate: 2024\n"),
    "a list gone": ("title: A\ndate: 2024\ntags:\n  - a\n", {"tags": None}, "title: A\ndate: 2024\n"),
    "a key of a mapping": (
        "title: A\ndate: 2024\nplace: {city: B}\n",
        {"place.city": "C"},
        "title: A\ndate: 2024\nplace: {city: C}\n",
    ),
    "a key into a mapping": (
        "title: A\ndate: 2024\nplace:\n    city: B # c\n",
        {"place.country": "C"},
        "title: A\ndate: 2024\nplace:\n    city: B # c\n    country: C\n",
    ),
    "a mapping that is not there": (
        "title: A\ndate: 2024\n",
        {"place.city": "C"},
        "title: A\ndate: 2024\nplace:\n  city: C\n",
    ),
    "braces": ("{title: A, date: 2024}\n", {"title": "B", "tags": ("a",)}, "{title: B, date: 2024, tags: [a]}\n"),
    "a key of braces gone": (
        "{title: A, date: 2024, tags: [a]}\n",
        {"tags": None},
        "{title: A, date: 2024, tags: []}\n",
    ),
    "an alias": (
        "title: &t A\ndate: 2024\nsubtitle: *t\n",
        {"subtitle": "B"},
        "title: &t A\ndate: 2024\nsubtitle: B\n",
    ),
    "Windows line ends": (
        "title: A\r\ndate: 2024\r\n",
        {"people": ("Jo", "Al")},
        "title: A\r\ndate: 2024\r\npeople:\r\n  - Jo\r\n  - Al\r\n",
    ),
    "what it is already": (
        "title:   'A'\ndate: 2024\ntags: [ a ]\n",
        {"title": "A", "tags": ("a",)},
        "title:   'A'\ndate: 2024\ntags: [ a ]\n",
    ),
    "an indented front matter": (
        "  title: A\n  date: 2024\n",
        {"number": "7"},
        "  title: A\n  number: '7'\n  date: 2024\n",
    ),
}


@pytest.mark.parametrize(("before", "values", "after"), CASES.values(), ids=CASES)
def test_the_value_changes_and_nothing_else(before: str, values: dict[str, Value], after: str) -> None:
    assert changed(before, values) == after
    assert changed(after, values) == after


REFUSED = {
    "an anchor that is used": ("title: &t A\ndate: 2024\nsubtitle: *t\n", {"title": "B"}, "the anchor '&t' ties"),
    "a date that a published release needs": ("title: A\ndate: 2024\n", {"date": None}, "'date' is missing"),
    "half a withdrawal": ("title: A\ndate: 2024\n", {"withdrawn.date": "2024"}, "'withdrawn.reason' is missing"),
    "a list of aliases": ("title: &t A\ndate: 2024\ntags: [*t]\n", {"tags": ("b",)}, "write it anew by hand"),
}


@pytest.mark.parametrize(("before", "values", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_changed_in_one_place_is_refused(before: str, values: dict[str, Value], why: str) -> None:
    with pytest.raises(NotEditable, match=why):
        changed(before, values)


def test_a_confirmed_field_is_inferred_no_more() -> None:
    text = "title: A\ndate: 2024\noriginal: {file: a, sha256: b, inferred: [title, date]} # c\n"
    data = f"---\n{text}---\n".encode()
    once = confirm(Edited(data, read_fields(data)), {"title", "tags"})
    assert once.data == data.replace(b"[title, date]", b"[date]")
    assert confirm(once, {"date"}).data == data.replace(b"[title, date]", b"[]")


KINDS: dict[str, tuple[Value, list[str]]] = {
    "status": ("x", ["'status' is 'x'; write published or draft"]),
    "date": (
        "soon",
        ["'date': 'soon' is not a date; write it like 2024-01-11, 2024-01-11T09:00+01:00, 2024-01 or 2024"],
    ),
    "tags": (("a",), []),
    "place.city": ("Rome", []),
    "place.planet": ("Mars", ["unknown key 'place.planet'; known here: city, country, region"]),
    "titel": ("x", ["unknown key 'titel'; did you mean 'title'?"]),
    "quotes": ("x", ["'quotes' holds more than texts; change it in the file"]),
    "place": ("Rome", ["'place' holds more than texts; change it in the file"]),
    "title": (None, ["'title' is required and cannot be taken out"]),
    "withdrawn": (None, []),
    "withdrawn.text": ("maybe", ["'withdrawn.text' is 'maybe'; write kept or removed"]),
}


@pytest.mark.parametrize(("key", "value", "said"), [(key, *rest) for key, rest in KINDS.items()], ids=KINDS)
def test_a_value_is_judged_as_if_it_stood_in_a_file(key: str, value: Value, said: list[str]) -> None:
    assert check_value(key, value) == said


# Whatever a front matter looks like

words = st.text(st.sampled_from("aäA 0:#'\"-[]{}&*!|>%@,?\\ش🙂"), min_size=1, max_size=12).map(str.strip).filter(bool)
comments = st.sampled_from(["", "", "  # c", " # title: x"])
between = st.sampled_from(["", "", "# a comment\n", "   # an indented one\n", "\n", "#title: no\n"])


@dataclass(frozen=True)
class Chunk:
    """A key with its value as it is written, and what follows on its last line."""

    key: str
    head: str
    value: str
    tail: str
    shared: bool = False


def _plain(key: str, draw: Any) -> tuple[str, str]:
    """Return how a scalar may be written: what stands behind the colon, and the value."""
    style = draw(st.sampled_from(["plain", "single", "double", "block", "folded", "lines", "null"]))
    match style:
        case "plain":
            return " ", "some words"
        case "single":
            return "   ", "'it''s\n\n   so'"
        case "double":
            return " ", '"a \\u0041 b"'
        case "block":
            return " ", "|-\n    One\n    # no comment\n    two"
        case "folded":
            return " ", ">\n  One\n  two\n"
        case "lines":
            return " ", "one\n   two\n   three"
    return "", "" if key != "title" else " x"


def _listed(draw: Any) -> tuple[str, str]:
    indent = " " * draw(st.integers(0, 5))
    items = draw(st.lists(st.sampled_from(["a", "'b: c'", '"d"', "e f"]), min_size=1, max_size=4, unique=True))
    if draw(st.booleans()):
        gap = draw(st.sampled_from(["", " ", "\n  "]))
        return " ", f"[{gap}{(',' + (gap or ' ')).join(items)}{gap}]"
    return "\n", "\n".join(f"{indent}- {item}{draw(comments)}" for item in items)


@st.composite
def front_matters(draw: Any) -> tuple[list[Chunk], list[str], str]:
    keys = ["title", *draw(st.lists(st.sampled_from(["subtitle", "summary", "number", "source"]), unique=True))]
    lists = draw(st.lists(st.sampled_from(["tags", "people", "issuers"]), unique=True))
    chunks = [Chunk("date", "date: ", "2024-01-11", draw(comments))]
    for key in keys:
        gap, value = _plain(key, draw)
        tail = "" if value.startswith((">", "|")) or not value else draw(comments)
        chunks.append(Chunk(key, f"{key}:{gap}", value, tail))
    for key in lists:
        gap, value = _listed(draw)
        chunks.append(Chunk(key, f"{key}:{gap}", value, "" if gap == "\n" else draw(comments)))
    chunks.append(Chunk("original", "original:\n  file: a\n  sha256: b\n  inferred: ", "[title, tags]", draw(comments)))
    chunks = draw(st.permutations(chunks))
    if draw(st.booleans()):
        named = next(number for number, chunk in enumerate(chunks) if chunk.key == "title")
        if not chunks[named].value.startswith("&"):
            chunks[named] = replace(chunks[named], head="title: &anchor ", value="Tied", tail="", shared=True)
            chunks.append(Chunk("source_url", "source_url: ", "*anchor", draw(comments)))
    blocks = [False, *(chunk.value.startswith((">", "|")) for chunk in chunks)]  # a comment below one may be its text
    return (
        chunks,
        ["" if block else draw(between) for block, _ in zip(blocks, chunks, strict=False)],
        draw(st.sampled_from(["\n", "\r\n"])),
    )


settable = st.one_of(
    st.tuples(st.sampled_from(["title", "subtitle", "summary", "number", "slug", "place.city", "source_url"]), words),
    st.tuples(
        st.sampled_from(["tags", "people", "issuers", "aliases"]),
        st.lists(words, min_size=1, max_size=4, unique=True).map(tuple),
    ),
    st.tuples(st.sampled_from(["date", "updated"]), st.sampled_from(["2020", "2020-02", "2020-02-29T10:00Z"])),
    st.tuples(st.sampled_from(["subtitle", "summary", "tags", "people"]), st.none()),
)


@given(front_matters(), settable)
@example(
    ([Chunk("title", "title: ", ">\n  a\n", ""), Chunk("date", "date: ", "2024", "")], ["", ""], "\n"), ("slug", "a")
)
def test_whatever_a_front_matter_looks_like_all_other_bytes_stay(
    made: tuple[list[Chunk], list[str], str], setting: tuple[str, Value]
) -> None:
    chunks, gaps, line_end = made
    key, value = setting
    text = "---\n"
    extent: tuple[int, int] | None = None
    for chunk, gap in zip(chunks, gaps, strict=True):
        text += gap
        start, end = (_length(text + piece, line_end) for piece in (chunk.head, chunk.head + chunk.value))
        extent = (start, end) if chunk.key == key else extent
        text += f"{chunk.head}{chunk.value}{chunk.tail}\n"
    data = f"{text}---\n{BODY}".replace("\n", line_end).encode()
    before = read(data)
    try:
        after = change_values(Edited(data, before), {key: value}).data
    except NotEditable:
        assert any(chunk.shared and chunk.key == key for chunk in chunks)
        return
    expected = read(data)
    held = getattr(read(after), key.partition(".")[0])
    assert (held.city if key == "place.city" else str(held) if key in ("date", "updated") else held or None) == value
    assert replace(read(after), **{key.partition(".")[0]: getattr(expected, key.partition(".")[0])}) == expected
    start = len(_common(data, after))
    end = len(_common(data[start:][::-1], after[start:][::-1]))
    if extent is None:
        assert start + end == len(data)  # a new key: nothing of what was there went
    elif value is not None:
        assert start >= extent[0]
        assert end >= len(data) - extent[1] or start + end == len(data)


def _length(text: str, line_end: str) -> int:
    return len(text.replace("\n", line_end).encode())


def _common(one: bytes, other: bytes) -> bytes:
    length = next((number for number, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def test_every_key_has_a_kind_or_holds_more_than_texts() -> None:
    more = {"place", "quotes", "contacts", "disclosures", "notices", "media", "corrections", "withdrawn", "original"}
    assert {key for key in FrontMatter.__dataclass_fields__ if kind_of(key) is None} == more
