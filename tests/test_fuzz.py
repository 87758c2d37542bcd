"""Promises that hold for any bytes: what hypothesis thinks of, and what `bench/fuzz.py` has found, kept here."""

import re
from ast import literal_eval
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzz_targets import (
    TARGETS,
    fuzz_configuration,
    fuzz_dateline,
    fuzz_front_matter,
    fuzz_html,
    fuzz_markdown,
)
from tests.ingest.html_pages import NEWSROOM

WORDS = Path(__file__).parent / "fuzz_words"


def made_of(target: str) -> st.SearchStrategy[bytes]:
    """Return texts made of the words of a target, and of anything else now and then."""
    words = (WORDS / f"{target}.txt").read_text("utf-8").splitlines()
    escaped = [re.sub(r"\\(?:n|t|x..|u....)", lambda found: literal_eval(f"'{found[0]}'"), word) for word in words]
    piece = st.sampled_from(escaped) | st.text(max_size=6)
    return st.lists(piece, max_size=25).map(lambda parts: "".join(parts).encode(errors="replace"))


NAMES = st.sampled_from(
    [
        "title",
        "date",
        "slug",
        "id",
        "status",
        "url",
        "source_url",
        "tags",
        "quotes",
        "contacts",
        "media",
        "file",
        "withdrawn",
        "aliases",
        "embargo",
        "original",
    ]
)
VALUES = st.sampled_from(
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "'\"><script>alert(1)</script>",
        "<img_src=x_onerror=alert(1)>",
        "2024",
        "2024-01-11",
        "draft",
        "{{_7_*_7_}}",
        "{%_include_'x'_%}",
        "\u202ex",
        "[a,_b]",
        "../../etc/passwd",
        "https://example.org/",
        "&a_x",
        "*a",
        "null",
        "!!python/object:os.system",
        "{text:_x,_url:_'javascript:x'}",
        "[{name:_x,_url:_'data:x'}]",
        "[]",
    ]
).map(lambda value: value.replace("_", " "))


@given(
    st.lists(st.tuples(NAMES, VALUES), max_size=8),
    st.sampled_from(["", "Words.", "<script>x</script>", "[a](javascript:x)"]),
)
@example([("contacts", "[{name: x, url: 'javascript:alert(1)'}]"), ("title", "T"), ("date", "2024-01-11")], "")
@example([("source_url", "javascript:alert(1)"), ("title", "T"), ("date", "2024-01-11")], "")
@example([("notices", "[{text: x, url: 'data:text/html,x'}]"), ("title", "T"), ("date", "2024-01-11")], "")
@example([("media", "[{url: 'javascript:x', kind: video}]"), ("title", "T"), ("date", "2024-01-11")], "")
@example([("title", "</script><script>alert(1)</script>"), ("date", "2024-01-11"), ("summary", "<!-- <script>")], "x")
def test_any_front_matter_is_a_release_whose_page_is_safe_or_errors(lines: list[tuple[str, str]], body: str) -> None:
    front = "".join(f"{name}: {value}\n" for name, value in {"title": "T", "date": "2024", **dict(lines)}.items())
    fuzz_front_matter(f"---\n{front}---\n{body}\n".encode())


@given(st.binary(max_size=200) | made_of("front-matter"))
@example(b"---\ntitle: a\ndate: 2024\n---\n" + b"[" * 2000)
@example(b"---\n" + b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(50)) + b"---\n")
def test_any_bytes_are_a_release_whose_page_is_safe_or_errors(data: bytes) -> None:
    fuzz_front_matter(data)


@given(made_of("markdown"))
@example(b"**" * 5000)
@example(b"[" * 5000)
@example(b"![" * 3000 + b"](x)")
@example(b"<" * 20_000)
@example(b"`" * 20_000)
@example(b"- " * 5000)
@example(b"|" * 5000 + b"\n|-|-|\n")
@example(b"&" * 20_000)
@example(b"<a " * 5000)
@example(b"[a]: x\n" * 2000)
def test_any_text_is_a_body_in_which_nothing_runs(data: bytes) -> None:
    fuzz_markdown(data)


@given(made_of("dateline"))
@example(b"A, " * 4000)
@example(b"(" * 4000)
@example(b"1" * 4000)
@example("Jan. 5, 2024 — ".encode() * 500)
@example("北京".encode() * 2000)
@example(b"**" * 3000 + b"LONDON -- ")
def test_any_paragraph_has_a_dateline_that_stands_in_it_or_none(data: bytes) -> None:
    fuzz_dateline(data)


@given(data=made_of("html"), whole=st.booleans())
@example(data=b"<b>" * 900 + b"words", whole=True)
@example(data=b"<table><tr><td>" * 200 + b"words", whole=True)
@example(data=b"<li>" * 3000 + b"words", whole=True)
@example(data=b"<a href='http://[half'>words</a> and words", whole=True)
def test_any_page_is_a_release_that_can_be_written_and_read_or_refused(data: bytes, whole: bool) -> None:
    fuzz_html(NEWSROOM.encode().replace(b"<figure>", data + b"<figure>") if whole else data)


@given(made_of("configuration"))
@example(b"title: x\nbase_url: https://[half/\n")
@example(b"title: x\nbase_url: https://example.org:99999999/\n")
@example(b"title: x\nbase_url: https://example.org/\npage_size: " + b"9" * 5000)
@example(b"title: x\nbase_url: https://example.org/\ntimezone: ../../etc/passwd\n")
@example(b"title: x\nbase_url: https://example.org/\ntimezone: " + b"a" * 5000)
def test_any_file_is_a_configuration_or_refused(data: bytes) -> None:
    fuzz_configuration(data)


FOUND: dict[str, list[bytes]] = {
    "markdown": [b"i2\n[^l]:[^]:^\n[^c]:", b"One[^a].\n\n[^a]: [^x]: Within.\n[^b]: And.[^b]\n\n    [^c]: Deeper.[^a]"],
    "html": [
        b"<html><body><h1>T</h1><p>caf\x9e \xfe\xfd \xf0\xfe\xe9s words and words and words</p></body></html>",
        b"<html><body><h1>T</h1><p><a href='x&#1;y'>words</a> and words</p></body></html>",
        b"<html><body><h1>T</h1><p><a href='x\x02y'>words</a> and words</p></body></html>",
        b"<html><head><base href='//[half'></head><body><h1>T</h1><p><a href='x'>words</a> and words</p></body></html>",
    ],
}
"""Inputs that broke a promise once."""


@pytest.mark.parametrize(("target", "data"), [(target, data) for target, found in FOUND.items() for data in found])
def test_what_was_found_once_holds_now(target: str, data: bytes) -> None:
    TARGETS[target](data)
