"""A branch of a real bare repository as a target."""

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.deploy.deploying import roll_back
from generator.deploy.programs import without_secrets
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
from tests.deploy.servers import program
from tests.sites import release

MakeSite = Callable[..., Path]


def git(folder: Path, *arguments: str) -> str:
    command = [program("git", "git"), "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    (tmp_path / "pages.git").mkdir()
    git(tmp_path / "pages.git", "init", "--quiet", "--bare")
    return tmp_path / "pages.git"


@pytest.fixture
def site(make_site: MakeSite, bare: Path) -> Path:
    return make_site(BEFORE | {"config.yaml": configured("type: git\nrepository: ../pages.git\nbranch: pages")})


def read(bare: Path, commit: str = "pages") -> dict[str, bytes]:
    """Return the files of a commit, as `git archive` gives them."""
    import io
    import tarfile

    packed = subprocess.run(["git", "-C", str(bare), "archive", commit], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        found = {one.name: archive.extractfile(one) for one in archive if one.isfile()}
        files = {name: file.read() for name, file in found.items() if file}
    return without_manifest({name: data for name, data in files.items() if name != ".nojekyll"})


def objects(bare: Path) -> set[str]:
    lines = git(bare, "cat-file", "--batch-all-objects", "--batch-check").splitlines()
    return {line.split()[0] for line in lines if " blob " in line}


def test_the_branch_holds_the_build_and_only_the_difference_is_pushed(site: Path, bare: Path) -> None:
    report = deploy_at(site)
    assert read(bare) == built_files(report)
    before = objects(bare)
    change(site, AFTER)
    report = deploy_at(site)
    assert read(bare) == built_files(report)
    pushed = objects(bare) - before
    assert len(pushed) <= len(report.plan.sent) + 2  # and the manifest of either step
    assert deploy_at(site).plan.is_empty
    assert ".nojekyll" in git(bare, "ls-tree", "--name-only", "pages").splitlines()
    assert not git(site.parent, "--git-dir", str(bare), "fsck", "--strict").strip()


def test_each_deployment_is_a_commit_after_the_one_before(site: Path, bare: Path) -> None:
    for number in range(3):
        change(site, {R + "2023-04-01-mill.md": release("Mill", f"Turn {number}.", id="mill1", date="2023-04-01")})
        deploy_at(site)
    assert git(bare, "rev-list", "--count", "pages").strip() == "3"


def test_a_branch_can_go_without_history(make_site: MakeSite, bare: Path) -> None:
    settings = "type: git\nrepository: ../pages.git\nbranch: pages\nhistory: replace"
    site = make_site(BEFORE | {"config.yaml": configured(settings)})
    deploy_at(site)
    change(site, AFTER)
    report = deploy_at(site)
    assert read(bare) == built_files(report)
    assert git(bare, "rev-list", "--count", "pages").strip() == "1"
    git(bare, "-c", "gc.reflogExpire=now", "gc", "--quiet", "--prune=now")
    for blob in objects(bare):
        assert WITHDRAWN_TEXT.decode() not in git(bare, "cat-file", "-p", blob) if blob in _texts(bare) else True
    with pytest.raises(DatelineError, match="no earlier version"):
        roll_back(site, None)


def _texts(bare: Path) -> set[str]:
    listed = git(bare, "ls-tree", "-r", "pages").splitlines()
    return {line.split()[2] for line in listed if line.endswith((".html", ".md", ".xml", ".json"))}


def test_going_back_is_a_commit_that_shows_the_one_before(site: Path, bare: Path) -> None:
    states = []
    for number in range(3):
        change(site, {R + "2023-04-01-mill.md": release("Mill", f"Turn {number}.", id="mill1", date="2023-04-01")})
        deploy_at(site)
        states.append(read(bare))
    roll_back(site, None)
    assert read(bare) == states[1]
    roll_back(site, None)
    assert read(bare) == states[0]
    with pytest.raises(DatelineError, match="no earlier version"):
        roll_back(site, None)
    deploy_at(site)
    assert read(bare) == states[2]
    assert git(bare, "rev-list", "--count", "pages").strip() == "6"


def test_going_back_never_brings_back_what_was_withdrawn_since(site: Path, bare: Path) -> None:
    deploy_at(site)
    assert WITHDRAWN_TEXT in b"".join(read(bare).values())
    change(site, AFTER)
    deploy_at(site)
    roll_back(site, None)
    files = read(bare)
    assert WITHDRAWN_TEXT not in b"".join(files.values())
    assert b"withdrawn" in files["2024/01/bridge/index.html"].lower()
    assert "robots.png" in files
    assert broken_links(files) == []


def test_killed_anywhere_the_branch_shows_whole_states_and_the_next_run_completes_it(site: Path, bare: Path) -> None:
    chance = random.Random(6)
    deploy_at(site)
    for turn in range(2):
        go_back(site) if turn % 2 else change(site, AFTER)
        deploy_at(site, dry_run=True, max_deletes=1000)
        for _ in range(5):
            Deployment(site).kill_after(chance.uniform(0.1, 0.8))
            assert broken_links(read(bare)) == []
        report = deploy_at(site, max_deletes=1000)
        assert read(bare) == built_files(report)


def test_what_others_keep_in_the_branch_stays(site: Path, bare: Path, tmp_path: Path) -> None:
    deploy_at(site)
    git(tmp_path, "clone", "--quiet", "--branch", "pages", str(bare), str(tmp_path / "clone"))
    (tmp_path / "clone/OWN").write_text("x")
    git(tmp_path / "clone", "add", "OWN")
    git(tmp_path / "clone", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Own")
    git(tmp_path / "clone", "push", "--quiet")
    change(site, AFTER)
    report = deploy_at(site)
    assert read(bare) == built_files(report) | {"OWN": b"x"}


def test_a_branch_that_holds_something_else_is_left_alone(site: Path, bare: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=pages", "elsewhere")
    (tmp_path / "elsewhere/index.html").write_text("mine")
    git(tmp_path / "elsewhere", "add", ".")
    git(tmp_path / "elsewhere", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Mine")
    git(tmp_path / "elsewhere", "push", "--quiet", str(bare), "pages")
    with pytest.raises(DatelineError, match="did not put there"):
        deploy_at(site)
    assert read(bare) == {"index.html": b"mine"}


def test_a_remote_of_the_sites_own_repository_is_found_by_its_name(make_site: MakeSite, bare: Path) -> None:
    site = make_site(BEFORE | {"config.yaml": configured("type: git\nrepository: origin")})
    git(site, "init", "--quiet")
    git(site, "config", "user.name", "The press office")
    git(site, "remote", "add", "origin", str(bare))
    report = deploy_at(site)
    assert read(bare, "gh-pages") == built_files(report)
    assert git(bare, "log", "-1", "--format=%an", "gh-pages").strip() == "The press office"


def test_a_push_that_is_refused_is_told_and_changes_nothing(site: Path, bare: Path) -> None:
    deploy_at(site)
    before = read(bare)
    (bare / "hooks/pre-receive").write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    (bare / "hooks/pre-receive").chmod(0o755)
    change(site, {R + "2023-04-01-mill.md": release("Mill", "Another.", id="mill1", date="2023-04-01")})
    with pytest.raises(DatelineError, match="not today"):
        deploy_at(site)
    assert read(bare) == before
    (bare / "hooks/pre-receive").unlink()
    report = deploy_at(site)
    assert read(bare) == built_files(report)


def test_no_secret_of_the_environment_is_in_what_is_said(site: Path) -> None:
    said = "fatal: https://x-access-token:abcdef123@example.org/x.git: token abcdef123, basic QUJDREVG"
    environment = {"GITHUB_TOKEN": "abcdef123", "GIT_CONFIG_VALUE_0": "basic QUJDREVG", "HOME": "/root/example"}
    assert without_secrets(said, environment) == "fatal: https://***@example.org/x.git: token ***, ***"
    with patch.dict(os.environ, environment):
        assert deploy_at(site).sent


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Path, bare: Path) -> None:
    change(site, AS_FILES)
    deploy_at(site)
    for old, new in ((AS_FILES, AS_FOLDERS), (AS_FOLDERS, AS_FILES)):
        swap(site, old, new)
        report = deploy_at(site)
        assert read(bare) == built_files(report)
