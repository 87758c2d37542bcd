"""What commands write is recorded, whatever they write: a bit that flips anywhere in content is found, by anybody."""

import json
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from generator.fixity import check_fixity, list_content
from generator.manifest import MANIFEST, read_manifest
from tests.sites import dateline, files_in
from tests.test_manifest import sha256sum

RELEASE = """\
Harbour Trust shows its {0}

PORT ELLEN, Maine, March {1}, 2019 -- The Harbour Trust today showed its {0} to all visitors, after nine years in which
nobody saw them.

Contact: Ada Brook, ada@harbour.example
"""
PAGE = (
    "<html><head><title>Harbour Trust paints its boats</title></head><body><h1>Harbour Trust paints its boats</h1>"
    "<p>PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust today painted its boats, as it does each spring.</p>"
    "<p><img src='boat.png' alt='A boat'></p></body></html>"
)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 400, 300, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0" * 401 * 300))
    + chunk(b"IEND", b"")
)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that has seen many commands."""
    site = tmp_path_factory.mktemp("lived") / "site"

    def do(*arguments: str) -> None:
        done = dateline(*arguments, cwd=site)
        assert done.returncode == 0, done.stderr

    assert dateline("init", str(site)).returncode == 0
    for number, subject in enumerate(("anchors", "bells", "charts"), 1):
        (site / f"content/inbox/{subject}.txt").write_text(RELEASE.format(subject, number))
    (site / "content/inbox/page.html").write_text(PAGE)
    (site / "content/inbox/boat.png").write_bytes(PICTURE)
    do("import")
    do("new", "By hand")
    first = next(iter(sorted((site / "content/releases/2019").glob("*anchors.md"))))
    do("set", first.relative_to(site).as_posix(), "tags+=Anchors")
    do("terms", "tags", "rename", "Anchors", "Old anchors")
    do("move", first.relative_to(site).as_posix(), "--slug", "all-anchors")
    (site / "content/pages/about.md").write_text("---\ntitle: About\n---\n\nUs.\n")
    do("accept")
    do("import", "--again")
    do("build")
    return site


def test_everything_that_was_written_is_recorded(lived_in: Path) -> None:
    listed, problems = read_manifest(lived_in)
    assert problems == []
    assert sorted(listed) == sorted(list_content(lived_in))
    kinds = {path.split("/")[1] for path in listed}
    assert kinds >= {"releases", "originals", "media", "pages", "log.jsonl", "README.txt"}
    assert check_fixity(lived_in).findings == ()
    done = sha256sum(lived_in)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_check_finds_nothing(lived_in: Path) -> None:
    done = dateline("check", "originals", cwd=lived_in)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr.replace("no errors", "")
    event = json.loads((lived_in / "content/log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (event["event"], event["outcome"], event["damaged"]) == ("fixity check", "passed", 0)
    assert event["files"] == len(list(list_content(lived_in)))


def test_a_flipped_bit_in_any_file_is_found_by_the_check_and_by_sha256sum(lived_in: Path) -> None:
    chance = random.Random(7)
    for path in sorted(list_content(lived_in)):
        file = lived_in / path
        whole = file.read_bytes()
        flipped = bytearray(whole)
        bit = chance.randrange(len(whole) * 8)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        (finding,) = check_fixity(lived_in).findings
        assert (finding.path, finding.is_damage, finding.problem.severity) == (path, True, "error")
        done = sha256sum(lived_in)
        assert done.returncode == 1
        assert f"{path.removeprefix('content/')}: FAILED" in done.stdout
        file.write_bytes(whole)
    assert check_fixity(lived_in).findings == ()


def test_the_command_itself_finds_a_flipped_bit(lived_in: Path) -> None:
    file = lived_in / sorted(path for path in list_content(lived_in) if "/originals/" in path)[0]
    whole = file.read_bytes()
    file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    done = dateline("check", "originals", cwd=lived_in)
    file.write_bytes(whole)
    assert done.returncode == 1
    assert "the file is not what was recorded; nobody edits this, so restore it from a backup" in done.stderr
    event = json.loads((lived_in / "content/log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (event["event"], event["outcome"], event["damaged"] > 0) == ("fixity check", "failed", True)


def test_the_readme_explains_each_thing_that_lies_there(lived_in: Path) -> None:
    text = (lived_in / "content/README.txt").read_text(encoding="ascii")
    assert max(map(len, text.splitlines())) <= 80
    for entry in (lived_in / "content").iterdir():
        assert entry.name in text, entry.name
    command = "sha256sum --check --strict --quiet manifest-sha256.txt"
    assert command in text
    if sys.platform != "darwin":
        assert subprocess.run(command.split(), cwd=lived_in / "content", check=False).returncode == 0


def test_an_import_writes_the_manifest_once_and_reads_no_release_for_it(lived_in: Path) -> None:
    before = (lived_in / MANIFEST).stat().st_ino
    (lived_in / "content/inbox/again.txt").write_text(RELEASE.format("anchors", 1))
    assert dateline("import", cwd=lived_in).returncode == 0
    assert (lived_in / MANIFEST).stat().st_ino == before, "nothing new was written"
    assert "content/inbox/again.txt" not in files_in(lived_in)
