"""The bag: the `bagit` package finds it valid, and a machine that has nothing else builds the site from it."""

import shutil
from pathlib import Path

import bagit
import pytest

from tests.sites import EPOCH, build_at, copy_golden_site, dateline, differences, files_in, release, write_site


def bag_of(site: Path, *options: str) -> Path:
    folder = site.parent / "bag"
    done = dateline("export", "--bag", str(folder), *options, "--site", str(site))
    assert done.returncode == 0, done.stderr
    return folder


def test_a_bag_is_valid_and_says_what_it_is(tmp_path: Path) -> None:
    folder = bag_of(copy_golden_site(tmp_path / "site"), "--all")
    bag = bagit.Bag(str(folder))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Bag-Software-Agent"].startswith("dateline ")
    assert bag.info["External-Identifier"].startswith("https://")


def test_a_bag_carried_to_an_empty_machine_builds_the_same_site(tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    build_at(site)
    folder = bag_of(site, "--all")
    shutil.move(folder, elsewhere := tmp_path / "elsewhere")
    shutil.rmtree(site.parent / "site" / "content")
    shutil.move(elsewhere / "data", unpacked := tmp_path / "unpacked")
    assert dateline("build", "--site", str(unpacked), SOURCE_DATE_EPOCH=EPOCH).returncode == 0
    assert list(differences(files_in(site / "output"), files_in(unpacked / "output"))) == []


def test_the_output_comes_along_if_it_is_asked_for(tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    build_at(site)
    folder = bag_of(site, "--all", "--with-output")
    bagit.Bag(str(folder)).validate()
    assert list(differences(files_in(site / "output"), files_in(folder / "data/output"))) == []


def test_a_flipped_bit_in_a_bag_is_found(tmp_path: Path) -> None:
    folder = bag_of(write_site(tmp_path / "site", {"content/releases/a.md": release("A")}))
    file = folder / "data/content/releases/a.md"
    file.write_bytes(file.read_bytes().replace(b"W", b"V"))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


def test_a_bag_of_content_that_is_not_as_recorded_is_made_and_says_so(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"content/releases/a.md": release("A")})
    assert dateline("accept", "--site", str(site)).returncode == 0
    (site / "content/releases/a.md").write_text(release("B"))
    done = dateline("export", "--bag", str(tmp_path / "bag"), "--site", str(site))
    assert done.returncode == 1
    assert "content/releases/a.md: warning: this is not what the archive's own manifest says" in done.stderr
    bagit.Bag(str(tmp_path / "bag")).validate()


@pytest.mark.parametrize("name", ["100%.txt", "a b.txt", "ä.txt", "%41.txt"])
def test_odd_names_are_found_again(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path / "site", {f"content/static/{name}": "x"})
    bagit.Bag(str(bag_of(site))).validate()


@pytest.mark.parametrize("name", ["%0A.txt", "a%25.txt"])
def test_a_name_that_programs_read_differently_is_refused(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path / "site", {f"content/static/{name}": "x"})
    done = dateline("export", "--bag", str(tmp_path / "bag"), "--site", str(site))
    assert done.returncode == 1
    assert done.stderr == f"content/static/{name}: error: a bag cannot hold a file of this name; rename it\n"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {})
    (tmp_path / "bag").mkdir()
    bag_of(site)
    done = dateline("export", "--bag", str(tmp_path / "bag"), "--site", str(site))
    assert done.returncode == 1
    assert done.stderr.endswith("is there and not empty; name another folder\n")
