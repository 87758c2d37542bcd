"""Building again: the same gives the same, one release less changes what names it, and trouble changes nothing."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import cached_parse, crew
from generator.problems import BuildFailed
from tests.sites import (
    EPOCH,
    GOLDEN,
    build_at,
    copy_golden_site,
    dateline,
    differences,
    files_in,
    problems_of,
    release,
    stamps_in,
    write_site,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, built once; tests copy it."""
    site = copy_golden_site(tmp_path_factory.mktemp("built") / "site")
    build_at(site)
    return site


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the built golden site of the test's own."""
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


# Again


@pytest.mark.parametrize("noted", [1, 2, 5])
def test_releases_whose_texts_change_places_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noted: int
) -> None:
    monkeypatch.setattr(cached_parse, "_NOTED", noted)  # a text nobody has for a moment must not be missing after it
    monkeypatch.setattr("generator.build.delete_state", None)  # else the build would begin again
    chance, bodies = random.Random(noted), [f"Words of {number}." for number in range(8)]
    site = write_site(tmp_path / "site", {})
    for _ in range(12):
        chance.shuffle(bodies)
        shutil.rmtree(site / "content", ignore_errors=True)
        left = chance.sample(range(8), 6)
        write_site(site, {f"content/releases/r{number}.md": release(f"R{number}", bodies[number]) for number in left})
        build_at(site)
        clean = shutil.copytree(site, tmp_path / "clean", ignore=shutil.ignore_patterns("output", ".dateline"))
        build_at(clean)
        assert list(differences(files_in(clean / "output"), files_in(site / "output"))) == []
        shutil.rmtree(clean)


def test_second_build_writes_nothing(site: Path) -> None:
    before = stamps_in(site / "output")
    report = build_at(site)
    assert (report.written, report.removed, report.changed) == (0, 0, ())
    assert report.unchanged == len(files_in(site / "output")) == len(before) - 1
    assert stamps_in(site / "output") == before


def test_a_clean_build_writes_the_same_bytes_again(site: Path) -> None:
    before = files_in(site / "output")
    report = build_at(site, clean=True)
    assert (report.written, report.removed) == (len(before), 0)
    assert files_in(site / "output") == before


def test_what_somebody_did_to_the_output_is_undone(site: Path) -> None:
    output = site / "output"
    before = files_in(output)
    (output / "index.html").write_bytes(b"edited by hand")
    (output / "stray" / "deep").mkdir(parents=True)
    (output / "stray" / "deep" / "file").write_bytes(b"stray")
    (output / "feed.xml").unlink()
    shutil.rmtree(output / "tags")
    report = build_at(site)
    assert report.removed == 1
    assert files_in(output) == before
    assert not (output / "stray").exists()


def test_the_report_names_every_address_that_changed(site: Path) -> None:
    path = site / "content/releases/2012/2012-03-06-telegram-from-boston.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("the sixth in Paris", "the 6th in Paris"), encoding="utf-8"
    )
    report = build_at(site)
    assert "/2012/03/telegram-from-boston/" in report.changed
    assert report.written == len(report.changed)
    assert (
        report.addresses["content/releases/2012/2012-03-06-telegram-from-boston.md"] == "/2012/03/telegram-from-boston/"
    )


# Elsewhere


