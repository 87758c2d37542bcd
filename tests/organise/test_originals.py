"""Which originals readers may have: those of formats that the site names, of releases that are there for all to see."""

from pathlib import Path
from typing import Any

import pytest

from generator.original_settings import PUBLISHABLE
from generator.problems import BuildFailed
from tests.sites import CONFIG, build_at, differences, files_in, release, write_site

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TEXT = b"FOR IMMEDIATE RELEASE\n\nAs it came.\n"


def site_with(
    folder: Path, publish: str, file: str = "3f/3f0c-letter.txt", importer: str = "text", **front: Any
) -> Path:
    """Write a site with one release that was imported from a file."""
    item = f", item: '{front.pop('item')}'" if "item" in front else ""
    original = f"{{file: '{file}', sha256: {DIGEST}, media_type: text/plain, importer: {importer}{item}}}"
    return write_site(
        folder,
        {
            "config.yaml": f"{CONFIG}originals: {{publish: [{publish}]}}\n",
            "content/releases/letter.md": release("A letter", "Words.", original=original, **front),
            f"content/originals/{file}": TEXT,
            "content/originals/3f/another.txt": b"of nothing",
        },
    )


def originals_in(site: Path) -> dict[str, bytes]:
    build_at(site)
    return {path: data for path, data in files_in(site / "output").items() if path.startswith("originals/")}


def test_an_original_of_a_named_format_stands_beside_its_release_byte_for_byte(tmp_path: Path) -> None:
    site = site_with(tmp_path, "pdf, text")
    assert originals_in(site) == {"originals/3f/3f0c-letter.txt": TEXT}
    page = (site / "output/2024/01/letter/index.html").read_text(encoding="utf-8")
    assert '<a href="../../../originals/3f/3f0c-letter.txt" download>' in page


@pytest.mark.parametrize(
    ("publish", "made"),
    [
        ("", {}),
        ("pdf", {}),
        ("text", {"item": "#3"}),
        ("text", {"status": "draft"}),
        ("text", {"embargo": "2093-01-01"}),
        ("text", {"withdrawn": "{date: 2025-01-01, reason: Wrong, text: kept}"}),
        ("text", {"withdrawn": "{date: 2025-01-01, reason: Wrong}"}),
        ("text", {"expires": "2025-01-01"}),
        ("text", {"file": "3f/letter.html"}),
        ("text", {"file": "3f/letter.svg"}),
        ("text", {"importer": "html"}),
        ("text", {"importer": "eml", "file": "3f/letter.eml"}),
    ],
    ids=str,
)
def test_no_other_original_is_published(tmp_path: Path, publish: str, made: dict[str, Any]) -> None:
    site = site_with(tmp_path, publish, **made)
    assert originals_in(site) == {}
    assert b"originals/" not in b"".join(files_in(site / "output").values())


@pytest.mark.parametrize("format_", ["eml", "msg", "mbox", "html", "mht", "nitf", "zip"])
def test_what_could_run_and_what_was_not_meant_for_the_public_cannot_be_named(tmp_path: Path, format_: str) -> None:
    assert format_ not in PUBLISHABLE
    with pytest.raises(BuildFailed, match="originals"):
        build_at(site_with(tmp_path, format_))


def test_an_original_that_is_gone_is_no_link(tmp_path: Path) -> None:
    site = site_with(tmp_path, "text")
    (site / "content/originals/3f/3f0c-letter.txt").unlink()
    assert originals_in(site) == {}
    assert b"originals/" not in (site / "output/2024/01/letter/index.html").read_bytes()


def test_a_build_follows_what_changes(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site", "text")
    build_at(site)
    (site / "content/originals/3f/3f0c-letter.txt").write_bytes(b"blacked out")
    assert originals_in(site) == {"originals/3f/3f0c-letter.txt": b"blacked out"}
    (site / "config.yaml").write_text(CONFIG, encoding="utf-8")
    assert originals_in(site) == {}
    plain = site_with(tmp_path / "plain", "")
    build_at(plain)
    assert list(differences(files_in(plain / "output"), files_in(site / "output"))) == []
