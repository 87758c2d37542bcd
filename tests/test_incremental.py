"""The oracle: whatever happens to a site between two builds, the second ends with the bytes of a build from nothing.

A state machine does what people and machines do to a site, and after each step builds it, and builds a copy of it that
has no state. It also holds the number of rendered pages to what changed: a page that is rendered for nothing is waste.
"""

import os
import shutil
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from generator.load import scan
from generator.memory import Memory
from generator.render import shipped_layouts
from generator.state import STATE
from tests.ingest.picture_files import png
from tests.sites import build_at, differences, files_in, release, write_site

MOST_RELEASES = 15
SPARE = 12
"""Pages that may be rendered and come out as they were: feeds know a release by its file, and so does its own page."""
IN_DEFAULT_MENU = [f"{kind}/index.html" for kind in ("quotes", "tags", "people", "organizations", "places")]
"""What every page leads to once there is one of it: the first and the last change every page."""
SEQUENCES = int(os.environ.get("ORACLE_SEQUENCES", "200" if os.environ.get("CI") else "40"))
SHARDS = 20

CONFIG = """\
title: {title}
base_url: https://example.org/archive/
timezone: {timezone}
page_size: {page_size}
formats: [html, md, txt, ninjs]
feeds: {{limit: 3, formats: [atom, rss, json], per_term: true}}
contacts_valid: 1 month
"""
DATES = ["2016-03-04", "2016-03-05", "2016-09-01", "2026-05-31", "2026-06-01", "2026-06-30", "2026"]
TERMS = ["Ferry", "ferry", "Tide gates", "Café", "Cafe", "C++"]
TITLES = ["Ferry runs again", "Gate opens", "A <b> & c", "شهر", "Cafe reopens"]
BODIES = [
    "Short.",
    "One.\n\nTwo, [there](r1.md).",
    "A picture.\n\n![p](/media/p.png)",
    "x" * 400,
    "See [away](gone.md).",
]
CORRECTED = "[{date: 2026-06-20, note: Wrong, previous: content/versions/r/1.md}]"
MOMENTS = ["2026-06-30T12:00", "2026-07-01T12:00", "2026-07-15T00:00", "2026-08-02T00:00", "2027-01-01T00:00"]
LAYOUTS = ["release.html", "macros.html", "base.html", "list.html", "feed.xml", "404.html"]

MARKED_AT, MARK = 68, b"harm"
"""Where a damaged state is marked: SQLite's `application_id`, which a state that was begun anew does not have. What is
damaged may be read builds later, as when a page of the file holds bodies alone."""

numbers = st.integers(0, 9)


