"""The check of content: what an editor would want to look at again, and nothing else."""

from pathlib import Path

from tests.check.planting import found
from tests.check.planting import golden as golden
from tests.sites import build_at, release, write_site


def said(tmp_path: Path, files: dict[str, str]) -> list[str]:
    site = write_site(tmp_path / "site", {f"content/releases/{name}": text for name, text in files.items()})
    build_at(site)
    return found(site, "content")


def whole(title: str, nth: int = 0, **front: object) -> str:
    return release(title, **{"id": f"{nth:016}", "summary": f"Of {title}."} | front)


def test_the_golden_site_has_nothing_that_is_wrong_for_certain(golden: Path) -> None:
    lines = found(golden, "content")
    assert all(": warning: " in line or line.startswith("warning: ") for line in lines)
    assert sum("has no 'summary'" in line for line in lines) == 12
    assert [line for line in lines if "has no 'summary'" not in line] == [
        (
            "warning: the tags 'Cafe' and 'Café' may be one (the same but for spaces, punctuation, accents or capitals)"
            "; `dateline terms tags` says how to make them one"
        ),
        (
            "content/releases/2027/2027-03-14-tomorrow.md: warning: the date lies ahead, so nobody sees the release "
            "before; if that is meant, write it as 'embargo' too"
        ),
    ]


def test_releases_without_id_and_summary_are_named(tmp_path: Path) -> None:
    assert said(tmp_path, {"a.md": release("A"), "b.md": whole("B", 1)}) == [
        (
            "content/releases/a.md: warning: the release has no 'id': its feed entry and /id/ address hang on its file "
            "name; give it one"
        ),
        "content/releases/a.md: warning: the release has no 'summary'; lists show the beginning of its text",
    ]


def test_two_releases_of_one_title_are_named_unless_they_say_why(tmp_path: Path) -> None:
    files = {
        "a.md": whole("Annual report", 1),
        "b.md": whole("Annual  Report", 2, slug="b"),
        "c.md": whole("Annual report", 3, variant_of="a.md"),
        "d.md": whole("Annual report", 4, language="fr", slug="d"),
    }
    assert said(tmp_path, files) == [
        (
            "content/releases/b.md: warning: the release has the title of content/releases/a.md; if they are one, say "
            "so with 'variant_of' or 'replaces'"
        )
    ]


def test_nothing_is_told_of_the_terms_of_a_draft(tmp_path: Path) -> None:
    files = {
        "a.md": whole("A", 1, tags="[Lantern night]"),
        "b.md": whole("B", 2, tags="[Lantern nights]", status="draft"),
    }
    assert said(tmp_path, files) == []


def test_dates_that_no_archive_has_are_named(tmp_path: Path) -> None:
    files = {
        "a.md": whole("A", 1, date="1066-10-14"),
        "b.md": whole("B", 2, date="2001-01-01"),
        "c.md": whole("C", 3, date="2001-01-02"),
        "d.md": whole("D", 4, date="2062-01-02"),
        "e.md": whole("E", 5, date="2062-01-02", embargo="2062-01-02"),
    }
    assert [line.partition("warning: ")[2].partition(";")[0] for line in said(tmp_path, files)] == [
        "the date lies before 1800",
        "the date lies more than 25 years before that of any other release",
        "the date lies ahead, so nobody sees the release before",
    ]


def test_gaps_in_the_numbers_of_releases_are_named(tmp_path: Path) -> None:
    files = {f"{number}.md": whole(f"No {number}", number, number=f"PR-24/{number:02}") for number in (1, 2, 4, 5, 8)}
    files["x.md"] = whole("X", 90, number="B 1000")
    assert said(tmp_path, files) == [
        "content/releases/1.md: warning: of the release numbers these are missing: PR-24/3, PR-24/6, PR-24/7"
    ]


def test_a_month_without_a_release_in_the_midst_of_many_is_named(tmp_path: Path) -> None:
    months = ["2019-01", "2019-02", "2019-03", "2019-06", "2019-07", "2019-08"]
    files = {
        f"{month}-{day}.md": whole(f"{month} {day}", n * 10 + day, date=f"{month}-{day:02}")
        for n, month in enumerate(months)
        for day in range(1, 5)
    }
    files["2009.md"] = whole("Long ago", 99, date="2009-01-01")
    assert said(tmp_path, files) == [
        (
            "content/releases: warning: no release is dated 2019-04 to 2019-05, though many are before and after; "
            "perhaps some are missing"
        )
    ]
