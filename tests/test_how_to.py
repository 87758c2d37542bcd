"""What the how-tos tell people to type does what they say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.fixity import list_content
from generator.manifest import begin_manifest, sha256_of
from tests.how_to_pages import commands_in, follow, type_all
from tests.sites import CONFIG, build_at, differences, files_in, release

PATH = "content/releases/2024/2024-02-27-visitors.md"
FILES: dict[str, str | bytes | None] = {
    "config.yaml": f"{CONFIG}formats: [html, md, ninjs]\ndeploy: {{public: {{type: folder, path: ../public}}}}\n",
    PATH: release("Visitors", "There were 12,040 visitors.", id="9f2c0000deadbeef", date="2024-02-27"),
    "content/releases/2024/2024-03-01-later.md": release("Later", date="2024-03-01", id="later"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def test_a_correction(site: Path) -> None:
    def correct() -> None:
        file = site / PATH
        file.write_text(file.read_text().replace("12,040 visitors.", "1,204 visitors.", 1))

    said = follow("correct-a-release", site, by_hand={"dateline accept": correct})
    assert "content/versions/9f2c0000deadbeef/1.md keeps the text as it was." in next(iter(said.values())).stderr
    files = files_in(site / "output")
    page = files["2024/02/visitors/index.html"].decode()
    assert "There were 1,204 visitors, not 12,040." in page
    assert '"correction":' in page.replace(" ", "")
    assert b'"version": "2"' in files["2024/02/visitors/release.json"]
    earlier = files["2024/02/visitors/versions/1/index.html"].decode()
    assert "<del>12,040 </del><ins>1,204 </ins>visitors." in earlier
    assert "noindex" in earlier
    assert b"1,204 visitors." in files["feed.xml"]
    assert b"12,040 visitors." in files["feed/2024-02.xml"]
    assert b"1,204" not in files["feed/2024-02.xml"]


def test_a_withdrawal(site: Path) -> None:
    seen: list[dict[str, bytes]] = []

    def look() -> None:
        seen.append(files_in(site.parent / "public"))

    second = "dateline withdraw content/releases/2024/2024-02-27-visitors.md --reason 'The study"
    follow("withdraw-a-release", site, by_hand={second: look})
    (public,) = seen
    page = public["2024/02/visitors/index.html"].decode()
    assert "The figures were taken from another museum." in page
    assert "noindex" in page
    assert [path for path, data in public.items() if b"12,040" in data] == []
    assert b"Withdrawn on " in public["feed.xml"]
    assert "mark-withdrawn" in public["2024/02/index.html"].decode()
    assert (site / PATH).read_text() == FILES[PATH]


HOUSE: dict[str, str | bytes | None] = {
    "config.yaml": FILES["config.yaml"],
    "content/releases/2024/2024-01-11-otter-affair.md": release(
        "Otter affair",
        "It was Quentin\nQuagga.",
        id="a1",
        original=f"{{file: ab/a-otter.txt, sha256: {sha256_of(b'Otter affair: QUENTIN QUAGGA')}}}",
    ),
    "content/releases/2024/2024-01-12-b.md": release(
        "B",
        "**Quentin** Quagga too.",
        id="b1",
        date="2024-01-12",
        original=f"{{file: cd/b.txt, sha256: {sha256_of(b'B: QUENTIN QUAGGA')}}}",
    ),
    "content/originals/ab/a-otter.txt": b"Otter affair: QUENTIN QUAGGA",
    "content/originals/cd/b.txt": b"B: QUENTIN QUAGGA",
    "content/addresses.tsv": "/2024/01/otter-affair/\ta1\n",
}


@pytest.fixture
def house(make_site: Callable[..., Path]) -> Path:
    site = make_site(HOUSE)
    begin_manifest(site, list_content(site))
    return site


def test_an_erasure_request(house: Path) -> None:
    said = type_all("erasure", house)
    assert said['dateline erase --text "Quentin Quagga"'].stderr == "Nothing was found.\n"  # the last time it was typed
    checked = next(done for command, done in said.items() if command == "dateline check originals")
    assert "no errors, no warnings" in checked.stderr
    for folder in (house, house.parent / "public"):
        for path, data in files_in(folder).items():
            assert b"quagga" not in data.lower(), path
            assert b"Otter" not in data, path
    assert "gone" in (house.parent / "public/2024/01/otter-affair/index.html").read_text().lower()
    assert (house / "content/originals/cd/b.txt").read_bytes() == b"B: xxxxx"


def test_handing_over_to_a_colleague(house: Path) -> None:
    (house / "content/releases/2024/draft.md").write_text(release("Not yet", status="draft"))
    begin_manifest(house, list_content(house))
    type_all("hand-over", house)
    build_at(house)
    assert list(differences(files_in(house / "output"), files_in(house.parent / "newsroom/output"))) == []
    assert (house.parent / "newsroom/content/releases/2024/draft.md").exists()


def test_into_preservation(house: Path) -> None:
    said = type_all("into-preservation", house)
    assert any("is valid" in done.stderr for command, done in said.items() if command.startswith("bagit.py"))
    again = files_in(house.parent / "newsroom-again/output")
    assert list(differences(files_in(house / "output"), again)) == []
    assert list(differences(files_in(house.parent / "newsroom-bag/data/output"), again)) == []


def test_the_pages_have_the_commands_that_are_tried() -> None:
    assert [command.split()[1] for command in commands_in("correct-a-release")] == ["correct", "accept", "build"]
    assert [command.split()[1] for command in commands_in("erasure")][:4] == ["erase"] * 4
    assert [command.split()[1] for command in commands_in("hand-over")] == ["check", "export", "check", "build"]
    assert [command.split()[1] for command in commands_in("into-preservation")] == ["check", "build", "export", "build"]
    tried = ["withdraw", "build", "deploy", "withdraw", "set"]
    assert [command.split()[1] for command in commands_in("withdraw-a-release")] == tried
