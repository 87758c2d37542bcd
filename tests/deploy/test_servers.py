"""Targets that take file after file: a server with rsync, one with SFTP, two S3 stores. The same story for each."""

import fcntl
import gzip
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

import brotli
import obstore
import obstore.store
import pytest

from generator.deploy.deploying import WORKSHOP, roll_back
from generator.deploy.manifest import MANIFEST
from generator.deploy.sending import Sender
from generator.problems import DatelineError
from tests.deploy.samples import (
    AFTER,
    AS_FILES,
    AS_FOLDERS,
    BEFORE,
    WITHDRAWN_TEXT,
    Deployment,
    broken_links,
    built_files,
    change,
    configured,
    deploy_at,
    go_back,
    swap,
    without_manifest,
)
from tests.deploy.servers import BUCKET, CREDENTIALS, KEY, SECRET, free_port, rclone_s3, seaweed_s3, sshd
from tests.sites import ROOT, files_in

MakeSite = Callable[..., Path]
Stamps = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """A server that runs, and a way to look at what it holds that is not our own."""

    settings: str
    read: Callable[[], dict[str, bytes]]
    stamps: Callable[[], Stamps]
    """What changes of a file whenever somebody sends it again."""
    environment: dict[str, str] = field(default_factory=dict)


@contextmanager
def _ssh(folder: Path, kind: str) -> Iterator[Counterpart]:
    held = folder / "www site"  # with a blank
    with sshd(folder / "sshd") as settings:
        yield Counterpart(
            settings=f"type: {kind}\n{settings}path: {held}\n",
            read=lambda: files_in(held),
            stamps=lambda: _stamps_of_files(held),
        )


@contextmanager
def _rclone(folder: Path) -> Iterator[Counterpart]:
    held = folder / "rclone" / "data" / BUCKET / "press"
    with rclone_s3(folder / "rclone") as settings:
        yield Counterpart(
            settings=f"type: s3\n{settings}prefix: press\n",
            read=lambda: files_in(held),
            stamps=lambda: _stamps_of_files(held),
            environment=CREDENTIALS,
        )


@contextmanager
def _seaweed(folder: Path) -> Iterator[Counterpart]:
    with seaweed_s3(folder / "weed") as settings:
        endpoint = settings.split("endpoint: ")[1].strip()
        store = obstore.store.S3Store(
            BUCKET,
            endpoint=endpoint,
            access_key_id=KEY,
            secret_access_key=SECRET,
            region="us-east-1",
            client_options={"allow_http": True},
        )
        yield Counterpart(
            settings=f"type: s3\n{settings}",
            read=lambda: {one["path"]: bytes(obstore.get(store, one["path"]).bytes()) for one in _listed(store)},
            stamps=lambda: {one["path"]: (one["e_tag"], one["last_modified"]) for one in _listed(store)},
            environment=CREDENTIALS,
        )


def _listed(store: Any) -> list[Any]:
    return [one for batch in obstore.list(store) for one in batch]


def _stamps_of_files(folder: Path) -> Stamps:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_ctime_ns) for path in found}


COUNTERPARTS: dict[str, Callable[[Path], AbstractContextManager[Counterpart]]] = {
    "ssh": lambda folder: _ssh(folder, "ssh"),
    "sftp": lambda folder: _ssh(folder, "sftp"),
    "s3-rclone": _rclone,
    "s3-seaweed": _seaweed,
}


ATOMIC = [name for name in COUNTERPARTS if name != "s3-rclone"]
"""rclone's server removes an object whose upload breaks off and cannot remove one that became a folder; S3 can."""


@pytest.fixture(params=COUNTERPARTS)
def counterpart(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counterpart]:
    with COUNTERPARTS[request.param](tmp_path) as found, patch.dict(os.environ, found.environment):
        yield found


