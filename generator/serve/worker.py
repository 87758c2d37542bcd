"""The one thread that imports and builds, so that nothing is ever built twice at a time.

Whatever goes wrong here is shown and survived: the last good pages stay.
"""

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.interruption import Interrupted
from generator.problems import DatelineError, Problem
from generator.serve.bursts import Burst
from generator.serve.events import Hub
from generator.serve.inbox import Inbox
from generator.serve.panel import Section, make_panel, section_of_build, section_of_fault, section_of_inbox

if TYPE_CHECKING:
    from generator.build import BuildReport
    from generator.ingest import SourceResult
    from generator.on_request import PagesOnRequest, Plans

LOOKS = 0.25
"""Seconds between two looks at the inbox."""
FIRST, QUIET = 0.3, 0.05
"""Seconds that an open page is given to ask what it would be now, and after which nobody asks any more."""
WARNINGS = 20
"""New warnings printed for one build; the others are counted."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What a build is told, and what it is to call while it goes on; see `BuildOptions`."""

    changed: frozenset[str]
    organised: "Callable[[PagesOnRequest], None]"
    planned: "Callable[[Plans], None]"
    check: Callable[[], None]


class Worker:
    """Imports what comes into the inbox and builds what changed."""

    def __init__(
        self,
        site: Path,
        *,
        build: "Callable[[Steps], BuildReport]",
        take: "Callable[[Sequence[Path]], Iterable[SourceResult]]",
        hub: Hub,
        burst: Burst,
        inbox: Inbox,
        say: Callable[[str], None],
        follow: bool,
        show: "Callable[[PagesOnRequest | None], None]" = lambda _: None,
    ) -> None:
        """Build and import with these functions, and tell the hub and the terminal what came of it.

        `show` is given the pages that are newer than those in the folder; None when these are the newest again.
        """
        self._site, self._build, self._take = site, build, take
        self._hub, self._burst, self._inbox, self._say, self._follow = hub, burst, inbox, say, follow
        self._show_pages = show
        self._pages: PagesOnRequest | None = None
        """Those that are shown and not yet all in the folder."""
        self._good: PagesOnRequest | None = None
        """Those of the last build that was not ended by a mistake, as long as it was not finished."""
        self._of_build: Section | None = None
        self._warned: frozenset[Problem] = frozenset()
        self._to_visit: str | None = None
        """The path of a release whose page is to be visited once it is built."""

    def run(self) -> None:
        """Work until the burst is closed."""
        self.rebuild(frozenset())
        while not self._burst.closed:
            if changed := self._burst.take(LOOKS):
                self.rebuild(changed)
            if not self._burst.closed:
                self.look_into_inbox()

    def rebuild(self, changed: frozenset[str]) -> None:
        """Build the site because these files changed, or for the first time because of none."""
        self._follow_to(changed)
        try:
            built = self._build(Steps(changed, self._take_pages, self._complete_pages, self._check))
        except Interrupted:
            self._turn_to(self._pages, self._pages)
            return
        except Exception as error:  # whatever it is, the next change may mend it
            if self._burst.closed:  # the processes that built were taken away
                return
            self._turn_to(self._good, self._good)
            self._of_build = self._what_stopped(error, changed)
        else:
            self._of_build = None
            self._say(f"built in {built.seconds:.2f} s{because(changed)}: {outcome(built)}")
            self._warn(built.warnings)
            self._turn_to(None, None)
            self._hub.built(built.changed, visit=self._take_visit(built.addresses.get))
            self._to_visit = None
        self._show()

    def _what_stopped(self, error: Exception, changed: frozenset[str]) -> Section | None:
        if not isinstance(error, DatelineError):
            return section_of_fault(self._fault(), __version__)
        self._say("\n".join(map(str, error.problems)))
        self._say(f"not built{because(changed)}: {counted(len(error.problems), 'problem')}")
        return section_of_build(self._site, error.problems)

    def _take_pages(self, pages: "PagesOnRequest") -> None:
        """Show pages that are not built yet, and let whoever has one open see it before the others are built."""
        self._turn_to(pages, self._good)
        self._hub.planned(visit=self._take_visit(pages.address_of))
        if self._hub.listeners:
            pages.give_way(first=FIRST, quiet=QUIET)

    def _complete_pages(self, plans: "Plans") -> None:
        if self._pages:
            self._pages.complete(plans)

    def _check(self) -> None:
        if self._burst.is_waited_for:
            raise Interrupted
        if self._pages:
            self._pages.give_way()

    def _turn_to(self, pages: "PagesOnRequest | None", good: "PagesOnRequest | None") -> None:
        """Show these pages, remember those to come back to, and let the others go."""
        old = {self._pages, self._good} - {pages, good, None}
        self._pages, self._good = pages, good
        self._show_pages(pages)
        for one in old:
            one.close()  # type: ignore[union-attr]  # None was taken out

    def look_into_inbox(self) -> None:
        """Import what has become ready."""
        if ready := self._inbox.look():
            self._say(f"importing {', '.join(path.name for path in ready)} from the inbox")
            self._import(ready)
        self._show()

    def _import(self, ready: Sequence[Path]) -> None:
        unheard = list(ready)
        try:
            for result in self._take(ready):
                path = self._entry_of(result, ready)
                unheard = [other for other in unheard if other != path]
                self._note(result, path)
        except DatelineError as error:
            self._say("\n".join(map(str, error.problems)))
            for path in unheard:
                self._inbox.refuse(path, error.problems)
        except Exception:  # as with a build
            report = self._fault()
            for path in unheard:
                self._inbox.refuse(path, report=report)

    def _note(self, result: "SourceResult", path: Path | None) -> None:
        self._say("\n".join([worded(result), *map(str, result.problems)]))
        if result.status == "failed" and path:
            self._inbox.refuse(path, (replace(found, path=found.path or result.source) for found in result.problems))
        if result.status == "imported" and result.file:
            self._to_visit = result.file
            self._burst.add(result.file)

    def _entry_of(self, result: "SourceResult", ready: Sequence[Path]) -> Path | None:
        """Return what lay in the inbox and held a source, which may be an item in a folder or a container."""
        holders = [path for path in ready if result.source.startswith(path.relative_to(self._site).as_posix())]
        return max(holders, key=lambda path: len(path.name), default=None)

    def _follow_to(self, changed: frozenset[str]) -> None:
        releases = [path for path in changed if path.startswith("content/releases/")]
        if self._follow and len(releases) == 1:
            self._to_visit = releases[0]

    def _take_visit(self, address_of: Callable[[str], str | None]) -> str | None:
        """Return where to go, once: when the page is there to be seen."""
        address = address_of(self._to_visit) if self._to_visit else None
        if address:
            self._to_visit = None
        return address

    def _warn(self, warnings: Sequence[Problem]) -> None:
        new = [warning for warning in warnings if warning not in self._warned]
        self._warned = frozenset(warnings)
        for warning in new[:WARNINGS]:
            self._say(str(warning))
        if len(new) > WARNINGS:
            self._say(f"… and {counted(len(new) - WARNINGS, 'more warning')}")

    def _fault(self) -> str:
        report = traceback.format_exc()
        self._say(f"{report}This is a fault in Dateline, not in your files; please report it. The preview goes on.")
        return report

    def _show(self) -> None:
        of_fault = section_of_fault(self._inbox.report, __version__) if self._inbox.report else None
        of_inbox = section_of_inbox(self._site, self._inbox.problems)
        self._hub.show(make_panel([self._of_build, of_fault, of_inbox]))


def because(changed: frozenset[str]) -> str:
    """Name what set off a build."""
    if not changed:
        return ""
    first, *others = sorted(changed)
    return f" ({first}{f' and {len(others)} more' if others else ''})"


def outcome(built: "BuildReport") -> str:
    """Word what a build did."""
    done = [f"{count} {verb}" for count, verb in ((built.written, "written"), (built.removed, "removed")) if count]
    return ", ".join(done) or "nothing changed"


def worded(result: "SourceResult") -> str:
    """Word what came of one source."""
    return f"{result.status}: {result.source}{f' → {result.file}' if result.file else ''}"


def counted(count: int, noun: str) -> str:
    """Word a number of things."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