class Oracle(RuleBasedStateMachine):
    """A site, what is done to it, and what must come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(mkdtemp(prefix="oracle-"))
        self.site = self.root / "site"
        self.settings: dict[str, Any] = {"title": "Archive", "timezone": "UTC", "page_size": 2}
        self.releases: dict[str, dict[str, Any]] = {}
        self.older: dict[str, tuple[bytes, int]] = {}
        self.older_state = b""
        self.moment = MOMENTS[1]
        self.output: str | None = None
        self.options: dict[str, Any] = {}
        self.anything_may_be_rendered = True
        self.state_may_be_damaged = False
        self.memory: Memory | None = None
        self.heard = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    # What is done to the content

    @initialize(remembers=st.booleans(), heard=st.sampled_from([0, 1, MOST_RELEASES]))
    def begin(self, *, remembers: bool, heard: int) -> None:
        self.memory, self.heard = Memory() if remembers else None, heard
        write_site(self.site, {"config.yaml": CONFIG.format(**self.settings), "content/media/p.png": b"p"})
        for number, date in enumerate(DATES[:3]):
            self.write(f"r{number}", title=TITLES[number], date=date, tags=[TERMS[number]], body=BODIES[number])
        self.check()

    def write(self, name: str, **changes: Any) -> None:
        front = self.releases.get(name, {"body": "Words."}) | changes
        self.releases[name] = front
        lines = {key: value for key, value in front.items() if key not in ("body", "title")}
        path = self.path(name)
        if path.exists():
            self.older[name] = path.read_bytes(), path.stat().st_mtime_ns
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(release(f'"{front["title"]}"', front["body"], **lines), encoding="utf-8")

    def path(self, name: str) -> Path:
        return self.site / "content/releases" / f"{name}.md"

    def pick(self, number: int) -> str:
        return sorted(self.releases)[number % len(self.releases)]

    @precondition(lambda self: len(self.releases) < MOST_RELEASES)
    @rule(number=st.integers(10, 40), date=st.sampled_from(DATES), title=st.sampled_from(TITLES), term=numbers)
    def add(self, number: int, date: str, title: str, term: int) -> None:
        if f"r{number}" not in self.releases:
            self.write(f"r{number}", title=title, date=date, tags=[TERMS[term % len(TERMS)]], slug=f"slug-{number}")
            self.check()

    @precondition(lambda self: self.releases)
    @rule(
        which=numbers,
        change=st.one_of(
            st.fixed_dictionaries({"title": st.sampled_from(TITLES)}),
            st.fixed_dictionaries({"body": st.sampled_from(BODIES)}),
            st.fixed_dictionaries({"slug": st.sampled_from(["new-slug", "New-Slug", "other"])}),
            st.fixed_dictionaries({"tags": st.lists(st.sampled_from(TERMS), max_size=3)}),
            st.fixed_dictionaries({"people": st.lists(st.sampled_from(["Ann", "ANN", "Zoë"]), max_size=2)}),
            st.fixed_dictionaries({"date": st.sampled_from(DATES)}),
            st.fixed_dictionaries({"status": st.sampled_from(["draft", "published"])}),
            st.fixed_dictionaries({"embargo": st.sampled_from([None, "2026-07-10T09:00"])}),
            st.fixed_dictionaries({"expires": st.sampled_from([None, "2026-07-20"])}),
            st.fixed_dictionaries({"listed": st.sampled_from([None, "false"])}),
            st.fixed_dictionaries({"related": st.sampled_from([None, "[r0.md]"])}),
            st.fixed_dictionaries({"replaces": st.sampled_from([None, "r1.md"])}),
            st.fixed_dictionaries({"aliases": st.sampled_from([None, "[/old/place/]"])}),
            st.fixed_dictionaries({"media": st.sampled_from([None, "[{file: p.png, rights_until: 2026-07-16}]"])}),
            st.fixed_dictionaries({"quotes": st.sampled_from([None, "[{text: Short., speaker: Ann}]"])}),
            st.fixed_dictionaries({"contacts": st.sampled_from([None, "[{name: Ann, email: a@example.org}]"])}),
            st.fixed_dictionaries({"corrections": st.sampled_from([None, CORRECTED])}),
            st.fixed_dictionaries({"withdrawn": st.sampled_from([None, "{date: 2026-06-30, reason: Wrong}"])}),
        ),
    )
    def edit(self, which: int, change: dict[str, Any]) -> None:
        self.write(self.pick(which), **change)
        self.check()

    @precondition(lambda self: self.releases)
    @rule(which=numbers)
    def change_a_letter_and_no_stat_that_can_be_set(self, which: int) -> None:
        path = self.path(self.pick(which))
        before = path.stat()
        text = path.read_text(encoding="utf-8")
        end = text.rstrip("\n")
        path.write_text(end[:-1] + ("y" if end[-1] != "y" else "z") + text[len(end) :], encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.releases[self.pick(which)]["body"] = path.read_text(encoding="utf-8").partition("---\n\n")[2].strip("\n")
        self.check()

    @precondition(lambda self: self.older)
    @rule(which=numbers)
    def put_an_older_file_back(self, which: int) -> None:
        name = sorted(self.older)[which % len(self.older)]
        if name in self.releases:
            data, modified = self.older[name]
            self.path(name).write_bytes(data)
            os.utime(self.path(name), ns=(modified, modified))
            self.check()

    @precondition(lambda self: self.releases)
    @rule(which=numbers)
    def touch(self, which: int) -> None:
        self.path(self.pick(which)).touch()
        self.check(rendered=0)

    @precondition(lambda self: self.releases)
    @rule(which=numbers, new=st.sampled_from(["{}-moved", "2016/{}", "UP{}"]))
    def rename(self, which: int, new: str) -> None:
        old = self.pick(which)
        name = new.format(old.rpartition("/")[2])
        if name not in self.releases:
            self.path(name).parent.mkdir(parents=True, exist_ok=True)
            self.path(old).rename(self.path(name))
            self.releases[name] = self.releases.pop(old)
            self.check()

    @precondition(lambda self: len(self.releases) > 1)
    @rule(which=numbers)
    def delete(self, which: int) -> None:
        name = self.pick(which)
        self.path(name).unlink()
        del self.releases[name]
        self.check()

    @rule(text=st.sampled_from([None, "About us.", "About [it](../releases/r1.md)."]))
    def change_a_page(self, text: str | None) -> None:
        self.put("content/pages/about.md", text and f"---\ntitle: About\n---\n{text}\n")
        self.anything_may_be_rendered = True  # it stands in the menu
        self.check()

    @rule(
        name=st.sampled_from(["robots-not.txt", "Robots-not.txt", "favicon.png"]),
        text=st.sampled_from([None, "a", "b"]),
    )
    def change_a_static_file(self, name: str, text: str | None) -> None:
        self.put(f"content/static/{name}", text)
        self.anything_may_be_rendered |= name == "favicon.png"
        self.check()

    @rule(text=st.sampled_from([None, "Before.", "Before that, [there](r1.md). ![p](/media/p.png)"]))
    def change_an_earlier_text(self, text: str | None) -> None:
        self.put("content/versions/r/1.md", text and release("Earlier", text))
        self.check()

    @rule(data=st.sampled_from([None, b"p", b"q", b"longer", png(3, 2), png(2, 3)]))
    def change_a_picture(self, data: bytes | None) -> None:
        self.put("content/media/p.png", data)
        self.check()

    @rule(
        line=st.sampled_from(["/was/here/\tnobody", "/tags/ferry/\ttags:ferry", "/2016/03/r0/\tcontent/releases/r0.md"])
    )
    def append_to_the_ledger(self, line: str) -> None:
        path = self.site / "content/addresses.tsv"
        path.write_text((path.read_text() if path.exists() else "") + line + "\n")
        self.check()

    @rule(text=st.sampled_from([None, "tags:\n  - {name: Ferry, also: [Boat, Gate]}\n", "tags:\n  - name: Café\n"]))
    def change_the_vocabulary(self, text: str | None) -> None:
        self.put("vocabulary.yaml", text)
        self.check()

    def put(self, path: str, text: str | bytes | None) -> None:
        file = self.site / path
        if text is None:
            file.unlink(missing_ok=True)
        else:
            write_site(self.site, {"config.yaml": None, path: text})

    # What is done to the layouts and the settings

    @rule(name=st.sampled_from(LAYOUTS), words=st.sampled_from([None, "{# one #}", "{# two #}", "{# one #}\n"]))
    def change_a_layout(self, name: str, words: str | None) -> None:
        shipped = (shipped_layouts() / name).read_text(encoding="utf-8")
        text = None if words is None else shipped + words
        self.put(f"layouts/{name}", text)
        self.anything_may_be_rendered = True
        self.check()

    @rule(text=st.sampled_from([None, "p { color: red }", "p { color: blue }"]))
    def change_the_theme(self, text: str | None) -> None:
        self.put("layouts/assets/theme.css", text)
        self.anything_may_be_rendered = True
        self.check()

    @rule(
        change=st.sampled_from(
            [
                {"title": "Other"},
                {"title": "Archive"},
                {"page_size": 1},
                {"timezone": "Pacific/Auckland"},
                {"timezone": "UTC"},
            ]
        )
    )
    def change_the_configuration(self, change: dict[str, Any]) -> None:
        self.settings |= change
        self.put("config.yaml", CONFIG.format(**self.settings))
        self.anything_may_be_rendered = True
        self.check()

    @rule(moment=st.sampled_from(MOMENTS))
    def move_the_clock(self, moment: str) -> None:
        self.moment = moment
        self.check()

    @rule(options=st.sampled_from([{}, {"drafts": True}, {"portable": True}, {"base_url": "https://b.example/"}]))
    def ask_for_another_kind_of_site(self, options: dict[str, Any]) -> None:
        self.options = options
        self.anything_may_be_rendered = True
        self.check()

    @rule(output=st.sampled_from([None, "elsewhere", "../beside"]))
    def build_into_another_folder(self, output: str | None) -> None:
        self.output = output
        self.anything_may_be_rendered = True
        self.check()

    # What happens to the state and the output

    @rule(at=st.integers(1, 40))
    def kill_a_build(self, at: int) -> None:
        if self.releases:
            self.write(self.pick(at), title=f"Killed {at}")
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            self.build_until(at)
            os._exit(0)
        os.waitpid(child, 0)
        self.anything_may_be_rendered = True
        self.check()

    def build_until(self, at: int) -> None:
        """Build, and be killed before the n-th file is put in its place."""
        real, left = os.replace, at

        def replace(*arguments: Any, **named: Any) -> None:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            real(*arguments, **named)

        os.replace = replace
        self.build()

    @rule(
        damage=st.sampled_from(
            [
                lambda data: b"",
                lambda data: data[: len(data) // 2],
                lambda data: b"no database at all" * 99,
                lambda data: data[:5000] + bytes(byte ^ 255 for byte in data[5000:5200]) + data[5200:],
                lambda data: data[:-3000] + bytes(byte ^ 1 for byte in data[-3000:]),
                None,
            ]
        )
    )
    def damage_the_state(self, damage: Callable[[bytes], bytes] | None) -> None:
        path = self.site / STATE
        data = path.read_bytes()
        self.older_state = self.older_state or data
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage(data[:MARKED_AT] + MARK + data[MARKED_AT + len(MARK) :]))
        self.anything_may_be_rendered = self.state_may_be_damaged = True
        self.check()

    @precondition(lambda self: self.older_state)
    @rule()
    def put_an_older_state_back(self) -> None:
        (self.site / STATE).write_bytes(self.older_state)
        self.anything_may_be_rendered = self.state_may_be_damaged = True
        self.check()

    @rule(which=st.integers(0, 60), how=st.sampled_from(["edit", "same size", "delete", "add", "folder", "link"]))
    def meddle_with_the_output(self, which: int, how: str) -> None:
        folder = self.folder()
        paths = sorted(files_in(folder)) if folder.exists() else []
        if not paths:  # no build of this folder has ended well yet
            return
        path = folder / paths[which % len(paths)]
        before = path.stat()
        match how:
            case "edit":
                path.write_bytes(path.read_bytes() + b"more")
            case "same size":
                path.write_bytes(b"x" * before.st_size)
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            case "delete":
                path.unlink()
            case "add":
                (folder / "stray.html").write_bytes(b"stray")
            case "folder":
                (folder / "stray/folder").mkdir(parents=True, exist_ok=True)
            case "link":
                path.unlink()
                path.symlink_to(self.site / "config.yaml")
        self.check(rendered=1)

    # What must come of it

    def folder(self) -> Path:
        if self.output:
            return self.site / self.output
        return self.site / (".dateline/preview" if self.options.get("drafts") else "output")

    def build(self, **changes: Any) -> Any:
        epoch = str(int(datetime.fromisoformat(self.moment).replace(tzinfo=UTC).timestamp()))
        site = changes.pop("site", self.site)
        output = self.site / self.output if self.output and site == self.site else None
        memory = self.memory if site == self.site else None
        options = {"output": output, "memory": memory, "changed": self.heard_of() if memory else frozenset()}
        return build_at(site, epoch=epoch, **(options | self.options | changes))

    def heard_of(self) -> frozenset[str]:
        """Return the releases that somebody watching the files would name, who may miss some."""
        before = dict(self.memory.found.releases) if self.memory and self.memory.found else {}
        now = {listed.path: listed.stat for listed in scan(self.site).releases}
        return frozenset(sorted(path for path, stat in before.items() if now.get(path) != stat)[: self.heard])

    def check(self, rendered: int | None = None) -> None:
        folder = self.folder()
        before = files_in(folder) if folder.exists() else {}
        report = self.try_to_build()
        clean = self.root / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.site, clean, ignore=shutil.ignore_patterns(".dateline", "output", "elsewhere"))
        try:
            fresh = self.build(site=clean, output=self.root / "fresh")
        except Exception:
            assert report is None
            self.anything_may_be_rendered = True
            return
        finally:
            found = files_in(self.root / "fresh") if (self.root / "fresh").exists() else {}
            shutil.rmtree(self.root / "fresh", ignore_errors=True)
        assert report is not None
        after = files_in(folder)
        assert list(differences(found, after)) == []
        assert [str(problem) for problem in report.warnings] == [str(problem) for problem in fresh.warnings]
        assert (report.pages, report.written + report.unchanged) == (fresh.pages, len(after))
        changed = [path for path in after if before.get(path) != after[path]]
        is_in_menu_anew = any((path in before) != (path in after) for path in IN_DEFAULT_MENU)
        if not self.anything_may_be_rendered and not is_in_menu_anew:
            assert report.rendered <= (len(changed) + SPARE if rendered is None else rendered)
        if len(report.profile.stages) > 1:  # one that had nothing to do has read little of the state, and mended none
            self.state_may_be_damaged = (self.site / STATE).read_bytes()[MARKED_AT:].startswith(MARK)
        self.anything_may_be_rendered = self.state_may_be_damaged
        again = self.build()
        assert (again.written, again.removed) == (0, 0)
        assert again.rendered == 0 or self.state_may_be_damaged

    def try_to_build(self) -> Any:
        try:
            return self.build()
        except Exception as error:
            if type(error).__name__ != "BuildFailed":
                raise
            return None


@pytest.mark.timeout(1200)  # a shard takes half a minute where nothing else runs
@pytest.mark.parametrize("shard", range(SHARDS))
def test_whatever_happens_a_build_ends_as_one_from_nothing(shard: int) -> None:
    class OfThisShard(Oracle):
        pass

    run_state_machine_as_test(
        seed(shard)(OfThisShard),
        settings=settings(
            max_examples=SEQUENCES // SHARDS,
            stateful_step_count=10,
            deadline=None,
            database=None,
            phases=(Phase.generate,),  # a failure is some steps long, and shrinking it takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
