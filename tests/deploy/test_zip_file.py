"""A zip archive as a target."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.deploy.manifest import MANIFEST
from generator.problems import DatelineError
from tests.deploy.samples import (
    AFTER,
    AS_FILES,
    AS_FOLDERS,
    BEFORE,
    broken_links,
    built_files,
    change,
    configured,
    deploy_at,
    swap,
    without_manifest,
)
from tests.sites import stamps_in

CONFIGURED = configured("type: zip\npath: out/site.zip")


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(BEFORE | {"config.yaml": CONFIGURED})


def read(site: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(site / "out/site.zip") as archive:
        assert archive.testzip() is None
        return without_manifest({name: archive.read(name) for name in archive.namelist()})


def test_the_archive_holds_the_build(site: Path) -> None:
    report = deploy_at(site)
    assert read(site) == built_files(report)


def test_a_change_replaces_the_archive_by_one_that_equals_a_new_one(site: Path) -> None:
    deploy_at(site)
    first = (site / "out/site.zip").read_bytes()
    change(site, AFTER)
    report = deploy_at(site)
    assert read(site) == built_files(report)
    assert broken_links(read(site)) == []
    changed = (site / "out/site.zip").read_bytes()
    (site / "out/site.zip").unlink()
    deploy_at(site)
    assert (site / "out/site.zip").read_bytes() == changed != first


def test_nothing_to_do_leaves_the_file_alone(site: Path) -> None:
    deploy_at(site)
    before = stamps_in(site / "out")
    assert deploy_at(site).plan.is_empty
    assert stamps_in(site / "out") == before


def test_a_file_of_another_kind_is_left_alone(site: Path) -> None:
    (site / "out").mkdir()
    (site / "out/site.zip").write_bytes(b"a thesis")
    with pytest.raises(DatelineError, match="did not put there"):
        deploy_at(site)
    assert (site / "out/site.zip").read_bytes() == b"a thesis"


def test_the_manifest_is_in_it(site: Path) -> None:
    deploy_at(site)
    with zipfile.ZipFile(site / "out/site.zip") as archive:
        assert MANIFEST in archive.namelist()


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Path) -> None:
    change(site, AS_FILES)
    deploy_at(site)
    for old, new in ((AS_FILES, AS_FOLDERS), (AS_FOLDERS, AS_FILES)):
        swap(site, old, new)
        report = deploy_at(site)
        assert read(site) == built_files(report)