@pytest.fixture
def site(counterpart: Counterpart, make_site: MakeSite) -> Path:
    return make_site(BEFORE | {"config.yaml": configured(counterpart.settings)})


def test_deployed_changed_and_deployed_again_with_only_the_difference(counterpart: Counterpart, site: Path) -> None:
    report = deploy_at(site)
    assert without_manifest(counterpart.read()) == built_files(report)
    first = counterpart.stamps()
    change(site, AFTER)
    report = deploy_at(site)
    files = without_manifest(counterpart.read())
    assert files == built_files(report)
    assert WITHDRAWN_TEXT not in b"".join(files.values())
    assert broken_links(files) == []
    second = counterpart.stamps()
    sent = {path for path, stamp in second.items() if first.get(path) != stamp}
    assert sent == {*report.plan.sent, MANIFEST}
    assert {"2023/03/harbour/index.html", "media/a.png"}.isdisjoint(sent)
    assert deploy_at(site).plan.is_empty
    assert counterpart.stamps() == second


@pytest.mark.parametrize("counterpart", ATOMIC, indirect=True)
def test_killed_anywhere_no_link_breaks_and_the_next_run_goes_on(counterpart: Counterpart, site: Path) -> None:
    chance = random.Random(6)
    deploy_at(site)
    for turn in range(2):
        known = [*counterpart.read()]
        go_back(site) if turn % 2 else change(site, AFTER)
        deploy_at(site, dry_run=True, max_deletes=1000)  # so that it is built
        for _ in range(3):
            Deployment(site).kill_after(chance.uniform(0.1, 1.5))
            assert broken_links(counterpart.read(), known) == []
        report = deploy_at(site, max_deletes=1000)
        files = counterpart.read()
        assert without_manifest({p: data for p, data in files.items() if not p.endswith(".part")}) == built_files(
            report
        )


def test_a_file_becomes_a_folder_and_a_folder_a_file(counterpart: Counterpart, site: Path) -> None:
    change(site, AS_FILES)
    deploy_at(site)
    for old, new in ((AS_FILES, AS_FOLDERS), (AS_FOLDERS, AS_FILES)):
        swap(site, old, new)
        report = deploy_at(site)
        assert without_manifest(counterpart.read()) == built_files(report)
        assert deploy_at(site).plan.is_empty


@pytest.mark.parametrize("counterpart", ATOMIC, indirect=True)
def test_that_is_completed_after_an_interruption(counterpart: Counterpart, site: Path) -> None:
    change(site, AS_FILES)
    deploy_at(site)
    for old, new in ((AS_FILES, AS_FOLDERS), (AS_FOLDERS, AS_FILES)):
        swap(site, old, new)
        killed = patch.multiple(Sender, _commit=Mock(side_effect=KeyboardInterrupt), note=Mock())
        with killed, pytest.raises(KeyboardInterrupt):  # all has come, and that is noted nowhere
            deploy_at(site)
        report = deploy_at(site)
        assert without_manifest(counterpart.read()) == built_files(report)


def test_what_was_removed_before_an_interruption_is_sent_again_when_it_is_wanted_again(
    counterpart: Counterpart, site: Path
) -> None:
    deploy_at(site)
    change(site, AFTER)
    killed = patch.multiple(Sender, _commit=Mock(side_effect=KeyboardInterrupt), note=Mock())
    with killed, pytest.raises(KeyboardInterrupt):
        deploy_at(site, max_deletes=1000)
    go_back(site)
    report = deploy_at(site, max_deletes=1000)
    assert without_manifest(counterpart.read()) == built_files(report)


def test_it_keeps_no_earlier_versions(counterpart: Counterpart, site: Path) -> None:
    with pytest.raises(DatelineError, match="keeps no earlier versions"):
        roll_back(site, None)


