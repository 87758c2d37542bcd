"""YAML is written in the bytes PyYAML writes, whichever of the two ways it took."""

import dataclasses
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import yaml_writing
from generator.model import FrontMatter
from generator.yaml_writing import IsoDate, write_yaml

SCALARS = (
    "Harbour Trust opens the old lighthouse",
    "Harbour Trust: the old lighthouse",
    "the lighthouse is #1, and it’s the trust's",
    "'quoted'", "it's", "- dash", "-dash", "? what", ":x", "a:b", "ends in a colon:", "a # b", "a#b", "#a", "@a", "%a",
    "---", "--- a", "...a", "[a]", "a, b", "{a}", "&a", "*a", "!a", "|a", ">a", '"a"', "`a`", "",
    "yes", "No", "null", "~", "1", "1.5", "0x1F", "12:30", "2024-01-11", "2024-01-11T09:00:00Z", "=", "<<",
    ".5", "+1",
    " leads", "trails ", "no\xa0break", "ends in one\xa0", "two  blanks", "\u200bzero", "\ufeffmark", "tab\t",
    "😀", "\x85",
    "line\nline", "line \nline", "line\n line", " line\nline", "line\n", "\nline", "line\n\nline", "line\n\u3000",
    "a\u2028b",
    "中文的新闻稿", "خبر", "word " * 40 + "end", "it's: " * 40 + "end", "x" * 300,
    f"{'x' * 120} {'y' * 120}  {'z' * 120} end",
    f"'{'word ' * 30}'", f"- {'word ' * 30}x", "é" * 200 + " " + "ü" * 200 + " end",
    f"{'line ' * 40}x\n\n{'line ' * 40}x",
)  # fmt: skip


def written_by_pyyaml(values: dict[str, Any]) -> str:
    return yaml_writing._write_slowly(values)


@pytest.mark.parametrize("scalar", SCALARS)
def test_a_text_is_written_in_the_bytes_of_pyyaml(scalar: str) -> None:
    values = {
        "title": scalar,
        "organizations": [scalar, "Acme", scalar],
        "quotes": [{"text": scalar, "speaker": scalar, "pull": True}, {"text": scalar}],
        "original": {"file": scalar, "inferred": [scalar], "imported": IsoDate("2024-01-11T09:00:00+01:00")},
    }
    assert write_yaml(values) == written_by_pyyaml(values)


@pytest.mark.parametrize("key", [field.name for field in dataclasses.fields(FrontMatter)])
def test_a_key_of_front_matter_is_written_in_the_bytes_of_pyyaml(key: str) -> None:
    assert write_yaml({key: "words"}) == written_by_pyyaml({key: "words"})


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["word", "it's", "#1", "—", "a:", "-", "lighthouse", "Trust,", "“said”", "é" * 30, "", "\n", "2019"]
)
texts = st.lists(words, max_size=60).map(" ".join) | st.lists(words, max_size=9).map("\n".join)
dates = st.sampled_from(["2019", "2019-03", "2019-03-04", "2019-03-04T09:00:00", "2019-03-04T09:00:00-05:00"]).map(
    IsoDate
)
scalars = texts | dates | st.booleans()
mappings = st.dictionaries(st.sampled_from(["text", "speaker", "url", "kind"]), scalars, max_size=4)
whole = st.dictionaries(
    st.sampled_from(["title", "date", "quotes", "original", "tags", "place", "text"]),
    scalars | st.lists(texts, max_size=4) | mappings | st.lists(mappings, max_size=3),
    max_size=7,
)


@given(whole)
@example({})
@example({"place": {}, "quotes": [{}], "tags": []})
def test_any_values_are_written_in_the_bytes_of_pyyaml(values: dict[str, Any]) -> None:
    assert write_yaml(values) == written_by_pyyaml(values)


def test_what_releases_hold_does_not_take_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_writing, "_write_slowly", lambda _: "slow")
    values = {
        "title": "Trust: it’s open",
        "date": IsoDate("2019-03-04"),
        "quotes": [{"text": "We\n\nare.", "pull": True}],
    }
    assert write_yaml(values) != "slow"
