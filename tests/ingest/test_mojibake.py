"""Text decoded with the wrong table once: found, reported, and mended only when asked for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest import ImportOptions, import_sources
from generator.ingest.mojibake import find_damage, repair, repair_bytes

NOW = datetime(2024, 6, 1, tzinfo=UTC)
WHOLE = "“Ünïcode” – it’s €5… à la carte, ©"


def damaged(text: str) -> str:
    """Return a text as it looks when its UTF-8 is read as cp1252."""
    read = (bytes([byte]) for byte in text.encode())
    return "".join(byte.decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte[0]) for byte in read)


def test_damage_is_found_and_mended() -> None:
    assert len(find_damage(damaged(WHOLE))) == 9
    assert repair(damaged(WHOLE)) == WHOLE


@pytest.mark.parametrize("text", [WHOLE, "« CAFÉ »", "SÃO PAULO", "Âme, Ça, âge", "Ã", "â", "100 Â", "مرحبا", "日本"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert find_damage(text) == []
    assert repair(text) == text


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_characters="ÂÃâ")))
def test_what_begins_no_damage_is_never_changed(text: str) -> None:
    assert repair(text) == text


def test_bytes_that_are_no_utf_8_are_returned_as_they_are() -> None:
    assert repair_bytes(b"caf\xe9") == b"caf\xe9"


@pytest.mark.parametrize("mend", [False, True])
def test_damage_is_reported_and_mended_only_when_asked_for(tmp_path: Path, *, mend: bool) -> None:
    path = tmp_path / "a.txt"
    raw = f"Pier opens\n\nOSLO, May 3, 2023 -- {damaged('It’s open.')}\n".encode()
    path.write_bytes(raw)
    (result,) = import_sources(tmp_path, [path], ImportOptions(repair_encoding=mend), now=NOW)
    assert result.front
    assert result.front.original
    assert result.body == ("It’s open." if mend else damaged("It’s open."))
    assert (tmp_path / "content/originals" / result.front.original.file).read_bytes() == raw
    assert [(problem.line, problem.severity) for problem in result.problems] == ([] if mend else [(3, "warning")])
