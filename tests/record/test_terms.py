"""A renamed or merged term: every release that carries it, the vocabulary, and the site that is built from them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.fixity import check_fixity
from generator.journal import LOG
from generator.manifest import MANIFEST
from generator.model import TermKind
from generator.problems import DatelineError
from generator.record import terms as module
from generator.record.terms import Changed, TermChange, change_term
from tests.sites import ROOT, build_at, dateline, differences, files_in, release

NOW = datetime(2026, 7, 1, tzinfo=UTC)
ORIGINAL = "{file: ab/x.txt, sha256: '00', inferred: [tags, people]}"
FILES: dict[str, str | bytes | None] = {
    "content/releases/2012/a.md": "---\r\ntitle: Persia  # kept\r\ndate: 2012-05-01\r\n"
    "tags: [ Lamps,'persia' ] # Persia\r\n---\r\nPersia.\r\n",
    "content/releases/b.md": release("B", tags="[Iran, Persia, Lamps]", people="[Persia]"),
    "content/releases/c.md": release("C", tags="\n  - Persia # c\n  - Sea", original=ORIGINAL),
    "content/releases/d.md": release("D", status="draft", tags="[PERSIA, Secret]"),
    "content/releases/e.md": release("E", embargo="2030-01-01", tags="Persia"),
    "content/releases/f.md": release("F", tags="[Iran]"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def change(site: Path, action: str, old: str, new: str, kind: TermKind = "tags") -> Changed:
    return change_term(site, TermChange(kind=kind, old=old, new=new, merge=action == "merge"), now=NOW)


def content(site: Path) -> dict[str, bytes]:
    passed_over = (".dateline", "output", LOG, MANIFEST)
    return {path: data for path, data in files_in(site).items() if not path.startswith(passed_over)}


def replaced(before: dict[str, bytes], *pieces: tuple[str, str, str]) -> dict[str, bytes]:
    after = dict(before)
    for path, old, new in pieces:
        assert old.encode() in after[path]
        after[path] = after[path].replace(old.encode(), new.encode(), 1)
    return after


def test_a_merged_name_is_replaced_everywhere_and_nothing_else_is(site: Path) -> None:
    before = content(site)
    changed = change(site, "merge", "Persia", "Iran")
    releases = "content/releases/"
    expected = replaced(
        before,
        (releases + "2012/a.md", "'persia'", "'Iran'"),
        (releases + "b.md", ", Persia, Lamps", ", Lamps"),
        (releases + "c.md", "- Persia # c", "- Iran # c"),
        (releases + "d.md", "PERSIA", "Iran"),
        (releases + "e.md", "tags: Persia", "tags: Iran"),
    )
    assert (
        list(differences(expected | {"vocabulary.yaml": b"tags:\n  - name: Iran\n    also: [Persia]\n"}, content(site)))
        == []
    )
    assert changed == Changed(
        files=tuple(releases + name for name in ("2012/a.md", "b.md", "c.md", "d.md", "e.md")),
        vocabulary="vocabulary.yaml",
        kept_secret=False,
    )


def test_what_is_built_has_the_new_page_and_the_old_address_leads_there(site: Path) -> None:
    build_at(site)
    before = files_in(site / "output")
    change(site, "rename", "Sea", "Ocean")
    build_at(site)
    after = files_in(site / "output")
    assert {path for path in after if path not in before} == {"tags/ocean/index.html", "tags/ocean/2024/index.html"}
    assert {path for path in before if path not in after} == {"tags/sea/2024/index.html"}
    assert b"url=../ocean/" in after["tags/sea/index.html"]
    changed = {path for path in before if path in after and before[path] != after[path]}
    pages = {"tags/index.html", "tags/sea/index.html", "2024/01/c/index.html", "index.html"}
    lists = {"sitemap.xml", "sitemap/tags.xml", "data/2024.csv", "data/2024.jsonl"}
    search = {"search/index.json", "search/names.json", "search/2024/first.txt", "search/titles/first.txt"}
    assert changed <= pages | lists | search


def test_renaming_back_leaves_one_term_with_the_other_name(site: Path) -> None:
    before = content(site)
    change(site, "rename", "Persia", "Parsa")
    change(site, "rename", "Parsa", "Persia")
    after = content(site)
    assert after.pop("vocabulary.yaml") == b"tags:\n  - name: Persia\n    also: [Parsa]\n"
    spelled = replaced(
        before, ("content/releases/2012/a.md", "persia'", "Persia'"), ("content/releases/d.md", "PERSIA", "Persia")
    )
    assert list(differences(spelled, after)) == []


def test_a_name_takes_another_spelling(site: Path) -> None:
    changed = change(site, "rename", "persia", "PersiA")
    assert len(changed.files) == 5
    assert b"name: PersiA\n" in content(site)["vocabulary.yaml"]
    assert b"also" not in content(site)["vocabulary.yaml"]


def test_the_same_again_changes_nothing(site: Path) -> None:
    change(site, "merge", "Persia", "Iran")
    before = content(site)
    assert change(site, "merge", "Persia", "Iran") == Changed(files=(), vocabulary=None, kept_secret=False)
    assert content(site) == before


def test_a_name_that_only_hidden_releases_have_is_not_told(site: Path) -> None:
    changed = change(site, "merge", "Secret", "Lamps")
    assert changed.kept_secret
    assert content(site)["vocabulary.yaml"] == b"tags:\n  - name: Lamps\n"
    build_at(site)
    assert not any(b"secret" in data.lower() or "secret" in path for path, data in files_in(site / "output").items())


def test_what_was_inferred_is_still_inferred_and_the_name_is_confirmed(site: Path) -> None:
    (site / "content/releases/c.md").write_text(release("C", people="[R. Kamyar, Jo Ray]", original=ORIGINAL))
    change(site, "rename", "R. Kamyar", "Roya Kamyar", "people")
    assert "inferred: [tags, people]" in (site / "content/releases/c.md").read_text()
    build_at(site)
    page = (site / "output/2024/01/c/index.html").read_text()
    assert "people/roya-kamyar/" in page
    assert "Jo Ray" not in page


REFUSED = {
    "a name nobody has": ("rename", "Lamp", "Light", "no release has 'Lamp' among its tags; did you mean 'Lamps'?"),
    "a name like no other": (
        "rename",
        "Xylem",
        "X",
        "no release has 'Xylem' among its tags; `dateline terms tags` lists",
    ),
    "a rename to what is there": (
        "rename",
        "Persia",
        "Iran",
        "'Iran' is there already; to make the two one, type merge",
    ),
    "a merge with nothing": (
        "merge",
        "Persia",
        "Parsa",
        "no release has 'Parsa' among its tags; to give 'Persia' this name",
    ),
    "no name": ("rename", "Persia", " \u0007", "is no name; write letters or digits"),
}


@pytest.mark.parametrize(("action", "old", "new", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_meant_is_refused(site: Path, action: str, old: str, new: str, message: str) -> None:
    before = content(site)
    with pytest.raises(DatelineError) as refused:
        change(site, action, old, new)
    assert message in str(refused.value)
    assert content(site) == before


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("content/releases/f.md", release("F", tags="&t [Persia]", people="*t"), "f.md: error: the anchor '&t' ties"),
        ("content/releases/f.md", "no front matter", "f.md:1: error: there is no front matter"),
        ("vocabulary.yaml", "tags: [{name: Persia, note: x}, {name: Iran}]", "the vocabulary has note of 'Persia'"),
        ("vocabulary.yaml", "tags: [{name: I, also: [Iran]}]", "'Iran' is another name of 'I' in the vocabulary"),
        ("vocabulary.yaml", "colours: []", "unknown key 'colours'"),
    ],
)
def test_one_file_that_cannot_be_changed_stops_all(site: Path, path: str, data: str, message: str) -> None:
    (site / path).write_text(data)
    before = content(site)
    with pytest.raises(DatelineError) as refused:
        change(site, "merge", "Persia", "Iran")
    assert message in str(refused.value)
    assert content(site) == before


@pytest.mark.parametrize("nth", range(1, 7))
def test_a_kill_at_any_write_is_finished_by_running_it_again(site: Path, tmp_path: Path, nth: int) -> None:
    whole = tmp_path / "whole"
    for path, data in content(site).items():
        (whole / path).parent.mkdir(parents=True, exist_ok=True)
        (whole / path).write_bytes(data)
    change(whole, "merge", "Persia", "Iran")
    killer = (
        "import os, sys\nfrom datetime import datetime, UTC\nfrom pathlib import Path\n"
        "from generator.record import changing, terms\nwrite, left = changing.replace_file, [int(sys.argv[2])]\n"
        "def count(*arguments, **named):\n    left[0] -= 1\n"
        "    os._exit(9) if left[0] == 0 else write(*arguments, **named)\n"
        "changing.replace_file = count\n"
        "terms.change_term(Path(sys.argv[1]), terms.TermChange(kind='tags', old='Persia', new='Iran', merge=True),"
        " now=datetime(2026, 7, 1, tzinfo=UTC))\n"
    )
    done = subprocess.run([sys.executable, "-c", killer, str(site), str(nth)], cwd=ROOT, check=False)
    assert done.returncode == 9
    change(site, "merge", "Persia", "Iran")
    assert list(differences(content(whole), content(site))) == []
    assert not [finding for finding in check_fixity(site).findings if finding.is_damage]


def test_a_file_that_somebody_edits_meanwhile_is_not_written_over(site: Path) -> None:
    edit = module._edit_all

    def and_then(*arguments: object) -> object:
        found = edit(*arguments)  # type: ignore[arg-type]
        (site / "content/releases/c.md").write_text(release("Edited", tags="[Persia]"))
        return found

    with patch.object(module, "_edit_all", and_then), pytest.raises(DatelineError, match="changed by somebody else"):
        change(site, "merge", "Persia", "Iran")
    assert "title: Edited" in (site / "content/releases/c.md").read_text()
    change(site, "merge", "Persia", "Iran")
    assert "Persia" not in (site / "content/releases/c.md").read_text()


@pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
def test_permissions_and_links_stay(site: Path) -> None:
    file, link = site / "content/releases/c.md", site / "content/releases/link.md"
    file.chmod(0o640)
    link.symlink_to("c.md")
    change(site, "merge", "Persia", "Iran")
    assert file.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


def test_the_command_says_what_it_did(site: Path) -> None:
    planned = dateline("terms", "tags", "merge", "Persia", "Iran", "--dry-run", "--site", str(site))
    assert planned.stderr.splitlines()[-1] == "5 files would be changed; vocabulary.yaml would be written."
    done = dateline("terms", "tags", "merge", "Persia", "Iran", "--json", "--site", str(site))
    assert json.loads(done.stdout)["vocabulary"] == "vocabulary.yaml"
    assert dateline("terms", "tags", "merge", "Persia", "--site", str(site)).returncode == 2
    assert dateline("terms", "tags", "merge", "x", "y", "--site", str(site)).returncode == 1
    assert dateline("terms", "colours", "--site", str(site)).returncode == 2
