"""The check of originals: damage, losses and strays are found; what was erased on purpose is not missed."""

import json
from pathlib import Path

import pytest

from generator.fixity import list_content
from generator.manifest import begin_manifest, sha256_of
from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant
from tests.sites import release, write_site

COUNT = "content/releases/2024/2024-02-29-visitor-count.md"
ORIGINAL = "content/originals/2024/count.eml"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A site with two releases, their originals, and a manifest."""
    files: dict[str, str | bytes | None] = {}
    for name in ("a", "b"):
        data = f"As it came: {name}.".encode()
        original = f"{{file: {name}.txt, sha256: {sha256_of(data)}}}"
        files[f"content/releases/{name}.md"] = release(name.upper(), id=f"{name * 16}", original=original)
        files[f"content/originals/{name}.txt"] = data
    site = write_site(tmp_path / "site", files)
    begin_manifest(site, list_content(site))
    return site


def test_the_golden_site_has_its_originals(golden: Path) -> None:
    assert found(golden, "originals") == [
        (
            "content/manifest-sha256.txt: warning: there is no manifest yet, so damage cannot be found; "
            "`dateline accept` writes one"
        )
    ]


def test_what_is_kept_whole_is_not_complained_of(kept: Path) -> None:
    assert found(kept, "originals") == []


def test_an_original_that_is_gone_is_missed_by_the_manifest_and_by_its_release(kept: Path) -> None:
    (kept / "content/originals/a.txt").unlink()
    assert found(kept, "originals") == [
        "content/originals/a.txt: error: the file is gone; nobody edits this, so restore it from a backup",
        "content/releases/a.md: error: its original content/originals/a.txt is not there; restore it from a backup",
    ]


def test_one_flipped_bit_is_found(kept: Path) -> None:
    file = kept / "content/originals/a.txt"
    data = bytearray(file.read_bytes())
    data[3] ^= 1
    file.write_bytes(data)
    assert [line.partition("error: ")[2] for line in found(kept, "originals")] == [
        "the file is not what was recorded; nobody edits this, so restore it from a backup",
        "its original content/originals/a.txt has another SHA-256 than it says; restore both from a backup",
    ]


def test_a_release_that_names_another_digest_is_found_without_a_manifest(plant: Plant) -> None:
    site = plant({ORIGINAL: b"Another mail."})
    assert f"{COUNT}: error: its original {ORIGINAL} has another SHA-256 than it says; restore both from a backup" in (
        found(site, "originals")
    )


def test_an_original_without_a_release_is_a_warning_and_what_came_with_one_is_not(kept: Path) -> None:
    write_site(kept, {"content/originals/c.txt": "x", "content/originals/a.txt-files/picture.png": "x"})
    begin_manifest(kept, list_content(kept))
    assert found(kept, "originals") == [
        (
            "content/originals/c.txt: warning: no release names this original; import it again with `dateline import`, "
            "or erase it"
        )
    ]


@pytest.mark.parametrize(
    "names", [{"file": "content/originals/a.txt"}, {"id": "a" * 16, "files": ["content/originals/a.txt"]}]
)
def test_what_the_journal_says_was_erased_is_not_missed(names: dict[str, object], kept: Path) -> None:
    (kept / "content/originals/a.txt").unlink()
    event = {"event": "deletion", "outcome": "erased", **names}
    (kept / "content/log.jsonl").write_text(
        json.dumps({"event": "ingestion"}) + "\nno JSON\n" + json.dumps(event) + "\n"
    )
    assert [line for line in found(kept, "originals") if "a.txt" in line] == []


def test_an_edit_by_hand_is_named_until_it_is_accepted(kept: Path) -> None:
    file = kept / "content/releases/a.md"
    file.write_text(file.read_text().replace("Words.", "Other words."))
    advice = "if that was you, run `dateline accept content/releases/a.md`, else restore it from a backup"
    assert found(kept, "originals") == [f"content/releases/a.md: error: the file is not what was recorded; {advice}"]
