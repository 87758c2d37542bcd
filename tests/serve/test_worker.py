"""What the worker makes of builds and imports that end well, badly, or not as we thought."""

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.build import BuildReport
from generator.ingest import SourceResult
from generator.problems import BuildFailed, DatelineError, Problem
from generator.serve.bursts import Burst
from generator.serve.events import Hub
from generator.serve.inbox import Inbox
from generator.serve.worker import Steps, Worker

EDITED = frozenset({"content/releases/2024/a.md"})
BROKEN = BuildFailed(
    [
        Problem(path="content/releases/2024/a.md", line=2, message="'title' is missing"),
        Problem(path="content/releases/2024/a.md", line=3, message="unknown key 'titel'", severity="warning"),
    ]
)


def report(**values: Any) -> BuildReport:
    """Report a build that wrote one page."""
    usual: dict[str, Any] = {
        "pages": 1, "rendered": 1, "written": 1, "unchanged": 0, "removed": 0, "warnings": (), "seconds": 0.1,
        "output": Path(), "changed": ("/a/",), "addresses": {"content/releases/2024/a.md": "/a/"},
    }  # fmt: skip
    return BuildReport(**{**usual, **values})


class Desk:
    """A worker whose builds and imports do what they are told."""

    def __init__(self, site: Path, *, follow: bool = False) -> None:
        self.outcomes: list[BuildReport | Exception] = []
        self.results: list[SourceResult | Exception] = []
        self.taken: list[list[str]] = []
        self.said: list[str] = []
        self.opened: list[str] = []
        self.hub, self.burst = Hub(), Burst()
        count = self.hub.built

        def built(changed: Collection[str], *, visit: str | None = None) -> None:
            count(changed, visit=visit)
            self.opened += [visit] if visit else []

        self.hub.built = built  # type: ignore[method-assign]
        self.now = 0.0
        self.inbox = Inbox(site / "content/inbox", lambda: self.now)
        self.worker = Worker(
            site,
            build=self.build,
            take=self.take,
            hub=self.hub,
            burst=self.burst,
            inbox=self.inbox,
            say=self.said.append,
            follow=follow,
        )

    def build(self, steps: Steps) -> BuildReport:
        outcome = self.outcomes.pop(0) if self.outcomes else report()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def take(self, paths: Sequence[Path]) -> Iterable[SourceResult]:
        self.taken.append([path.name for path in paths])
        for result in self.results:
            if isinstance(result, Exception):
                raise result
            yield result

    def look(self, *, later: float = 0.0) -> None:
        self.now += later
        self.worker.look_into_inbox()

    @property
    def titles(self) -> list[str]:
        return [section.title for section in self.hub.panel.sections] if self.hub.panel else []


@pytest.fixture
def desk(site: Path) -> Desk:
    return Desk(site)


def test_every_build_is_one_line(desk: Desk) -> None:
    desk.outcomes = [report(written=220), report(seconds=0.04), report(written=0, removed=2), report(written=0)]
    desk.worker.rebuild(frozenset())
    desk.worker.rebuild(EDITED)
    desk.worker.rebuild(EDITED | {"config.yaml"})
    desk.worker.rebuild(EDITED)
    assert desk.said == [
        "built in 0.10 s: 220 written",
        "built in 0.04 s (content/releases/2024/a.md): 1 written",
        "built in 0.10 s (config.yaml and 1 more): 2 removed",
        "built in 0.10 s (content/releases/2024/a.md): nothing changed",
    ]
    assert desk.hub.build == 4


def test_a_warning_is_said_once_and_again_when_it_comes_back(desk: Desk) -> None:
    warning = Problem(path="config.yaml", line=3, message="unknown key 'titel'", severity="warning")
    desk.outcomes = [report(warnings=(warning,)), report(warnings=(warning,)), report(), report(warnings=(warning,))]
    for _ in range(4):
        desk.worker.rebuild(EDITED)
    assert desk.said.count("config.yaml:3: warning: unknown key 'titel'") == 2


def test_many_warnings_are_counted(desk: Desk) -> None:
    desk.outcomes = [report(warnings=tuple(Problem(message=str(n), severity="warning") for n in range(21)))]
    desk.worker.rebuild(frozenset())
    assert desk.said[-1] == "… and 1 more warning"


def test_a_build_that_fails_shows_the_panel_until_it_is_mended(desk: Desk) -> None:
    desk.outcomes = [report(), BROKEN, report()]
    desk.worker.rebuild(frozenset())
    desk.worker.rebuild(EDITED)
    assert desk.titles == ["The site could not be built"]
    assert desk.hub.build == 1
    assert desk.said[-2:] == [
        str(BROKEN),
        "not built (content/releases/2024/a.md): 2 problems",
    ]
    desk.worker.rebuild(EDITED)
    assert desk.hub.panel is None


