"""The commands as a user types them: what they print, and where they stop."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deploy.samples import AFTER, BEFORE, change, configured
from tests.sites import dateline

CONFIGURED = configured("type: folder\npath: ../www")
TEXT = "FOR IMMEDIATE RELEASE\n\nThe lock opens again\n\nSALTMERE, March 5, 2024 - The lock opens on Monday.\n\n###\n"

MakeSite = Callable[..., Path]


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return make_site(BEFORE | {"config.yaml": CONFIGURED})


def test_publish_imports_builds_checks_and_deploys(site: Path) -> None:
    change(site, {"content/inbox/lock.txt": TEXT})
    done = dateline("publish", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "1 imported" in done.stderr
    assert "'live' was sent" in done.stderr
    pages = [*(site.parent / "www").glob("2024/03/*/index.html")]
    assert [page.parent.name for page in pages if "lock" in page.parent.name]
    assert "holds the site already" in dateline("publish", cwd=site).stderr


def test_publish_stops_at_what_cannot_be_imported(site: Path) -> None:
    change(site, {"content/inbox/broken.docx": b"PK\x03\x04 broken"})
    done = dateline("publish", cwd=site)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "Nothing was sent to 'live': mend what could not be imported, or take it out of content/inbox/.\n"
    )
    assert not (site.parent / "www").exists()


def test_publish_stops_at_what_the_check_finds(site: Path) -> None:
    change(site, {"content/static/own.html": "<a href='nowhere.html'>x</a>"})
    done = dateline("publish", cwd=site)
    assert done.returncode == 1
    assert "nothing was sent to 'live'" in done.stderr
    assert not (site.parent / "www").exists()


def test_publish_asks_for_a_target_before_it_imports(make_site: MakeSite) -> None:
    site = make_site({"content/inbox/lock.txt": TEXT})
    done = dateline("publish", cwd=site)
    assert done.returncode == 1
    assert "there is no 'deploy' in config.yaml" in done.stderr
    assert (site / "content/inbox/lock.txt").exists()


def test_a_dry_run_is_a_table_with_sizes(site: Path) -> None:
    dateline("deploy", cwd=site)
    change(site, AFTER)
    done = dateline("deploy", "--dry-run", cwd=site)
    assert done.returncode == 0, done.stderr
    rows = [line.split(maxsplit=3) for line in done.stdout.splitlines()]
    assert all(len(row) == 4 and row[2] in ("B", "KB") for row in rows)
    what = {row[3]: row[0] for row in rows}
    assert what["2024/01/bridge/index.html"] == "withdrawn"
    assert what["2024/01/bridge/release.md"] == "erased"
    assert what["2024/03/sails/index.html"] == "new"
    assert what["2023/04/mill/index.html"] == "changed"
    assert what["robots.png"] == "removed"
    assert "would be sent" in done.stderr
    assert (site.parent / "www/robots.png").exists()


def test_the_summary_for_programs_is_one_object(site: Path) -> None:
    done = dateline("deploy", "live", "--json", cwd=site)
    found = json.loads(done.stdout)
    assert found.keys() == {
        "target", "dry_run", "sent", "bytes", "removed", "unchanged", "withdrawn", "addresses", "warnings",
    }  # fmt: skip
    assert found["target"] == "live"
    assert found["sent"] > 20
    assert json.loads(dateline("deploy", "--json", cwd=site).stdout)["unchanged"] == found["sent"]


def test_rollback_says_what_is_shown(site: Path) -> None:
    dateline("deploy", cwd=site)
    assert dateline("rollback", cwd=site).returncode == 1
    change(site, AFTER)
    dateline("deploy", cwd=site)
    done = dateline("rollback", cwd=site)
    assert (done.returncode, done.stderr) == (0, "'live' shows version 000001 again.\n")
