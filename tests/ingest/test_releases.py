"""Whole releases as issuers of many countries lay them out, all invented, each beside what must be read from it.

`releases/NAME.txt` is the release and `releases/NAME.yaml` names what a reader finds in it. What is not named may be
anything, save that no word may be lost but those of marks and labels, its `syntax`.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.front_matter import front_matter_values
from generator.ingest.formats import text
from generator.ingest.reading import Item, Reading

RELEASES = Path(__file__).parent / "releases"
NAMES = sorted(path.stem for path in RELEASES.glob("*.yaml"))


def read(name: str) -> tuple[Reading, dict[str, Any]]:
    data = (RELEASES / f"{name}.txt").read_bytes()
    reading = text.read(Item(name=f"{name}.txt", shown=name, data=data))
    return reading, front_matter_values(reading.front)


def truth(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((RELEASES / f"{name}.yaml").read_text("utf-8")))


def words(copy: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", copy.casefold()))


@pytest.mark.parametrize("name", NAMES)
def test_release_is_read_as_a_reader_would(name: str) -> None:
    reading, values = read(name)
    wanted = truth(name)
    wanted.pop("syntax", None)
    quotes = wanted.pop("quotes", [])
    kinds = wanted.pop("disclosures", None)
    contacts = wanted.pop("contacts", [])
    inferred = wanted.pop("inferred", [])
    place = wanted.pop("place", None)
    found = [[quote["speaker"], quote.get("role")] for quote in values.get("quotes", [])]
    assert {key: str(values.get(key)) for key in wanted} == {key: str(value) for key, value in wanted.items()}
    assert (values.get("place") or {}).get("city") == place or place is None
    assert [said for said in quotes if said not in found] == []
    reached = values.get("contacts", [])
    assert [contact for contact in contacts if not any(contact.items() <= other.items() for other in reached)] == []
    assert kinds is None or [disclosure["kind"] for disclosure in values["disclosures"]] == kinds
    assert [field for field in ("title", "date") if field in reading.inferred] == inferred


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_release_is_lost(name: str) -> None:
    reading, values = read(name)
    source = (RELEASES / f"{name}.txt").read_text("utf-8")
    lost = words(source) - words(f"{values} {reading.body}")
    assert set(lost) == set(str(truth(name).get("syntax", "")).split())