def test_a_fault_of_ours_is_shown_and_survived(desk: Desk) -> None:
    desk.outcomes = [RuntimeError("a nut came loose"), report()]
    desk.worker.rebuild(frozenset())
    assert desk.titles == ["Dateline has a fault"]
    assert desk.hub.panel is not None
    assert "a nut came loose" in desk.hub.panel.sections[0].report
    assert "please report it" in desk.said[-1]
    desk.worker.rebuild(EDITED)
    assert desk.hub.panel is None


def drop(site: Path, name: str) -> Path:
    file = site / "content/inbox" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"HOLM, 5 March — {name}")
    return file


def test_a_release_dropped_in_the_inbox_is_imported_built_and_opened(desk: Desk, site: Path) -> None:
    drop(site, "b.txt")
    release = "content/releases/2024/b.md"
    desk.results = [SourceResult(source="content/inbox/b.txt", status="imported", file=release)]
    desk.look()
    desk.look(later=1.9)
    assert desk.taken == []
    desk.look(later=0.2)
    assert desk.taken == [["b.txt"]]
    assert desk.said == [
        "importing b.txt from the inbox",
        "imported: content/inbox/b.txt → content/releases/2024/b.md",
    ]
    changed = desk.burst.take(1)
    assert changed == {release}
    desk.outcomes = [BROKEN, report(addresses={release: "/2024/b/"})]
    desk.worker.rebuild(changed)
    assert desk.opened == []
    desk.worker.rebuild(EDITED)
    assert desk.opened == ["/2024/b/"]
    desk.worker.rebuild(EDITED)
    assert desk.opened == ["/2024/b/"]


def test_a_failed_import_is_shown_and_left_until_the_file_changes(desk: Desk, site: Path) -> None:
    file = drop(site, "b.txt")
    desk.results = [SourceResult(source="content/inbox/b.txt", status="failed", problems=(Problem(message="no text"),))]
    desk.look()
    desk.look(later=3)
    assert desk.titles == ["Not imported from the inbox"]
    assert desk.hub.panel is not None
    assert desk.hub.panel.sections[0].problems[0].place == "content/inbox/b.txt"
    desk.look(later=30)
    assert len(desk.taken) == 1
    file.write_text("something else")
    desk.look(later=1)
    assert desk.hub.panel is None
    desk.look(later=3)
    assert len(desk.taken) == 2


def test_a_failed_import_and_a_failed_build_are_shown_together(desk: Desk, site: Path) -> None:
    drop(site, "b.txt")
    desk.results = [SourceResult(source="content/inbox/b.txt", status="failed", problems=(Problem(message="no text"),))]
    desk.outcomes = [BROKEN]
    desk.worker.rebuild(EDITED)
    desk.look()
    desk.look(later=3)
    assert desk.titles == ["The site could not be built", "Not imported from the inbox"]


def test_the_problem_of_an_item_in_a_folder_goes_away_with_the_folder(desk: Desk, site: Path) -> None:
    file = drop(site, "wire/b.txt")
    drop(site, "wire 2/b.txt")
    result = SourceResult(source="content/inbox/wire/b.txt", status="failed", problems=(Problem(message="no text"),))
    desk.results = [result]
    desk.look()
    desk.look(later=3)
    assert desk.taken == [["wire", "wire 2"]]
    assert desk.titles == ["Not imported from the inbox"]
    file.unlink()
    desk.look()
    assert desk.hub.panel is None


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (DatelineError([Problem(message="another import is running")]), "Not imported from the inbox"),
        (RuntimeError("a nut came loose"), "Dateline has a fault"),
    ],
)
def test_an_import_that_breaks_off_is_shown_and_not_repeated(
    desk: Desk, site: Path, error: Exception, title: str
) -> None:
    file = drop(site, "b.txt")
    desk.results = [error]
    desk.look()
    desk.look(later=3)
    desk.look(later=3)
    assert desk.titles == [title]
    assert len(desk.taken) == 1
    file.unlink()
    desk.look()
    assert desk.hub.panel is None


@pytest.mark.parametrize(
    ("follow", "changed", "opened"),
    [
        (True, EDITED, ["/a/"]),
        (True, EDITED | {"content/releases/2024/b.md"}, []),
        (True, frozenset({"config.yaml"}), []),
        (False, EDITED, []),
    ],
)
def test_the_browser_follows_the_release_being_edited_if_asked_to(
    site: Path, *, follow: bool, changed: frozenset[str], opened: list[str]
) -> None:
    desk = Desk(site, follow=follow)
    desk.worker.rebuild(changed)
    assert desk.opened == opened


def test_it_works_until_it_is_told_to_end(desk: Desk, eventually: Callable[[Callable[[], object]], None]) -> None:
    thread = threading.Thread(target=desk.worker.run)
    thread.start()
    eventually(lambda: desk.hub.build == 1)
    desk.burst.add("config.yaml")
    eventually(lambda: desk.hub.build == 2)
    desk.burst.close()
    thread.join(5)
    assert not thread.is_alive()
