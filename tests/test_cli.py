"""The command line as a user meets it: what is printed where, and with which code it ends."""

import json
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import main
from generator.front_matter import read_front_matter, split_document
from generator.publish import MARKER_TEXT
from tests.sites import CONFIG, ROOT, dateline, files_in, release, write_site

SUMMARY = ["pages", "rendered", "written", "unchanged", "removed", "warnings", "seconds"]
"""The keys of a build's summary: an interface, to which keys are added at most."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Return a function that runs a command line in the test's own folder: → code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782907200")

    def run(*arguments: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return run


USAGE = {
    ("biuld",): "Error: No such command 'biuld'",
    ("build", "--colour"): "Error: No such option",
    ("build", "--site", "nowhere"): "Error: Invalid value for '--site': Directory 'nowhere' does not exist.",
    ("build", "--output"): "Error: Option '--output' requires an argument.",
    ("build", "extra"): "Error: Got unexpected extra argument (extra)",
    ("build", "--as-of", "soon"): (
        "Error: Invalid value for --as-of: 'soon' is not a date; write it like 2024-01-11, 2024-01-11T09:00+01:00, "
        "2024-01 or 2024"
    ),
    ("build", "--as-of", "2024-02-30"): (
        "Error: Invalid value for --as-of: '2024-02-30' is not in the calendar (day is out of range for month)"
    ),
    ("new",): "Error: Missing argument 'TITLE'.",
    ("import", "nowhere.txt"): "Error: Invalid value for '[PATH]...': Path 'nowhere.txt' does not exist.",
    ("import", "--status", "later"): "Error: Invalid value for '--status': 'later' is not one of 'published', 'draft'.",
    ("serve", "--port", "70000"): "Error: Invalid value for '--port': 70000 is not in the range 0<=x<=65535.",
    ("init", "config.yaml"): "Error: Invalid value for '[DIR]': Directory 'config.yaml' is a file.",
}


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(arguments: tuple[str, ...], run, tmp_path: Path) -> None:
    write_site(tmp_path, {})
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith(USAGE[arguments])
    assert not (tmp_path / "output").exists()


def test_without_a_command_the_commands_are_listed() -> None:
    done = dateline()
    listed = done.stdout + done.stderr
    assert all(f"\n  {name} " in listed for name in ("init", "import", "new", "build", "serve"))


def test_the_version_is_printed(run) -> None:
    assert run("--version") == (0, f"dateline, version {__version__}\n", "")


@pytest.mark.parametrize("command", ["init", "import", "new", "build", "serve"])
def test_every_command_has_help(command: str, run) -> None:
    code, out, err = run(command, "-h")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: dateline {command} ")


def test_a_build_says_what_it_did_on_standard_error(run, tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", colour="blue")})
    code, out, err = run("build")
    lines = err.splitlines()
    assert (code, out) == (0, "")
    assert lines[0] == (
        "content/releases/a.md:4: warning: unknown key 'colour'; nothing reads it; remove it or mend its name"
    )
    assert lines[1].startswith("26 pages in output: 28 files written, 0 unchanged, 0 removed, in ")
    assert len(lines) == 2


def test_a_build_ends_with_json_on_standard_output(run, tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", colour="blue")})
    code, out, _ = run("build", "--json")
    first = json.loads(out.splitlines()[-1])
    again = json.loads(run("build", "--json")[1].splitlines()[-1])
    assert code == 0
    assert list(first)[: len(SUMMARY)] == SUMMARY
    assert (first["written"], first["unchanged"], first["removed"], first["warnings"]) == (28, 0, 0, 1)
    assert (again["written"], again["unchanged"], again["removed"], again["warnings"]) == (0, 28, 0, 1)


def test_wrong_content_ends_with_1_names_every_problem_and_changes_nothing(run, tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": "x", "content/releases/b.md": release("B", status="late")})
    code, out, err = run("build", "--json")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        (
            "content/releases/a.md:1: error: there is no front matter; "
            "the first line must be '---', followed by 'title: …'"
        ),
        "content/releases/b.md:4: error: 'status' is 'late'; write published or draft",
        "2 errors. Nothing was changed.",
    ]
    assert not (tmp_path / "output").exists()


def test_a_wrong_configuration_ends_with_1(run, tmp_path: Path) -> None:
    write_site(tmp_path, {"config.yaml": CONFIG + "colour: blue\n"})
    code, _, err = run("build")
    assert (code, err) == (
        1,
        "config.yaml:3: error: unknown key 'colour'; nothing reads it; remove it or mend its name\n",
    )


def test_strict_ends_with_1_at_a_warning(run, tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", colour="blue")})
    assert run("build", "--strict")[0] == 1
    assert not (tmp_path / "output").exists()
    assert run("build")[0] == 0


def test_a_fault_of_ours_ends_with_3_and_leaves_a_report(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("generator.making.organise", fail)
    write_site(tmp_path, {})
    code, out, err = run("build", "--drafts")
    (report,) = tmp_path.glob("dateline-fault-*.txt")
    text = report.read_text(encoding="utf-8")
    assert (code, out) == (3, "")
    assert "This is a fault of Dateline, not of your content: RuntimeError('a fault of ours')" in err
    assert report.name in err
    assert "arguments: build --drafts" in text
    assert "RuntimeError: a fault of ours" in text


def test_an_interruption_ends_with_130(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.making.organise", interrupt)
    write_site(tmp_path, {})
    assert run("build")[0] == 130


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ((), "output"),
        (("--drafts",), ".dateline/preview"),
        (("--as-of", "2030-01-01"), ".dateline/preview"),
        (("--drafts", "--output", "there"), "there"),
        (("--output", "deep/er/there"), "deep/er/there"),
    ],
)
def test_a_build_goes_where_it_is_told(arguments: tuple[str, ...], where: str, run, tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", date="2029-01-01")})
    code, _, err = run("build", *arguments)
    assert code == 0, err
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("404.html"))] == [
        f"{where}/404.html"
    ]
    shows = bool({"--drafts", "--as-of"} & set(arguments))
    assert (tmp_path / where / "2029/01/a/index.html").exists() is shows
    assert (b"noindex" in (tmp_path / where / "index.html").read_bytes()) is shows


def test_the_environment_overrides_the_configuration(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", "[b](/b/)")})
    done = dateline(
        "build",
        cwd=tmp_path,
        DATELINE_TITLE="Named: by the environment",
        DATELINE_FEEDS__LIMIT="1",
        DATELINE_BASE_URL="https://other.example/",
        DATELINE_MENU="[{title: Only, address: /all/}]",
    )
    home = (tmp_path / "output" / "index.html").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "<title>Named: by the environment</title>" in home
    assert "https://other.example/" in home
    assert ">Only</a>" in home


# init and new


def test_init_makes_an_empty_site_that_builds(run, tmp_path: Path) -> None:
    code, out, err = run("init", "fresh")
    assert (code, out) == (0, "")
    assert "A new site is in fresh." in err
    assert sorted(path.relative_to(tmp_path / "fresh").as_posix() for path in (tmp_path / "fresh").iterdir()) == [
        ".gitattributes",
        ".gitignore",
        "config.yaml",
        "content",
        "layouts",
        "output",
    ]
    assert (tmp_path / "fresh/output/.gitignore").read_bytes() == MARKER_TEXT
    assert (tmp_path / "fresh/.gitignore").read_text(encoding="utf-8") == ".dateline/\n"
    code, out, err = run("build", "--site", "fresh", "--json", "--strict")
    assert code == 0, err
    assert json.loads(out)["warnings"] == 0


def test_init_writes_over_nothing(run, tmp_path: Path) -> None:
    write_site(tmp_path, {"config.yaml": None, ".gitignore": "mine", "content/releases/.gitkeep": "mine"})
    assert run("init")[0] == 0
    before = files_in(tmp_path)
    code, _, err = run("init")
    assert (code, err) == (1, "error: config.yaml exists, so there is a site already; name another folder\n")
    assert files_in(tmp_path) == before
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine"


def test_init_with_the_sample_makes_a_site_that_builds_without_a_warning(run, tmp_path: Path) -> None:
    assert run("init", "--sample", "sample")[0] == 0
    site = tmp_path / "sample"
    # The repository is the sample, and `make site` has imported what waited in its inbox.
    for folder in ("releases", "inbox"):
        assert files_in(site / "content" / folder).keys() >= files_in(ROOT / "content" / folder).keys()
    raw = [path for path in files_in(site / "content/inbox") if path != ".gitkeep"]
    assert len(raw) + len(list((site / "content/releases").rglob("*.md"))) >= 15 + 3
    code, out, err = run("build", "--site", "sample", "--json", "--strict")
    assert code == 0, err
    assert json.loads(out)["pages"] > 100
    code, out, err = run("build", "--site", "sample", "--json", "--drafts")
    assert code == 0, err


def test_new_begins_a_draft_of_today_and_prints_where(run, tmp_path: Path) -> None:
    write_site(tmp_path, {})
    code, out, err = run("new", "Größe: “zählt” & <mehr>")
    path = out.strip()
    front, problems = read_front_matter(split_document((tmp_path / path).read_bytes(), path), path)
    assert (code, err, problems) == (0, "", [])
    assert front is not None
    assert (front.title, front.status, front.tags) == ("Größe: “zählt” & <mehr>", "draft", ())
    assert front.id
    assert front.date is not None
    assert path == f"content/releases/{front.date.year}/{front.date}-grosse-zahlt-mehr.md"
    again = run("new", "Größe: “zählt” & <mehr>")[1].strip()
    assert again == path.replace(".md", "-2.md")
    assert run("build", "--strict")[0] == 0
    assert run("build", "--drafts")[0] == 0


@pytest.mark.parametrize("title", ["…", "12", "CON", "../../etc/passwd", "\U0001f3ee", "a" * 500])
def test_new_finds_a_safe_name_for_any_title(title: str, run, tmp_path: Path) -> None:
    write_site(tmp_path, {})
    code, out, err = run("new", title)
    path = Path(out.strip())
    assert code == 0, err
    assert path.parent.parent == Path("content/releases")
    assert len(path.name) < 120
    assert run("build", "--drafts")[0] == 0
