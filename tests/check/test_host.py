"""The check of the host: what is over a limit, and what is near one; every limit says when and where it was read."""

from datetime import date
from pathlib import Path

import pytest

from generator.check import CheckOptions, check
from generator.check.host import find_problems, read_limits
from generator.check.subject import Subject
from generator.config import load_config
from generator.crew import Crew
from generator.problems import DatelineError, Problem
from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant
from tests.sites import AS_OF

HOSTS = ("github-pages", "gitlab-pages", "cloudflare-pages", "netlify", "s3")


def said(site: Path, host: str | None, files: dict[str, int]) -> list[str]:
    """Return what is said of a site with files of these sizes."""
    subject = Subject(
        site=site,
        output=site / "output",
        config=load_config(site, {})[0],
        files={"index.html": 1} | files,
        now=AS_OF,
        crew=Crew(1),
        host=host,
    )
    return [str(problem) for problem in find_problems(subject) if isinstance(problem, Problem)]


def test_every_host_says_when_and_where_its_limits_were_read() -> None:
    limits = read_limits()
    assert tuple(limits) == HOSTS
    for host in limits.values():
        assert isinstance(host.read, date)
        assert host.source
        assert any((host.files, host.bytes, host.bytes_of_file, host.files_in_folder))


@pytest.mark.parametrize("host", [None, *HOSTS])
def test_the_golden_site_fits_everywhere(host: str | None, golden: Path) -> None:
    assert found(golden, "host", host=host) == []


def test_a_host_that_nobody_knows_is_refused(golden: Path) -> None:
    with pytest.raises(DatelineError, match=f"there are no limits of 'geocities'; write one of {', '.join(HOSTS)}"):
        check(golden, CheckOptions(names=("host",), host="geocities"), now=AS_OF)


MANY = {f"{number % 500}/{number}.html": 10 for number in range(20_001)}


@pytest.mark.parametrize(
    ("host", "files", "message"),
    [
        ("github-pages", {"a.mp4": 1_000_000_001}, "output: error: bytes in all: 1,000,000,002, more than"),
        ("github-pages", {"v/a.mp4": 104_857_601}, "output/v/a.mp4: error: bytes of the largest file: 104,857,601"),
        ("cloudflare-pages", MANY, "output: error: files: 20,002, more than the 20,000 that Cloudflare Pages allows"),
        ("cloudflare-pages", {"a.pdf": 26_214_401}, "output/a.pdf: error: bytes of the largest file: 26,214,401"),
        ("netlify", {f"id/{n}": 1 for n in range(54_001)}, "output/id: error: files in one folder: 54,001"),
        ("s3", {"a" * 1025: 1}, "error: bytes of the longest path: 1,025, more than the 1,024 that Amazon S3 allows"),
        (None, MANY, "output: warning: files: 20,002, more than the 20,000 that Cloudflare Pages allows"),
        ("cloudflare-pages", {f"{n}": 1 for n in range(19_000)}, "output: warning: files: 19,001, near to the 20,000"),
    ],
)
def test_what_is_too_much_is_named(host: str | None, files: dict[str, int], message: str, golden: Path) -> None:
    lines = said(golden, host, files)
    assert len(lines) == (2 if files.get("a.mp4") else 1)
    assert any(message in line for line in lines)
    assert all("as read on 20" in line for line in lines)


def test_folders_count_where_a_host_counts_them(golden: Path) -> None:
    files = {f"{number}/index.html": 1 for number in range(100_001)}
    assert any(
        "files: 200,003, more than the 200,000 that GitLab Pages" in line
        for line in said(golden, "gitlab-pages", files)
    )


def test_rules_are_counted(plant: Plant) -> None:
    rules = "".join(f"/old-{number}/ /archive/about/ 301\n" for number in range(2101))
    long = "/*\n  X-Long: " + "a" * 2000 + "\n"
    site = plant({"output/_redirects": rules.encode(), "output/_headers": long.encode()})
    assert [line.partition(",")[0] for line in found(site, "host", host="cloudflare-pages")] == [
        "output/_headers: error: characters of the longest line of _headers: 2",
        "output/_redirects: error: rules in _redirects: 2",
    ]
    assert any(
        "rules in _redirects: 2,101, more than the 1,000" in line for line in found(site, "host", host="gitlab-pages")
    )
