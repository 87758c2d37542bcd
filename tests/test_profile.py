"""`dateline build --profile`: where the time of a build went."""

import re
from pathlib import Path

from generator.profile import Laps, PageTime, PageTimes, make_profile
from tests.sites import build_at, dateline, release, write_site

FILES = {"content/releases/a.md": release("Lanterns"), "content/releases/b.md": release("Harvest", date="2024-02-01")}


def test_layouts_and_pages_stand_in_the_order_of_their_cost() -> None:
    times = PageTimes()
    for page in (
        PageTime("/a/", "release.html", 0.2),
        PageTime("/b/", "list.html", 0.5),
        PageTime("/c/", "release.html", 0.4),
    ):
        times.add(page)
    laps = Laps()
    laps.end("load")
    profile = make_profile(laps, times)
    assert [(one.layout, one.pages) for one in profile.layouts] == [("release.html", 2), ("list.html", 1)]
    assert [page.address for page in profile.slowest] == ["/b/", "/c/", "/a/"]
    assert [stage for stage, _ in profile.stages] == ["load"]


def test_a_build_times_every_stage_and_every_page_it_renders(tmp_path: Path) -> None:
    report = build_at(write_site(tmp_path, FILES))
    assert [stage for stage, _ in report.profile.stages] == ["load", "parse", "organise", "plan", "render and publish"]
    assert sum(one.pages for one in report.profile.layouts) == report.rendered > 10
    again = build_at(tmp_path)
    assert again.profile.stages[0][0] == "load"
    assert (again.rendered, again.profile.layouts, again.profile.slowest) == (0, (), ())


def test_the_command_says_it_beside_what_it_did(tmp_path: Path) -> None:
    done = dateline("build", "--profile", "--jobs", "1", "--site", str(write_site(tmp_path, FILES)))
    assert done.returncode == 0
    assert re.search(r"^ +\d+\.\d{3} s  render and publish$", done.stderr, re.MULTILINE)
    assert re.search(r"^ +\d+\.\d{3} s  release\.html: 2 pages, \d+\.\d\d ms each$", done.stderr, re.MULTILINE)
    assert re.search(r"^ +\d+\.\d\d ms  /2024/01/a/ \(release\.html\)$", done.stderr, re.MULTILINE)
    assert "files written" in done.stderr
