"""From the built site to the public: `python -m bench.publish [--releases N] [--kills N]`; run by `make bench-publish`.

A deployment of one added release to an S3 server on loopback, deployments killed at random points for each kind of
target, and the check of internal links. Needs what the tests of deployment need: rclone, weed, git, sshd, rsync.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from bench.builds.maker import LAST_DAY, Maker, write_release
from generator.check import CheckOptions, check
from tests.deploy.samples import (
    AFTER,
    BEFORE,
    Deployment,
    broken_links,
    built_files,
    change,
    configured,
    deploy_at,
    go_back,
    without_manifest,
)
from tests.deploy.servers import CREDENTIALS, rclone_s3
from tests.deploy.test_git import git
from tests.deploy.test_git import read as read_branch
from tests.deploy.test_servers import ATOMIC, COUNTERPARTS
from tests.sites import AS_OF, CONFIG, files_in

KILLED_WITHIN = 2.0
"""Seconds."""
_REST = 0.2
"""Seconds in which a server that is at work changes something."""


@dataclass(frozen=True)
class Place:
    """A target, and what readers see there."""

    settings: str
    read: Callable[[], dict[str, bytes]]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=10_000, help="of the archive; default: 10000")
    parser.add_argument("--kills", type=int, default=50, help="of each target; default: 50")
    options = parser.parse_args()
    print("| what | at least | measured |\n| --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for line in measure_archive(Path(folder), options.releases):
            print(line, flush=True)
    for name in ("folder", "git", *ATOMIC):
        with tempfile.TemporaryDirectory() as folder:
            print(measure_kills(name, Path(folder), options.kills), flush=True)


def measure_archive(folder: Path, count: int) -> Iterator[str]:
    """Yield the lines of a large archive."""
    site, maker = folder / "site", Maker()
    for release in maker.archive(count):
        write_release(site / "content", release)
    with rclone_s3(folder / "rclone") as settings, patch.dict(os.environ, CREDENTIALS):
        text = CONFIG + "deploy:\n  live:\n" + "".join(f"    {line}\n" for line in f"type: s3\n{settings}".splitlines())
        (site / "config.yaml").write_text(text)
        whole = deploy_at(site)
        write_release(site / "content", maker.release(count, LAST_DAY + timedelta(days=1)))
        began = time.perf_counter()
        added = deploy_at(site)
        seconds = time.perf_counter() - began
        assert deploy_at(site).plan.is_empty
    files = len(whole.manifest.files)
    yield f"| one added release to S3, {count:,} releases: files sent of {files:,} | what changed | {added.sent} |"
    yield f"| the same: seconds to plan | 1.5 | {added.planning_seconds:.2f} |"
    yield f"| the same: seconds in all, with build and check | | {seconds:.1f} |"
    began = time.perf_counter()
    report = check(site, CheckOptions(names=("links",), output=whole.build.output), now=AS_OF)
    pages = sum(path.endswith(".html") for path in whole.manifest.files)
    yield f"| internal link check: pages a second | 1,000 | {pages / (time.perf_counter() - began):,.0f} |"
    assert not report.errors


def measure_kills(name: str, folder: Path, kills: int) -> str:
    """Return the line of a target whose deployments are killed."""
    chance, broken = random.Random(6), 0
    with _place(name, folder) as place:
        site = folder / "site"
        change(site, BEFORE | {"config.yaml": configured(place.settings)})
        deploy_at(site)
        known = [*place.read()]
        for turn in range(kills):
            if turn % 5 == 0:
                change(site, AFTER) if turn % 10 == 0 else go_back(site)
                deploy_at(site, dry_run=True, max_deletes=1000)
            Deployment(site).kill_after(chance.uniform(0, KILLED_WITHIN))
            broken += bool(broken_links(_read_at_rest(place), known))
        report = deploy_at(site, max_deletes=1000)
        whole = {path: data for path, data in place.read().items() if not path.endswith(".part")}
        completed = "completed" if without_manifest(whole) == built_files(report) else "NOT completed"
    return (
        f"| {name}: {kills} deployments killed: broken links afterwards | 0, then completed | {broken}, {completed} |"
    )


def _read_at_rest(place: Place) -> dict[str, bytes]:
    """Return what is there once nothing changes any more: a busy server is still at what it was asked before."""
    before: dict[str, bytes] | None = None
    while True:
        try:
            now = place.read()
        except FileNotFoundError:  # renamed while it was read
            now = None
        if now is not None and now == before:
            return now
        before = now
        time.sleep(_REST)


@contextmanager
def _place(name: str, folder: Path) -> Iterator[Place]:
    if name == "folder":
        yield Place("type: folder\npath: ../www\n", lambda: files_in((folder / "www").resolve()))
    elif name == "git":
        (folder / "pages.git").mkdir()
        git(folder / "pages.git", "init", "--quiet", "--bare")
        yield Place(
            "type: git\nrepository: ../pages.git\nbranch: pages\n", lambda: read_branch(folder / "pages.git", "pages")
        )
    else:
        with COUNTERPARTS[name](folder) as found, patch.dict(os.environ, found.environment):
            yield Place(found.settings, found.read)


if __name__ == "__main__":
    main()