def test_what_others_put_there_is_left_alone(counterpart: Counterpart, site: Path, tmp_path: Path) -> None:
    deploy_at(site)
    (site / "content/static/own.txt").write_text("x")
    deploy_at(site)
    other = site.parent / "other"
    other.mkdir()
    change(other, BEFORE | {"config.yaml": configured(counterpart.settings), "content/static/b.txt": "y"})
    with pytest.raises(DatelineError, match="changed by another build"):
        deploy_at(other)
    assert counterpart.read()["own.txt"] == b"x"


@pytest.mark.parametrize(
    ("way", "coding", "opened"), [("gzip", "gzip", gzip.decompress), ("brotli", "br", brotli.decompress)]
)
def test_objects_say_what_they_are_and_for_how_long(
    way: str, coding: str, opened: Callable[[bytes], bytes], make_site: MakeSite, tmp_path: Path
) -> None:
    with _seaweed(tmp_path) as found, patch.dict(os.environ, found.environment):
        site = make_site(BEFORE | {"config.yaml": configured(found.settings + f"compress: [{way}]\n")})
        report = deploy_at(site)
        store = obstore.store.S3Store(
            BUCKET,
            endpoint=found.settings.split("endpoint: ")[1].strip(),
            region="us-east-1",
            client_options={"allow_http": True},
        )
        page = obstore.get(store, "2024/01/bridge/index.html")
        assert dict(page.attributes)["Content-Type"] == "text/html; charset=utf-8"
        assert dict(page.attributes)["Content-Encoding"] == coding
        assert dict(page.attributes)["Cache-Control"] == "public, max-age=300"
        assert opened(bytes(page.bytes())) == built_files(report)["2024/01/bridge/index.html"]
        style = next(path for path in report.manifest.files if path.startswith("assets/style"))
        assert dict(obstore.get(store, style).attributes)["Cache-Control"] == "public, max-age=31536000, immutable"
        picture = obstore.get(store, "media/a.png")
        assert "Content-Encoding" not in picture.attributes
        assert dict(picture.attributes)["Content-Type"] == "image/png"
        assert dict(obstore.get(store, "2024/01/bridge/release.md").attributes)["Content-Type"].startswith(
            "text/markdown"
        )


def test_two_deployments_at_once_do_not_mix(make_site: MakeSite, tmp_path: Path) -> None:
    from generator.deploy.s3 import open_target
    from generator.deploy.target import Opening, TargetFailed
    from generator.deploy_settings import S3Place

    with _seaweed(tmp_path) as found, patch.dict(os.environ, found.environment):
        place = S3Place(bucket=BUCKET, endpoint=found.settings.split("endpoint: ")[1].strip())
        opening = Opening(name="live", place=place, site=tmp_path, workshop=tmp_path)
        with open_target(opening) as one, open_target(opening) as other:
            assert (one.read_manifest(), other.read_manifest()) == (None, None)
            one.begin(b"one")
            with pytest.raises(TargetFailed, match="another deployment"):
                other.begin(b"other")
            one.commit(b"one again")
            assert other.read_manifest() == b"one again"
            other.begin(b"other")
            with pytest.raises(TargetFailed, match="another deployment"):
                one.note(b"one")


@pytest.mark.parametrize("kind", ["ssh", "sftp", "s3", "git"])
def test_a_server_that_is_not_there_is_tried_again_and_named_without_a_secret(
    kind: str, make_site: MakeSite, tmp_path: Path
) -> None:
    port = free_port()
    settings = {
        "ssh": f"host: 127.0.0.1\nport: {port}\npath: /srv/x\nknown_hosts: none\n",
        "sftp": f"host: 127.0.0.1\nport: {port}\npath: /srv/x\n",
        "s3": f"bucket: b\nendpoint: http://127.0.0.1:{port}\n",
        "git": f"repository: http://someone@127.0.0.1:{port}/x.git\n",
    }
    site = make_site(BEFORE | {"config.yaml": configured(f"type: {kind}\n{settings[kind]}")})
    with patch.dict(os.environ, CREDENTIALS), pytest.raises(DatelineError) as failed:
        deploy_at(site)
    said = str(failed.value)
    assert "'live' could not be reached or changed" in said
    assert SECRET not in said
    assert "someone" not in said


