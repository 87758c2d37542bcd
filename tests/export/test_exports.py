"""Exports: what is in each, that other programs read them, and that nothing hidden is in any."""

import csv
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from generator.export.vcard import write_vcards
from generator.known_exports import known_exports
from generator.model import Contact
from tests.sites import CONFIG, copy_golden_site, dateline, release, write_site

SECRET = "Zanzibar"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf00000401"
    "01005d6bd6e80000000049454e44ae426082"
)
FRONT = {
    "id": "0a1b2c3d4e5f6a7b",
    "number": "PR-7",
    "tags": "[Tides, Lamps]",
    "people": "[Ada Brook]",
    "issuers": "[Harbour Trust]",
    "quotes": "[{text: We kept the lamp lit., speaker: Ada Brook, role: keeper}]",
    "contacts": "[{name: 'Brook; Ada', organization: Harbour Trust, email: ada@harbour.example, phone: 020 7946}]",
    "media": "[{file: a.png, caption: The lamp., credit: B. Hand, license: CC BY 4.0}]",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files: dict[str, str | bytes | None] = {
        "content/releases/a.md": release("The lamp", "The tide came *in* at nine. Ça va.", **FRONT),
        "content/releases/b.md": release("=1+1", "Other words.", id="b2", date="2024-02-01", replaces="a.md"),
        "content/releases/c.md": release(SECRET, SECRET, id="c3", status="draft", tags=f"[{SECRET}]"),
        "content/releases/d.md": release(SECRET, SECRET, id="d4", embargo="2030-01-01T09:00:00Z"),
        "content/releases/e.md": release(
            "Gone", SECRET, id="e5", tags=f"[{SECRET}]", withdrawn="{date: 2024-03-01, reason: An error}"
        ),
        "content/media/a.png": PICTURE,
    }
    return write_site(tmp_path / "site", files)


def export(site: Path, *options: str, code: int = 0) -> str:
    done = dateline("export", *options, "--site", str(site), cwd=site.parent)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def test_json_lines_have_every_release_that_is_visible(site: Path) -> None:
    rows = [json.loads(line) for line in export(site, "--jsonl").splitlines()]
    assert [row["id"] for row in rows] == ["0a1b2c3d4e5f6a7b", "e5", "b2"]
    first, gone, second = rows
    assert (first["title"], first["tags"]) == ("The lamp", ["Tides", "Lamps"])
    assert first["text"] == "The tide came in at nine. Ça va."
    assert second["replaces"] == first["id"]
    assert (gone["status"], gone["withdrawn"]) == ("withdrawn", "2024-03-01: An error")
    assert {"text", "tags"} & gone.keys() == set()


def test_csv_is_a_table_that_a_spreadsheet_takes_for_words(site: Path) -> None:
    text = export(site, "--csv", "--output", "all.csv")
    assert text == ""
    rows = list(csv.DictReader(io.StringIO((site.parent / "all.csv").read_text(encoding="utf-8"), newline="")))
    assert [row["title"] for row in rows] == ["The lamp", "Gone", "'=1+1"]
    assert rows[0]["tags"] == "Tides | Lamps"


def test_the_database_has_releases_terms_quotes_and_full_text(site: Path) -> None:
    export(site, "--sqlite", "all.db")
    with closing(sqlite3.connect(site.parent / "all.db")) as database:
        ask = lambda query: database.execute(query).fetchall()  # noqa: E731 - a name for what follows
        assert ask("SELECT id, title, status FROM releases ORDER BY date, id") == [
            ("0a1b2c3d4e5f6a7b", "The lamp", "published"),
            ("e5", "Gone", "withdrawn"),
            ("b2", "=1+1", "published"),
        ]
        assert ask("SELECT kind, name FROM terms ORDER BY kind, name") == [
            ("people", "Ada Brook"),
            ("tags", "Lamps"),
            ("tags", "Tides"),
        ]
        assert ask("SELECT speaker, role, text FROM quotes") == [("Ada Brook", "keeper", "We kept the lamp lit.")]
        found = "SELECT id FROM releases WHERE rowid IN (SELECT rowid FROM releases_fts WHERE releases_fts MATCH '{}')"
        assert ask(found.format("ca")) == [("0a1b2c3d4e5f6a7b",)]
        assert ask(found.format("other")) == [("b2",)]
        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask("PRAGMA foreign_key_check") == []
        (schema,) = ask("SELECT sql FROM sqlite_master WHERE name = 'releases_fts'")[0]
        assert re.search(r"VIRTUAL TABLE.*USING FTS.*content=\"releases\"", schema, re.DOTALL | re.IGNORECASE)


def test_an_export_replaces_an_earlier_one_and_no_other_file(site: Path) -> None:
    export(site, "--sqlite", "all.db")
    export(site, "--sqlite", "all.db")
    (site.parent / "mine.db").write_text("mine")
    refused = export(site, "--sqlite", "mine.db", code=1)
    assert refused == "error: mine.db is there and is no export of this kind; name another file\n"
    export(site, "--zip", "PR-7")
    assert export(site, "--zip", "PR-7", code=1).startswith("error: a.zip is there already")


def test_the_pack_of_a_release_has_all_that_a_journalist_needs(site: Path) -> None:
    assert export(site, "--zip", "0a1b2c3d4e5f6a7b", "--output", "lamp.zip") == "lamp.zip\n"
    with zipfile.ZipFile(site.parent / "lamp.zip") as archive:
        assert archive.testzip() is None
        data = {name: archive.read(name) for name in archive.namelist()}
    assert list(data) == [
        "citation.bib",
        "citation.json",
        "citation.ris",
        "citation.txt",
        "contacts.vcf",
        "media/a.png",
        "media/captions.txt",
        "release.md",
        "release.txt",
        "SHA256SUMS",
    ]
    assert data["release.txt"].decode().startswith("The lamp\n\nJanuary 11, 2024")
    assert "The tide came *in* at nine." in data["release.md"].decode()
    assert data["media/a.png"] == PICTURE
    captions = data["media/captions.txt"].decode()
    assert captions == "a.png\n    Caption: The lamp.\n    Credit: B. Hand\n    License: CC BY 4.0"
    assert "Harbour Trust. " in data["citation.txt"].decode()
    sums = dict(reversed(line.split("  ")) for line in data["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(one).hexdigest() for name, one in data.items() if name != "SHA256SUMS"}


def test_the_same_release_gives_the_same_pack(site: Path) -> None:
    packs = [export(site, "--zip", "PR-7", "--output", f"{n}.zip") and (site.parent / f"{n}.zip") for n in "ab"]
    assert packs[0].read_bytes() == packs[1].read_bytes()


def test_a_vcard_is_as_the_standard_has_it() -> None:
    contact = Contact(name="Brook; Ada, née Öst", organization="Harbour\nTrust", role="a" * 100, email="a@b.example")
    lines = write_vcards([contact, Contact(), Contact(organization="Desk")], note="x").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    unfolded = re.sub(r"\r\n ", "", b"\r\n".join(lines).decode()).split("\r\n")
    assert unfolded == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Brook\\; Ada\\, née Öst",
        "ORG:Harbour Trust",
        f"TITLE:{'a' * 100}",
        "EMAIL:a@b.example",
        "NOTE:x",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Desk",
        "KIND:org",
        "ORG:Desk",
        "NOTE:x",
        "END:VCARD",
        "",
    ]


def test_nothing_hidden_is_in_any_export_unless_it_was_asked_for(site: Path) -> None:
    export(site, "--sqlite", "all.db")
    export(site, "--jsonl", "--output", "all.jsonl")
    export(site, "--csv", "--output", "all.csv")
    for name in ("all.db", "all.jsonl", "all.csv"):
        assert SECRET.encode() not in (site.parent / name).read_bytes()
    for named in ("c3", "d4", "c.md"):
        assert "no release that may leave the archive" in export(site, "--zip", named, code=1)
    assert "was withdrawn" in export(site, "--zip", "e5", code=1)
    assert "to put them into the bag too, add --all" in export(site, "--bag", "bag", code=1)
    assert not (site.parent / "bag").exists()
    rows = [json.loads(line) for line in export(site, "--jsonl", "--all").splitlines()]
    assert {row["id"]: row["status"] for row in rows}["c3"] == "draft"
    assert {row["id"]: row["status"] for row in rows}["d4"] == "embargoed"


def test_where_exports_lie_is_remembered_on_this_machine(site: Path) -> None:
    export(site, "--sqlite", "all.db")
    export(site, "--jsonl", "--output", "all.jsonl")
    assert [path.name for path in known_exports(site)] == ["all.db", "all.jsonl"]
    (site.parent / "all.db").unlink()
    assert [path.name for path in known_exports(site)] == ["all.jsonl"]


def test_one_form_is_named(site: Path) -> None:
    assert dateline("export", "--site", str(site)).returncode == 2
    assert dateline("export", "--jsonl", "--csv", "--site", str(site)).returncode == 2


def test_the_golden_site_leaves_in_every_form(tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "golden")
    rows = [json.loads(line) for line in export(site, "--jsonl").splitlines()]
    assert len(rows) > 10
    for row in [row for row in rows if row["status"] == "published" and "id" in row]:
        export(site, "--zip", row["id"], "--output", f"{row['id']}.zip")


def test_a_site_with_a_fault_is_not_exported(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"config.yaml": CONFIG, "content/releases/a.md": release("A", tags="{a: b}")})
    assert "'tags'" in export(site, "--jsonl", code=1)
