"""What `dateline terms` writes to the vocabulary, and what it leaves as it was."""

import pytest

from generator.model import SourceFile
from generator.record.front_matter_edit import NotEditable
from generator.record.vocabulary_edit import note_term
from generator.vocabulary import read_vocabulary

NOTED = {
    "an empty vocabulary": ("", "tags:\n  - name: Iran\n    also: [Persia]\n"),
    "comments alone": ("# Words\n", "# Words\ntags:\n  - name: Iran\n    also: [Persia]\n"),
    "another kind": ("people: []\n", "people: []\ntags:\n  - name: Iran\n    also: [Persia]\n"),
    "no line end": ("people: []", "people: []\ntags:\n  - name: Iran\n    also: [Persia]\n"),
    "a kind without terms": ("tags: # x\npeople: []\n", "tags:\n  - name: Iran\n    also: [Persia] # x\npeople: []\n"),
    "an empty list": ("tags: []\n", "tags: [{name: Iran, also: [Persia]}]\n"),
    "a list": ("tags:\n- name: A # x\n", "tags:\n- name: A # x\n- name: Iran\n  also: [Persia]\n"),
    "a term without other names": (
        "tags:\n  - name: Iran # x\n    uri: u\n  - name: B\n",
        "tags:\n  - name: Iran # x\n    uri: u\n    also: [Persia]\n  - name: B\n",
    ),
    "a term with one": (
        "tags:\n  - name: Iran\n    also: Parsa # x\n",
        "tags:\n  - name: Iran\n    also: [Parsa, Persia] # x\n",
    ),
    "a term with a list": ("tags: [{name: Iran, also: [a]}]\n", "tags: [{name: Iran, also: [a, Persia]}]\n"),
    "a term with lines": (
        "tags:\n  - name: Iran\n    also:\n      - a # x\n    note: n\n",
        "tags:\n  - name: Iran\n    also:\n      - a # x\n      - Persia\n    note: n\n",
    ),
    "a term that has it": (
        "tags:\n  - name: Iran\n    also: [persia]\n",
        "tags:\n  - name: Iran\n    also: [persia]\n",
    ),
    "the old name's term": (
        "tags:\n  - name: Persia # x\n    also: [Iran, b]\n    uri: u\n",
        "tags:\n  - name: Iran # x\n    also: [b, Persia]\n    uri: u\n",
    ),
    "both": (
        "tags:\n  - name: Persia\n    also: [a, b]\n  # x\n  - name: Iran\n    also: [b2]\n",
        "tags:\n  # x\n  - name: Iran\n    also: [b2, Persia, a, b]\n",
    ),
    "another term's other name": (
        "tags:\n  - name: A\n    also: [Persia, x]\n",
        "tags:\n  - name: A\n    also: [x]\n  - name: Iran\n    also: [Persia]\n",
    ),
    "another spelling": ("tags:\n  - name: IRAN\n    also: [Persia]\n", "tags:\n  - name: Iran\n    also: [Persia]\n"),
    "braces": ("{people: []}\n", "{people: [], tags: [{name: Iran, also: [Persia]}]}\n"),
    "other line ends": (
        "\ufefftags:\r\n  - name: A\r\n",
        "\ufefftags:\r\n  - name: A\r\n  - name: Iran\r\n    also: [Persia]\r\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), NOTED.values(), ids=NOTED)
def test_a_name_is_noted_where_it_belongs(before: str, after: str) -> None:
    noted = note_term(before.encode(), "tags", "Iran", ["Persia"])
    assert noted.decode() == after
    vocabulary, problems = read_vocabulary(SourceFile("vocabulary.yaml", noted))
    assert problems == []
    term = vocabulary.find("tags", "persia")
    assert term
    assert term.name == "Iran"
    assert note_term(noted, "tags", "Iran", ["Persia"]) == noted


@pytest.mark.parametrize(
    "text",
    ["tags:\n  - {name: Persia, uri: u}\n  - name: Iran\n", "tags: &t []\npeople: *t\n"],
)
def test_what_would_be_lost_or_tied_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        note_term(text.encode(), "tags", "Iran", ["Persia"])


def test_names_are_quoted_where_they_need_it() -> None:
    assert (
        note_term(b"", "people", "A: b", ["#1, x", "yes"]) == b"people:\n  - name: 'A: b'\n    also: ['#1, x', 'yes']\n"
    )