def test_wrong_credentials_are_said_to_be_wrong_and_not_shown(make_site: MakeSite, tmp_path: Path) -> None:
    with rclone_s3(tmp_path / "rclone") as settings:
        site = make_site(BEFORE | {"config.yaml": configured(f"type: s3\n{settings}")})
        wrong = CREDENTIALS | {"AWS_SECRET_ACCESS_KEY": "wrong-secret-1234"}
        with patch.dict(os.environ, wrong), pytest.raises(DatelineError, match="refuses the credentials") as failed:
            deploy_at(site)
        assert "wrong-secret" not in str(failed.value)


def test_credentials_are_read_from_the_usual_file(make_site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "credentials").write_text(f"[default]\naws_access_key_id = {KEY}\naws_secret_access_key = {SECRET}\n")
    with rclone_s3(tmp_path / "rclone") as settings:
        site = make_site(BEFORE | {"config.yaml": configured(f"type: s3\n{settings}")})
        with patch.dict(os.environ, {"AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials")}):
            assert deploy_at(site).sent


def test_a_server_with_another_key_is_not_believed(make_site: MakeSite, tmp_path: Path) -> None:
    with sshd(tmp_path / "one") as settings, sshd(tmp_path / "two"):
        wrong = settings.replace(f"known_hosts: {tmp_path}/one", f"known_hosts: {tmp_path}/two")
        for kind in ("ssh", "sftp"):
            text = configured(f"type: {kind}\n{wrong}path: {tmp_path}/www\n")
            site = make_site(BEFORE | {"config.yaml": text}, kind)
            with pytest.raises(DatelineError, match="could not be reached"):
                deploy_at(site)
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("counterpart", ["ssh"], indirect=True)
def test_a_program_that_outlived_its_deployment_is_waited_for(
    counterpart: Counterpart, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy_at(site)
    change(site, AFTER)
    (lock,) = (site / WORKSHOP).glob("*.sending")
    with lock.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        sleeper = subprocess.Popen(["sleep", "600"], pass_fds=[held.fileno()])  # as rsync or ssh would hold it
    try:
        monkeypatch.setattr("generator.deploy.ssh._ENDS_WITHIN", 0.2)
        with pytest.raises(DatelineError, match="is still at work"):
            deploy_at(site, max_deletes=1000)
    finally:
        sleeper.kill()
        sleeper.wait()
    report = deploy_at(site, max_deletes=1000)
    assert without_manifest(counterpart.read()) == built_files(report)


_DEPLOYMENT = """
import fcntl, sys
from generator.deploy.programs import run_program
with open(sys.argv[1], "ab") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    run_program([sys.executable, "-c", sys.argv[2], sys.argv[3]], inherited=[file.fileno()])
"""
_LIKE_SSH = """
import os, pathlib, sys, time
os.closerange(3, 64)
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()}\\n")
time.sleep(600)
"""


def test_a_lock_is_held_by_a_program_that_closes_what_it_inherits_until_it_ends(tmp_path: Path) -> None:
    lock, number = tmp_path / "lock", tmp_path / "number"
    arguments = [sys.executable, "-c", _DEPLOYMENT, str(lock), _LIKE_SSH, str(number)]
    deployment = subprocess.Popen(arguments, env=os.environ | {"PYTHONPATH": str(ROOT)})
    while not (number.exists() and number.read_text().endswith("\n")):
        assert deployment.poll() is None
        time.sleep(0.01)
    deployment.kill()
    deployment.wait()
    with lock.open("ab") as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.kill(int(number.read_text()), signal.SIGKILL)
        fcntl.flock(file, fcntl.LOCK_EX)  # free as soon as it has ended
