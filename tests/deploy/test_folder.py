"""A folder as a target: versions beside each other, a link to the one that is shown, and a way back."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import brotli
import pytest

from generator.deploy.deploying import roll_back
from generator.deploy.manifest import MANIFEST
from generator.problems import DatelineError
from tests.deploy.samples import (
    AFTER,
    AS_FILES,
    AS_FOLDERS,
    BEFORE,
    WITHDRAWN_TEXT,
    Deployment,
    R,
    broken_links,
    built_files,
    change,
    configured,
    deploy_at,
    go_back,
    swap,
    without_manifest,
)
from tests.sites import dateline, files_in, release

CONFIGURED = configured("type: folder\npath: ../public/site\nkeep: 2")

MakeSite = Callable[..., Path]


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return make_site(BEFORE | {"config.yaml": CONFIGURED})


def shown(site: Path) -> dict[str, bytes]:
    return without_manifest(files_in((site.parent / "public" / "site").resolve()))


def test_the_folder_holds_the_build_and_nothing_else(site: Path) -> None:
    report = deploy_at(site)
    assert shown(site) == built_files(report)
    assert (site.parent / "public/site").is_symlink()
    assert report.sent == len(report.manifest.files)


def test_only_the_difference_is_copied_and_the_rest_is_one_file_with_two_names(site: Path) -> None:
    deploy_at(site)
    first = (site.parent / "public/site").resolve()
    inodes = {path: (first / path).stat().st_ino for path in files_in(first)}
    change(site, AFTER)
    report = deploy_at(site)
    second = (site.parent / "public/site").resolve()
    assert shown(site) == built_files(report)
    same = {path for path in files_in(second) if inodes.get(path) == (second / path).stat().st_ino}
    sent = set(report.plan.sent)
    assert same == set(report.manifest.files) - sent
    assert same >= {"2023/03/harbour/index.html", "media/a.png"}
    assert {"2024/01/bridge/index.html", "2024/03/sails/index.html", "index.html", "other.png"} <= sent
    assert deploy_at(site).plan.is_empty


def test_a_dry_run_changes_nothing(site: Path) -> None:
    report = deploy_at(site, dry_run=True)
    assert len(report.plan.sent) == len(report.manifest.files)
    assert not (site.parent / "public").exists()
    assert not (site / "content/addresses.tsv").exists()


def test_what_is_public_is_noted_with_what_is_behind_it(site: Path) -> None:
    report = deploy_at(site)
    lines = (site / "content/addresses.tsv").read_text().splitlines()[1:]
    assert report.addresses == len(lines)
    assert {
        "/2024/01/bridge/\tbridge1",
        "/2024/01/bridge/release.md\tbridge1",
        "/id/bridge1/\tbridge1",
        "/tags/sea/\ttags:sea",
        "/tags/sea/2024/\ttags:sea",
        "/2024/\t-",
        "/\t-",
        "/feed.xml\t-",
    } <= set(lines)
    assert not [line for line in lines if line.startswith(("/assets/", "/404.html", "/robots", "/media/", "/data/"))]
    change(site, {R + "2024-01-11-bridge.md": release("Bridge", "Moved.", id="bridge1", slug="new-bridge")})
    report = deploy_at(site)
    assert b"../new-bridge/" in shown(site)["2024/01/bridge/index.html"]
    assert "2024/01/bridge/release.md" not in shown(site)
    assert report.addresses == 2  # the page and its twin; its id and lists are where they were


def test_earlier_versions_are_kept_as_many_as_were_asked_for(site: Path) -> None:
    for number in range(5):
        change(site, {R + "2023-04-01-mill.md": release("Mill", f"Turn {number}.", id="mill1", date="2023-04-01")})
        deploy_at(site)
    assert sorted(path.name for path in (site.parent / "public/site.versions").iterdir()) == [
        "000003",
        "000004",
        "000005",
    ]


def test_going_back_shows_the_version_before_and_the_next_time_the_one_before_that(site: Path) -> None:
    states = []
    for number in range(3):
        change(site, {R + "2023-04-01-mill.md": release("Mill", f"Turn {number}.", id="mill1", date="2023-04-01")})
        deploy_at(site)
        states.append(shown(site))
    roll_back(site, "live")
    assert shown(site) == states[1]
    roll_back(site, None)
    assert shown(site) == states[0]
    with pytest.raises(DatelineError, match="no earlier version"):
        roll_back(site, None)
    assert not deploy_at(site).plan.is_empty
    assert shown(site) == states[2]


def test_going_back_never_brings_back_what_was_withdrawn_since(site: Path) -> None:
    deploy_at(site)
    before = shown(site)
    harbour = release("Harbour", "Closed.", id="harbour1", date="2023-03-01", tags="[sea]")
    change(site, AFTER | {R + "2023-03-01-harbour.md": harbour})
    deploy_at(site)
    after = shown(site)
    assert [path for path, data in before.items() if WITHDRAWN_TEXT in data]
    roll_back(site, None)
    back = shown(site)
    assert [path for path, data in back.items() if WITHDRAWN_TEXT in data] == []
    assert back["2024/01/bridge/index.html"] == after["2024/01/bridge/index.html"]
    assert b"Closed." in after["2023/03/harbour/index.html"]
    assert back["2023/03/harbour/index.html"] == before["2023/03/harbour/index.html"]
    assert broken_links(back) == []


def test_going_back_never_brings_back_what_was_erased_since(site: Path) -> None:
    deploy_at(site)
    change(site, {R + "2024-01-11-bridge.md": None})
    deploy_at(site)
    roll_back(site, None)
    assert [path for path, data in shown(site).items() if WITHDRAWN_TEXT in data or b"Bridge" in data] == []
    assert broken_links(shown(site)) == []


def test_a_withdrawn_text_is_in_no_earlier_version_any_more(site: Path) -> None:
    deploy_at(site)
    change(site, AFTER)
    deploy_at(site)
    versions = site.parent / "public/site.versions"
    assert list(versions.glob("*/2024/01/bridge/release.md")) == []
    assert [path for path in versions.rglob("*") if path.is_file() and WITHDRAWN_TEXT in path.read_bytes()] == []


def test_a_withdrawal_is_shown_even_when_all_else_fails(site: Path) -> None:
    deploy_at(site)
    change(site, AFTER)
    import shutil

    copy = shutil.copyfile

    def fail(source: Path, target: Path) -> object:
        if "mill" in str(target):
            raise OSError(28, "No space left on device", str(target))
        return copy(source, target)

    with patch("shutil.copyfile", fail), pytest.raises(DatelineError, match="No space left"):
        deploy_at(site)
    now = shown(site)
    assert WITHDRAWN_TEXT not in now["2024/01/bridge/index.html"]
    assert "2024/01/bridge/release.md" not in now
    assert b"turns again" not in now["2023/04/mill/index.html"]
    assert "robots.png" in now  # nothing is removed when anything failed
    assert broken_links(now) == []
    report = deploy_at(site)
    assert shown(site) == built_files(report)


def test_killed_anywhere_it_shows_one_state_or_another_and_the_next_run_completes_it(site: Path) -> None:
    chance = random.Random(6)
    deploy_at(site)
    for turn in range(4):
        go_back(site) if turn % 2 else change(site, AFTER)
        deploy_at(site, dry_run=True, max_deletes=1000)  # so that it is built
        for _ in range(5):
            Deployment(site).kill_after(chance.uniform(0, 0.6))
            assert broken_links(shown(site)) == []
        report = deploy_at(site, max_deletes=1000)
        assert shown(site) == built_files(report)


def test_a_folder_with_other_files_is_left_alone(site: Path) -> None:
    (site.parent / "public/site").mkdir(parents=True)
    (site.parent / "public/site/thesis.odt").write_text("x")
    with pytest.raises(DatelineError, match="did not put there"):
        deploy_at(site)
    with pytest.raises(DatelineError, match="no link to a version"):
        deploy_at(site, force=True)
    assert (site.parent / "public/site/thesis.odt").read_text() == "x"


def test_an_empty_folder_becomes_the_site(site: Path) -> None:
    (site.parent / "public/site").mkdir(parents=True)
    assert shown(site) == {}
    report = deploy_at(site)
    assert shown(site) == built_files(report)


def test_another_build_than_the_last_from_here_is_not_written_over(site: Path, make_site: MakeSite) -> None:
    deploy_at(site)
    other = make_site(BEFORE | AFTER | {"config.yaml": CONFIGURED, "content/static/own.png": b"x"}, "other")
    with pytest.raises(DatelineError, match="changed by another build"):
        deploy_at(other)
    deploy_at(other, force=True)
    with pytest.raises(DatelineError, match="changed by another build"):
        deploy_at(site)
    deploy_at(other)


def test_a_fresh_machine_with_the_same_content_goes_on(site: Path, make_site: MakeSite) -> None:
    deploy_at(site)
    ledger = (site / "content/addresses.tsv").read_bytes()
    other = make_site(BEFORE | {"config.yaml": CONFIGURED, "content/addresses.tsv": ledger}, "other")
    change(other, {R + "2024-03-01-sails.md": AFTER[R + "2024-03-01-sails.md"]})
    change(other, {R + "2024-01-11-bridge.md": None, "content/static/robots.png": None})
    deploy_at(other)
    assert "2024/03/sails/index.html" in shown(site)
    assert "robots.png" not in shown(site)


def test_an_erasure_is_deployed_as_it_is(site: Path) -> None:
    deploy_at(site)
    done = dateline("erase", R + "2024-01-11-bridge.md", "--reason", "A judgment", "--addresses", "--yes", cwd=site)
    assert done.returncode == 0, done.stderr
    deploy_at(site)
    assert [path for path, data in shown(site).items() if WITHDRAWN_TEXT in data or "bridge" in path] == []


def test_too_many_files_are_not_taken_away_unasked(site: Path) -> None:
    deploy_at(site)
    change(site, {R + path.rpartition("/")[2]: None for path in BEFORE if path.startswith(R)})
    (site / "content/addresses.tsv").unlink()
    with pytest.raises(DatelineError, match="would be taken away, and at most 0 may be"):
        deploy_at(site, max_deletes=0)
    assert "2024/01/bridge/index.html" in shown(site)
    deploy_at(site, max_deletes=1000)
    assert "2024/01/bridge/index.html" not in shown(site)


def test_a_damaged_manifest_is_not_believed(site: Path) -> None:
    deploy_at(site)
    (site.parent / "public/site" / MANIFEST).write_bytes(b"x")
    with pytest.raises(DatelineError, match="cannot be read"):
        deploy_at(site)
    report = deploy_at(site, force=True)
    assert len(report.plan.sent) == len(report.manifest.files)


def test_compressed_files_lie_beside_the_plain_ones(make_site: MakeSite) -> None:
    site = make_site(BEFORE | {"config.yaml": CONFIGURED + "    compress: [gzip, brotli]\n"})
    deploy_at(site)
    files = shown(site)
    assert gzip.decompress(files["index.html.gz"]) == files["index.html"]
    assert {"media/a.png.gz", "media/a.png.br"}.isdisjoint(files)
    change(site, AFTER)
    report = deploy_at(site)
    assert "2023/03/harbour/index.html.gz" not in report.plan.sent
    files = shown(site)
    for ending, opened in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        packed = [path for path in files if path.endswith(ending)]
        assert packed
        assert all(opened(files[path]) == files[path.removesuffix(ending)] for path in packed)


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Path) -> None:
    change(site, AS_FILES)
    deploy_at(site)
    for old, new in ((AS_FILES, AS_FOLDERS), (AS_FOLDERS, AS_FILES)):
        swap(site, old, new)
        report = deploy_at(site)
        assert shown(site) == built_files(report)