@pytest.mark.parametrize(
    ("jobs", "environment"),
    [
        (1, {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0"}),
        (2, {"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
        (4, {"TZ": "UTC", "PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "fa"}),
        (2, {"TZ": "Pacific/Auckland", "LC_ALL": "fa_IR.UTF-8"}),
        (4, {"TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8"}),
    ],
    ids=lambda value: value["TZ"] if isinstance(value, dict) else f"{value}",
)
def test_a_build_elsewhere_gives_the_same_bytes(
    built: Path, tmp_path: Path, jobs: int, environment: dict[str, str]
) -> None:
    site = copy_golden_site(tmp_path / "a place with spaces" / "ü")
    done = dateline("build", "--site", str(site), "--json", "--jobs", str(jobs), **environment)
    assert done.returncode == 0, done.stderr
    assert list(differences(files_in(built / "output"), files_in(site / "output"))) == []


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_no_number_of_processes_shows_whether_the_state_is_there_or_not(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(crew, "_ENOUGH", 4)  # so that few releases and pages are shared out as well
    monkeypatch.setattr(crew, "_BATCH", 3)
    monkeypatch.setattr(crew, "_HEAVY", 1 << 13)
    monkeypatch.setattr(cached_parse, "_NOTED", 3)
    site = copy_golden_site(tmp_path / "site")
    release_ = site / "content/releases/2012/2012-03-06-telegram-from-boston.md"
    before = release_.read_bytes()
    release_.write_bytes(before.replace(b"title: ", b"title: Another "))
    build_at(site, jobs=jobs)
    release_.write_bytes(before)
    for there in (True, False):
        if not there:
            shutil.rmtree(site / ".dateline")
            shutil.rmtree(site / "output")
        build_at(site, jobs=jobs)
        assert list(differences(files_in(built / "output"), files_in(site / "output"))) == []


def test_no_order_of_the_disk_shows(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, walk, rglob = random.Random(7), os.walk, Path.rglob

    def shuffled_walk(*arguments: Any, **named: Any) -> Iterator[tuple[Any, list[str], list[str]]]:
        for parent, folders, names in walk(*arguments, **named):
            chance.shuffle(folders)
            chance.shuffle(names)
            yield parent, folders, names

    monkeypatch.setattr(os, "walk", shuffled_walk)
    monkeypatch.setattr(
        Path, "rglob", lambda path, pattern: chance.sample(found := list(rglob(path, pattern)), len(found))
    )
    site = copy_golden_site(tmp_path / "site")
    build_at(site)
    monkeypatch.undo()
    assert list(differences(files_in(built / "output"), files_in(site / "output"))) == []


def test_no_time_of_a_file_shows(built: Path, tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    for number, path in enumerate(sorted(site.rglob("*"))):
        os.utime(path, (number * 10**7, number * 10**7))
    build_at(site)
    assert list(differences(files_in(built / "output"), files_in(site / "output"))) == []


def test_no_path_of_the_machine_is_in_the_output(built: Path) -> None:
    paths = [str(built).encode(), str(GOLDEN).encode(), f"{Path.home()}/".encode()]
    assert [path for path, data in files_in(built / "output").items() if any(name in data for name in paths)] == []


def test_time_changes_a_site_only_by_what_becomes_visible_or_expires_and_by_a_month_that_is_over(site: Path) -> None:
    before = files_in(site / "output")
    build_at(site, epoch=str(int(EPOCH) + 3600 * 24 * 30))
    assert files_in(site / "output") == before
    build_at(site, epoch=str(int(EPOCH) + 3600 * 24 * 60))
    after = files_in(site / "output")
    assert sorted(path for path in after if before.get(path) != after[path]) == ["feed.xml", "feed/2026-07.xml"]
    build_at(site, epoch=str(int(EPOCH) + 3600 * 24 * 90))
    assert "2026/06/vermilion-wing/index.html" in files_in(site / "output")


# Without


def test_deleting_a_release_that_was_never_deployed_removes_it_from_every_list_and_changes_nothing_else(
    tmp_path: Path,
) -> None:
    site = write_site(
        tmp_path / "site",
        {
            "content/releases/first.md": release("First", date="2020-01-01", tags="[shared]", people="[Ann]"),
            "content/releases/second.md": release("Second", date="2020-05-05", tags="[other]"),
            "content/releases/third.md": release(
                "Third", date="2021-02-02", tags="[shared, its own]", people="[Zoe]", media="[{file: third.png}]"
            ),
            "content/releases/fourth.md": release("Fourth", date="2021-02-03", tags="[other]", related="[third.md]"),
            "content/releases/fifth.md": release("Fifth", date="2022-03-03", tags="[other]"),
            "content/pages/about.md": "---\ntitle: About\n---\n[Third](../releases/third.md)\n",
            "content/media/third.png": b"third",
        },
    )
    build_at(site)
    before = files_in(site / "output")
    (site / "content/releases/third.md").unlink()
    report = build_at(site)
    after = files_in(site / "output")
    gone = sorted(path for path in before if path not in after)
    changed = sorted(path for path in before if path in after and before[path] != after[path])
    assert gone == [
        "2021/02/02/index.html",
        "2021/02/third/index.html",
        "media/third.png",
        "people/zoe/2021/index.html",
        "people/zoe/index.html",
        "tags/its-own/2021/index.html",
        "tags/its-own/index.html",
        "tags/shared/2021/index.html",
    ]
    assert changed == [
        "2020/05/05/index.html",  # the day before, whose later neighbour it was
        "2020/05/second/index.html",
        "2021/02/03/index.html",
        "2021/02/fourth/index.html",
        "2021/02/index.html",
        "2021/index.html",
        "about/index.html",
        "all/index.html",
        "data/2021.csv",
        "data/2021.jsonl",
        "feed.xml",
        "feed/2021-02.xml",
        "index.html",
        "people/index.html",
        "rss.xml",
        "search/2021/0.json",
        "search/2021/first.txt",
        "search/index.json",
        "search/names.json",
        "search/titles/first.txt",
        "sitemap/2021-02.xml",
        "sitemap/people.xml",
        "sitemap/tags.xml",
        "tags/index.html",
        "tags/shared/2020/index.html",
        "tags/shared/index.html",
        "timeline/index.html",
    ]
    assert sorted(set(after) - set(before)) == []
    assert (report.written, report.removed) == (len(changed), len(gone))
    assert [path for path, data in after.items() if b"Third" in data] == ["about/index.html"]
    build_at(site, output=tmp_path / "fresh")
    assert files_in(tmp_path / "fresh") == after


def test_hiding_a_release_leaves_the_output_as_if_it_had_never_been(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/releases/one.md": release("One", "[two](two.md)", tags="[a]"),
        "content/releases/two.md": release("Two", tags="[b]"),
    }
    site = write_site(tmp_path / "site", files)
    build_at(site)
    write_site(site, files | {"content/releases/two.md": release("Two", tags="[b]", status="draft")})
    build_at(site)
    build_at(site, output=tmp_path / "fresh")
    assert files_in(site / "output") == files_in(tmp_path / "fresh")
    assert not any(b"Two" in data or b"tags/b" in data for data in files_in(site / "output").values())


def test_a_variant_or_an_unlisted_release_changes_no_list(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {"content/releases/one.md": release("One", tags="[a]")}
    site = write_site(tmp_path / "site", files)
    build_at(site)
    before = files_in(site / "output")
    write_site(site, {"content/releases/two.md": release("Two", tags="[a, b]", date="2023-01-01", listed="false")})
    build_at(site)
    write_site(site, {"content/releases/three.md": release("Three", tags="[c]", variant_of="one.md")})
    build_at(site)
    after = files_in(site / "output")
    assert sorted(set(after) - set(before)) == ["2023/01/two/index.html", "2024/01/three/index.html"]
    assert [path for path in before if before[path] != after[path]] == ["2024/01/one/index.html"]


@pytest.mark.parametrize(
    "main", [{"status": "draft"}, {"embargo": "2030-01-01"}, None], ids=["draft", "embargo", "gone"]
)
def test_a_variant_stands_in_lists_while_its_main_release_is_hidden(
    tmp_path: Path, main: dict[str, str] | None
) -> None:
    files: dict[str, str | bytes | None] = {
        "content/releases/one.md": release("One", **main) if main else None,
        "content/releases/copy.md": release("Copy", tags="[a]", variant_of="one.md"),
    }
    site = write_site(tmp_path / "site", files)
    build_at(site)
    assert b"Copy" in (site / "output/index.html").read_bytes()
    assert (site / "output/tags/a/index.html").exists()
    write_site(site, {"content/releases/one.md": release("One")})
    build_at(site)
    assert b"Copy" not in (site / "output/index.html").read_bytes()
    assert not (site / "output/tags/a/index.html").exists()
    assert b"Also issued as" in (site / "output/2024/01/one/index.html").read_bytes()
    build_at(site, output=tmp_path / "fresh")
    assert files_in(site / "output") == files_in(tmp_path / "fresh")


# From one shape to another


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"content/static/x": "a file"}, {"content/static/x/index.html": "a folder"}),
        ({"content/static/x/y/z.txt": "a folder"}, {"content/static/x": "a file"}),
        ({"content/static/x.html/y.txt": "a folder"}, {"content/releases/one.md": release("One", aliases="[/x.html]")}),
        ({"content/releases/one.md": release("One", aliases="[/x.html]")}, {"content/static/x.html/y.txt": "a folder"}),
        ({"content/static/Map.txt": "a map"}, {"content/static/map.txt": "a map"}),
        ({"content/releases/one.md": release("One")}, {"content/releases/ONE.md": release("One")}),
    ],
    ids=["file→folder", "folder→file", "folder→alias", "alias→folder", "case of a static file", "case of a release"],
)  # fmt: skip
def test_a_site_that_changed_its_shape_ends_as_a_clean_build(
    tmp_path: Path, before: dict[str, str | bytes | None], after: dict[str, str | bytes | None]
) -> None:
    keep: dict[str, str | bytes | None] = {"content/releases/keep.md": release("Keep")}
    site = write_site(tmp_path / "site", keep | before)
    build_at(site)
    shutil.rmtree(site / "content")
    write_site(site, keep | after)
    build_at(site)
    build_at(site, output=tmp_path / "fresh")
    assert files_in(site / "output") == files_in(tmp_path / "fresh")
    assert build_at(site).written == 0


def test_an_asset_of_the_sites_own_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"content/releases/one.md": release("One")})
    build_at(site)
    first = [path for path in files_in(site / "output") if path.startswith("assets/style.")]
    write_site(site, {"layouts/assets/style.css": "p { color: red }", "layouts/page.html": "unused"})
    build_at(site)
    second = [path for path in files_in(site / "output") if path.startswith("assets/style.")]
    assert len(first) == len(second) == 1
    assert first != second
    assert files_in(site / "output")[second[0]] == b"p { color: red }"


# Trouble


def test_broken_content_leaves_the_output_as_it_was(site: Path) -> None:
    (site / "content/releases/2024/broken.md").write_text("no front matter", encoding="utf-8")
    (site / "content/releases/2024/worse.md").write_bytes(b"---\ntitle: \xff\n---\n")
    before = stamps_in(site / "output")
    with pytest.raises(BuildFailed) as failed:
        build_at(site)
    assert len([problem for problem in failed.value.problems if problem.severity == "error"]) == 2
    assert stamps_in(site / "output") == before


def test_a_broken_layout_leaves_the_output_as_it_was(site: Path) -> None:
    (site / "layouts").mkdir(exist_ok=True)
    (site / "layouts" / "robots.txt").write_text("{{ sitemapp }}", encoding="utf-8")  # the last one to be rendered
    before = stamps_in(site / "output")
    assert [line for line in problems_of(site) if "error" in line] == [
        "layouts/robots.txt:1: error: nothing is called 'sitemapp' here; did you mean 'sitemap'?"
    ]
    assert stamps_in(site / "output") == before


def test_a_broken_first_build_leaves_no_output(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"content/releases/broken.md": "no front matter"})
    assert problems_of(site)
    assert not (site / "output").exists()


def test_strict_takes_warnings_for_errors(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"content/releases/one.md": release("One", colour="blue")})
    assert len(build_at(site).warnings) == 1
    before = stamps_in(site / "output")
    with pytest.raises(BuildFailed):
        build_at(site, strict=True)
    assert stamps_in(site / "output") == before


def test_a_preview_goes_to_a_folder_of_its_own_and_is_kept_from_search_engines(site: Path) -> None:
    before = stamps_in(site / "output")
    report = build_at(site, drafts=True)
    preview = files_in(site / ".dateline" / "preview")
    assert report.output == site / ".dateline" / "preview"
    assert stamps_in(site / "output") == before
    assert b"Flibbertigibbet" in preview["undated/sketch/index.html"]
    assert b"Weltschmerz" in preview["2027/03/tomorrow/index.html"]
    assert preview["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    with_marks = {path: data for path, data in preview.items() if path.endswith(".html") and path != "google0000.html"}
    assert [path for path, data in with_marks.items() if b'content="noindex"' not in data] == []


def test_a_portable_site_names_index_html(tmp_path: Path) -> None:
    site = copy_golden_site(tmp_path / "site")
    build_at(site, portable=True, output=tmp_path / "portable")
    output = tmp_path / "portable"
    from tests.web import read_page

    broken = []
    for path, data in files_in(output).items():
        if path.endswith(".html") and path not in {"404.html", "google0000.html"}:
            page = read_page(data)
            for link in (*page.links, *page.loads):
                target = link.partition("#")[0].partition("?")[0].replace("%20", " ")
                if target and ":" not in target and not (output / path).parent.joinpath(target).is_file():
                    broken.append(f"{path}: {link}")
    assert broken == []


def test_an_empty_site_is_built(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {})
    report = build_at(site)
    assert report.warnings == ()
    assert {"index.html", "404.html", "all/index.html", "timeline/index.html", "feed.xml"} <= set(
        files_in(site / "output")
    )


def test_another_base_url_changes_only_metadata(site: Path) -> None:
    from tests.web import read_page

    build_at(site, base_url="https://elsewhere.example/", output=site.parent / "elsewhere")
    here, there = files_in(site / "output"), files_in(site.parent / "elsewhere")
    assert set(here) == set(there)
    written_by_an_author = {"2014/06/new-roof/index.html", "feed/2014-06.xml"}
    written_by_an_author |= {path for path in here if path.endswith(("feed.xml", "rss.xml", "feed.json"))}
    written_by_an_author |= {f"2014/06/new-roof/release.{suffix}" for suffix in ("md", "json")}
    assert {path for path, data in there.items() if b"example.org/archive" in data} <= written_by_an_author
    changed = [path for path in here if path.endswith(".html") and path not in written_by_an_author | {"404.html"}]
    assert [path for path in changed if read_page(here[path]).links != read_page(there[path]).links] == []
