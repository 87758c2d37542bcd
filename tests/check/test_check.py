"""`dateline check`: which checks run, how it ends, and what programs and people are told."""

import json
import re
from pathlib import Path

import pytest

from generator.check import CHECKS, CheckOptions, check
from generator.problems import DatelineError
from tests.check.planting import Plant
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant
from tests.sites import AS_OF, dateline, write_site

NAMES = tuple(one.name for one in CHECKS)
DEAD = (b'href="../timeline/"', b'href="../time/"')


def test_every_check_runs_and_finds_no_error_in_the_golden_site(golden: Path) -> None:
    report = check(golden, CheckOptions(), now=AS_OF)
    assert report.checks == NAMES
    assert [str(finding) for finding in report.errors] == []
    assert report.files > 300


def test_only_the_named_checks_run_in_the_order_of_the_table(golden: Path) -> None:
    begun: list[str] = []
    report = check(golden, CheckOptions(names=("html", "links")), now=AS_OF, began=begun.append)
    assert report.checks == ("links", "html")
    assert begun == ["links", "html"]


def test_a_check_that_is_not_there_is_refused(golden: Path) -> None:
    with pytest.raises(DatelineError, match="there is no check 'link'; write one of links, html"):
        check(golden, CheckOptions(names=("link",)), now=AS_OF)


def test_a_name_that_is_no_check_is_wrong_usage(golden: Path) -> None:
    done = dateline("check", "link", "--site", str(golden))
    assert done.returncode == 2
    assert "Invalid value for NAME: there is no check 'link'" in done.stderr


def test_a_site_that_was_not_built_is_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {})
    with pytest.raises(DatelineError, match=r"there is no site in .*output; make it with `dateline build`"):
        check(site, CheckOptions(), now=AS_OF)


def test_a_folder_that_dateline_did_not_make_is_refused(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"elsewhere/index.html": "x"})
    with pytest.raises(DatelineError, match="there is no site in"):
        check(site, CheckOptions(output=site / "elsewhere"), now=AS_OF)


def test_people_are_told_what_is_wrong_and_programs_by_the_exit_code(plant: Plant) -> None:
    site = plant({"output/about/index.html": DEAD})
    done = dateline("check", "links", "--site", str(site))
    assert done.returncode == 1
    assert done.stdout == ""
    first, last = done.stderr.splitlines()
    assert first.endswith(": error: the link leads to no file of the site: /time/ [links]")
    assert re.match(r"Checked links in \d+ files: 1 error, no warnings, in \d", last)


def test_a_site_without_faults_ends_with_0(golden: Path) -> None:
    done = dateline("check", "links", "html", "--site", str(golden))
    assert (done.returncode, done.stdout) == (0, "")
    assert re.match(r"Checked links, html in \d+ files: no errors, no warnings, in \d", done.stderr.splitlines()[-1])


def test_programs_are_told_everything(plant: Plant) -> None:
    site = plant({"output/about/index.html": DEAD})
    done = dateline("check", "links", "--json", "--site", str(site))
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert said["checks"] == ["links"]
    assert (said["errors"], said["warnings"], said["left_out"]) == (1, 0, [])
    assert said["files"] > 300
    (finding,) = said["findings"]
    assert finding["check"] == "links"
    assert finding["severity"] == "error"
    assert finding["path"] == "output/about/index.html"
    assert finding["line"] > 1
    assert finding["message"] == "the link leads to no file of the site: /time/"


def test_no_more_than_twenty_findings_of_a_check_are_shown(plant: Plant) -> None:
    links = b"".join(b'<a href="lost-%d/">x</a>' % number for number in range(25))
    site = plant({"output/about/index.html": (b"<h1>", links + b"<h1>")})
    done = dateline("check", "links", "--site", str(site))
    assert done.stderr.count("leads to no file") == 20
    assert "… and 5 more of this check; --json names all of them [links]" in done.stderr


def test_a_check_writes_nothing_into_the_output(golden: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (golden / "output").rglob("*")}
    check(golden, CheckOptions(), now=AS_OF)
    assert {path: path.stat().st_mtime_ns for path in (golden / "output").rglob("*")} == before


def test_several_processes_find_what_one_finds(plant: Plant) -> None:
    faults = {
        "output/about/index.html": DEAD,
        "output/2014/06/new-roof/index.html": (b"<h1>", b'<h1><a href="#none">x</a>'),
    }
    site = plant(faults)
    one, two = (check(site, CheckOptions(names=("links",), jobs=jobs), now=AS_OF) for jobs in (1, 2))
    assert one.findings == two.findings
    assert len(one.findings) == 2
