"""`dateline erase PATH`: a release goes with all that is its own, and what it shares with others stays for them."""

import json
import zipfile
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from generator.fixity import check_fixity, list_content
from generator.manifest import begin_manifest, sha256_of
from tests.packing import zipped
from tests.sites import build_at, dateline, files_in, problems_of, release, write_site
from tests.test_manifest import sha256sum

R = "content/releases/2024/"
PATH = f"{R}2024-01-11-otter-affair.md"
TITLE, BODY = "Otter affair", "The quagga told everything.\n\n![](/media/2024/own.png) ![](/media/2024/shared.png)"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf00000401"
    "01005d6bd6e80000000049454e44ae426082"
)

ORIGINAL = f"ab/{'a' * 16}-otter-affair.txt"
REASON = "Order of the court, 3 May 2024"


def original(file: str, digit: str, item: str | None = None) -> str:
    of_item = f"item: '{item}', " if item else ""
    return f"{{file: {file}, {of_item}sha256: {digit * 64}}}"


FILES: dict[str, str | bytes | None] = {
    PATH: release(TITLE, BODY, id="a1", people="[Quentin Quagga]", original=original(ORIGINAL, "a")),
    f"{R}variant.md": release(TITLE, "Quagga again.", id="v1", variant_of="2024-01-11-otter-affair"),
    f"{R}other.md": release(
        "Other",
        "It [followed](2024-01-11-otter-affair.md). ![](/media/2024/shared.png)",
        id="o1",
        date="2024-01-12",
        related="[2024-01-11-otter-affair, third]",
        replaces="2024-01-11-otter-affair.md",
    ),
    f"{R}third.md": release("Third", "Words.", id="t1", date="2024-01-13"),
    "content/versions/a1/1.md": release(TITLE, "Quagga before.", id="a1"),
    f"content/originals/{ORIGINAL}": "Otter affair\n\nQuagga raw.",
    f"content/originals/ab/{'a' * 16}-files/quagga.png": PICTURE,
    "content/media/2024/own.png": PICTURE,
    "content/media/2024/shared.png": PICTURE,
    "content/pages/about.md": "---\ntitle: About\n---\n\nSee [it](../releases/2024/2024-01-11-otter-affair.md).\n",
    "content/log.jsonl": "".join(
        json.dumps(event) + "\n"
        for event in (
            {
                "event": "ingestion",
                "instant": "x",
                "source": "quagga.txt",
                "file": PATH,
                "id": "a1",
                "sha256": "a" * 64,
            },
            {"event": "modification", "instant": "y", "file": f"{R}third.md", "outcome": "set"},
        )
    ),
    "content/addresses.tsv": (
        "/\t-\n/2024/01/otter-affair/\ta1\n/id/a1/\ta1\n/2024/01/other/\to1\n"
        "/people/quentin-quagga/\tpeople:quentin quagga\n"
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = write_site(tmp_path / "site", FILES)
    begin_manifest(site, list_content(site))
    assert problems_of(site) == []
    return site


def erase(site: Path, *options: str) -> CompletedProcess[str]:
    return dateline("erase", *options, "--site", str(site))


def text_of(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_all_that_belongs_to_it_is_shown_first(site: Path) -> None:
    before = {path: data for path, data in files_in(site).items() if not path.startswith(".dateline")}
    done = erase(site, PATH)
    assert done.returncode == 0, done.stderr
    shown = [f"{line.split()[0]} {line.split()[-1]}" for line in done.stdout.splitlines()]
    assert sorted(line for line in shown if not line.endswith("anew)")) == sorted(
        [
            "struck content/pages/about.md",
            "struck content/releases/2024/other.md",
            "removed content/versions/a1/1.md",
            f"removed content/originals/{ORIGINAL}",
            f"removed content/originals/ab/{'a' * 16}-files/quagga.png",
            "removed content/media/2024/own.png",
            "struck content/log.jsonl",
            "struck content/addresses.tsv",
            "removed content/releases/2024/variant.md",
            f"removed {PATH}",
        ]
    )
    assert "note: content/media/2024/shared.png stays, for content/releases/2024/other.md shows it too" in done.stderr
    assert {path: data for path, data in files_in(site).items() if not path.startswith(".dateline")} == before


def test_nothing_of_it_is_left_and_the_rest_stands(site: Path) -> None:
    dateline("export", "--zip", "a1", "--output", str(site.parent / "otter.zip"), "--site", str(site))
    dateline("export", "--jsonl", "--output", str(site.parent / "all.jsonl"), "--site", str(site))
    assert erase(site, "a1", "--yes", "--reason", REASON).returncode == 0
    for path, data in files_in(site.parent).items():
        assert b"uagga" not in data.replace(b"quentin-quagga", b""), path
        assert b"Otter" not in data, path
    assert not (site.parent / "otter.zip").exists()
    assert not (site.parent / "all.jsonl").exists()
    assert (check_fixity(site).findings, sha256sum(site).returncode) == ((), 0)
    assert "related: [third]" in text_of(site, f"{R}other.md")
    assert "replaces" not in text_of(site, f"{R}other.md")
    assert "It followed. " in text_of(site, f"{R}other.md")
    assert "See it." in text_of(site, "content/pages/about.md")
    assert (site / "content/media/2024/shared.png").exists()


def test_the_next_build_accepts_it_and_its_addresses_say_that_it_is_gone(site: Path) -> None:
    erase(site, PATH, "--yes", "--reason", REASON)
    assert problems_of(site) == []
    output = files_in(site / "output")
    gone = output["2024/01/otter-affair/index.html"].decode()
    assert "Otter" not in gone
    assert "noindex" in gone
    assert "id/a1/index.html" in output
    assert not any(b"uagga" in data for path, data in output.items() if "quentin-quagga" not in path)
    incremental = files_in(site / "output")
    build_at(site, clean=True)
    assert files_in(site / "output") == incremental
    checked = dateline("check", "--site", str(site))
    assert checked.returncode == 0, checked.stderr
    assert "no errors" in checked.stderr


def test_its_addresses_can_be_given_up_too(site: Path) -> None:
    erase(site, PATH, "--addresses", "--yes", "--reason", REASON)
    assert text_of(site, "content/addresses.tsv") == "/\t-\n/2024/01/other/\to1\n"
    assert problems_of(site) == []
    assert not any("otter" in path or "quagga" in path for path in files_in(site))


def test_the_log_keeps_digests_the_date_and_the_reason(site: Path) -> None:
    data = (site / PATH).read_bytes()
    erase(site, PATH, "--yes", "--reason", REASON)
    events = [json.loads(line) for line in text_of(site, "content/log.jsonl").splitlines()]
    assert events[0] == {"event": "ingestion", "instant": "x", "id": "a1", "sha256": "a" * 64, "erased": True}
    assert events[1] == {"event": "modification", "instant": "y", "file": f"{R}third.md", "outcome": "set"}
    deleted = {event["what"]: event for event in events[2:] if event["event"] == "deletion"}
    assert deleted.keys() == {"release", "variant", "version", "original", "medium"}
    assert deleted["release"]["sha256_before"] == sha256_of(data)
    assert (deleted["release"]["id"], deleted["release"]["outcome"]) == ("a1", "erased")
    assert {event["reason"] for event in events[2:]} == {REASON}
    assert not any("file" in event for event in deleted.values())


def shared(site: Path, data: bytes, name: str, items: tuple[str, str]) -> None:
    file = f"cd/{'c' * 16}-{name}"
    write_site(
        site,
        {
            "config.yaml": None,
            f"content/originals/{file}": data,
            f"{R}one.md": release("Ibis affair", "The ibis told.", id="i1", original=original(file, "d", items[0])),
            f"{R}two.md": release("Emu", "The emu did.", id="e1", original=original(file, "e", items[1])),
        },
    )


def test_of_a_zip_that_holds_others_too_only_its_own_file_goes(site: Path) -> None:
    shared(site, zipped({"ibis.txt": "Ibis affair", "emu.txt": "Emu"}), "export.zip", ("ibis.txt", "emu.txt"))
    assert erase(site, "i1", "--yes", "--reason", REASON).returncode == 0
    with zipfile.ZipFile(site / f"content/originals/cd/{'c' * 16}-export.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "erased-0.txt": b"This item was erased.\n",
            "emu.txt": b"Emu",
        }


def test_of_a_mailbox_that_holds_others_too_its_message_goes(site: Path) -> None:
    emu = b"From b Tue Mar  4 12:00:00 2025\nSubject: Emu\n\nThe emu did.\n"
    box = b"From a Tue Mar  4 11:00:00 2025\nSubject: Ibis affair\n\nThe ibis\n told.\n\n" + emu
    shared(site, box, "box.mbox", ("#1", "#2"))
    assert erase(site, "i1", "--yes", "--reason", REASON).returncode == 0
    left = (site / f"content/originals/cd/{'c' * 16}-box.mbox").read_bytes()
    assert b"bis" not in left
    assert left.endswith(b"\n\nThis item was erased.\n\n" + emu)


def test_of_a_table_that_holds_others_too_its_words_are_struck_out(site: Path) -> None:
    shared(site, b'title,body\n"The ibis affair","The ""ibis"" told."\nEmu,The emu did.\n', "all.csv", ("#1", "#2"))
    (site / f"{R}one.md").write_text(text_of(site, f"{R}one.md").replace("Ibis affair", "The ibis affair"))
    assert erase(site, "i1", "--yes", "--reason", REASON).returncode == 0
    left = (site / f"content/originals/cd/{'c' * 16}-all.csv").read_bytes()
    assert left == b'title,body\n"xxxxx","xxxxx."\nEmu,The emu did.\n'


def test_what_cannot_be_taken_out_of_a_container_ends_the_container(site: Path) -> None:
    shared(site, b"\x00\x01\xff coded somehow", "old.bin", ("#1", "#2"))
    done = erase(site, "i1", "--yes", "--reason", REASON)
    assert done.returncode == 0, done.stderr
    assert f"old.bin holds the original of {R}two.md too, and cannot keep that alone" in done.stderr
    left = (site / f"content/originals/cd/{'c' * 16}-old.bin").read_bytes()
    assert left.startswith(b"This file was erased on ")


def test_a_variant_is_erased_without_its_main_release_and_says_so(site: Path) -> None:
    done = erase(site, "v1")
    assert f"note: it is a variant of {PATH}, which says much the same and stays" in done.stderr


def test_a_release_that_is_not_there_is_said_to(site: Path) -> None:
    done = erase(site, "nothing")
    assert done.returncode == 1
    assert "no release has the file, id, number or identifier 'nothing'" in done.stderr
    assert erase(site).returncode == 2
    assert erase(site, "a1", "--text", "x").returncode == 2
