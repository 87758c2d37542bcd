"""What a build is told, and what it says afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.interruption import Check
from generator.last_build import LastBuild
from generator.memory import Memory
from generator.problems import Problem
from generator.profile import UNTIMED, Laps, PageTimes, Profile, make_profile
from generator.public_file import PublicFile

if TYPE_CHECKING:  # a build with nothing to do must not wait for these
    from generator.changed_files import Progress
    from generator.on_request import PagesOnRequest, Plans


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a site is built this time."""

    output: Path | None = None
    """Where to; None means `output/`, or for a preview `.dateline/preview/`."""
    base_url: str | None = None
    """Instead of the configuration's."""
    drafts: bool = False
    """Show drafts and embargoed releases, each with a ribbon."""
    as_of: datetime | None = None
    """The instant whose site it is, with a zone; None means `SOURCE_DATE_EPOCH`, or now."""
    portable: bool = False
    """Name `index.html` in links, for reading from a disk."""
    clean: bool = False
    """Write every file again, whatever an earlier build left."""
    strict: bool = False
    """Take warnings for errors."""
    preview: bool = False
    """Tell search engines to keep nothing; implied by `drafts` and `as_of`."""
    progress: "Progress | None" = None
    """Is told how many pages of how many are done."""
    organised: "Callable[[PagesOnRequest], None] | None" = None
    """Is given the pages, to be made on request, as soon as it is known which there are; and again when that was not
    all."""
    planned: "Callable[[Plans], None] | None" = None
    """Is given the plan of every page, a moment later."""
    check: Check | None = None
    """Is called now and then, and may raise `Interrupted`: what is rendered by then is put in its place, and the next
    build goes on from there."""
    jobs: int | None = None
    """Processes that parse and render; None means as many as this one may use."""
    executor: str | None = None
    """The address of a Dask scheduler whose workers parse and render instead."""
    describe: bool = False
    """Say of every file to what it belongs."""
    memory: Memory | None = None
    """What the process remembers of its last build of the site, if it is to build again."""
    changed: frozenset[str] = frozenset()
    """The paths of files that are known to have changed since: `organised` is given the pages as these make them before
    anybody looks whether others changed as well."""

    @property
    def is_preview(self) -> bool:
        """Tell whether the site shows what the public may not see, or not yet."""
        return self.preview or self.drafts or self.as_of is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    pages: int
    """Files that layouts make."""
    rendered: int
    written: int
    unchanged: int
    removed: int
    warnings: tuple[Problem, ...]
    seconds: float
    output: Path
    changed: tuple[str, ...] = ()
    """The addresses whose bytes changed, came or went."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The address of each visible release and page, by its path; empty when nothing at all had changed."""
    files: tuple[PublicFile, ...] = ()
    """Every file of the output but Dateline's mark of it, when that was asked for."""
    profile: Profile = UNTIMED


def unchanged_report(
    last: LastBuild, output: Path, unchanged: int, files: tuple[PublicFile, ...], laps: Laps
) -> BuildReport:
    """Return what a build says that found everything as the last one left it."""
    return BuildReport(
        pages=last.pages,
        rendered=0,
        written=0,
        unchanged=unchanged,
        removed=0,
        warnings=last.warnings,
        seconds=round(laps.seconds(), 3),
        output=output,
        changed=(),
        addresses={},
        files=files,
        profile=make_profile(laps, PageTimes()),
    )
