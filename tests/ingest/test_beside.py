"""Files beside an item: what an address may reach, and that nothing else can be read."""

import unicodedata
import zipfile
from pathlib import Path

import pytest

from generator.ingest.beside import LARGEST, InArchive, InFolder
from generator.ingest.reading import Found

REACHED = {
    "a name": "lamp one.png",
    "a name in percent signs": "lamp%20one.png",
    "a dot before it": "./lamp%20one.png",
    "a query behind it": "lamp%20one.png?w=900#top",
    "a folder": "files/lämp.png",
    "a folder as Windows writes it": "files\\l%C3%A4mp.png",
    "letters taken apart": "files/" + unicodedata.normalize("NFD", "lämp.png"),
    "a percent sign in the name": "100%.png",
    "an address of a folder of uploads": "https://a.example/wp-content/uploads/2019/tower.png?x",
}
UNREACHED = {
    "upward": "../secret.png",
    "far upward": "../../../../../../../etc/passwd",
    "upward in percent signs": "%2e%2e/secret.png",
    "upward in percent signs, the slash too": "..%2fsecret.png",
    "upward behind a folder": "files/../../secret.png",
    "upward as Windows writes it": "..\\secret.png",
    "upward, escaped twice": "%252e%252e/secret.png",
    "from the root": "/etc/passwd",
    "from the root, escaped": "%2fetc/passwd",
    "a drive": "C:\\secret.png",
    "a share": "\\\\server\\secret.png",
    "a host": "//server/secret.png",
    "a file address": "file:///etc/passwd",
    "a stream of a file": "lamp one.png:hidden",
    "a NUL": "lamp%00.png",
    "a link": "link.png",
    "a linked folder": "linked/secret.png",
    "a folder itself": "files",
    "nothing": "",
    "dots": "...",
    "an upload that leads upward": "https://a.example/uploads/../../secret.png",
    "a script": "javascript:alert(1)",
    "a name longer than any": "a" * 3000,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    (inside / "files").mkdir(parents=True)
    (inside / "uploads/2019").mkdir(parents=True)
    for name in ("lamp one.png", "files/lämp.png", "100%.png", "uploads/2019/tower.png"):
        (inside / name).write_bytes(b"found")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    (inside / "linked").symlink_to(tmp_path)
    return inside


@pytest.mark.parametrize("address", REACHED.values(), ids=REACHED)
def test_a_file_below_the_folder_is_found(folder: Path, address: str) -> None:
    found = InFolder(folder).find(address)
    assert isinstance(found, Found)
    assert found.data == b"found"


@pytest.mark.parametrize("address", UNREACHED.values(), ids=UNREACHED)
def test_nothing_outside_the_folder_is_ever_read(folder: Path, address: str) -> None:
    assert InFolder(folder).find(address) in ("absent", "outside")


@pytest.mark.parametrize("address", [*REACHED.values(), *UNREACHED.values()], ids=[*REACHED, *UNREACHED])
def test_an_archive_is_a_folder_like_any_other(tmp_path: Path, address: str) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for name in ("lamp one.png", "files/lämp.png", "100%.png", "uploads/2019/tower.png"):
            written.writestr(f"in/{name}", b"found")
        written.writestr("secret.png", b"secret")
    found = InArchive(archive, "in").find(address)
    assert found in ("absent", "outside") if address in UNREACHED.values() else isinstance(found, Found)


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "large.png").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert InFolder(folder).find("large.png") == "large"


def test_a_damaged_archive_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and no more")
    assert InArchive(tmp_path / "a.zip").find("lamp.png") == "absent"
