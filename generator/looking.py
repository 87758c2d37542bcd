"""Whether a build has anything to do: a scan of all that it may read, and of what lies in the output folder.

Finding out that there is nothing must not wait for what only a build with something to do needs: neither for what reads
settings, nor for what parses, plans or renders. None of it is imported here.
"""

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import msgspec

from generator.build_options import BuildOptions, BuildReport, unchanged_report
from generator.engine import engine_digest
from generator.last_build import LastBuild, digest_of_inputs, recall_build, recall_files
from generator.layout_folders import layout_files, shipped_layouts
from generator.load import Scan, scan
from generator.output_folder import Found, Shard, count_in, find_output, holds, stands
from generator.problems import stop_at_errors
from generator.profile import Laps
from generator.state import State, read_state
from generator.unread_settings import UnreadSettings

OUTPUT, PREVIEW = "output", ".dateline/preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A build that was asked for."""

    site: Path
    options: BuildOptions
    as_of: datetime
    settings: UnreadSettings
    """Taken before anybody reads what they mean, so that a change in between shows the next time."""
    laps: Laps = field(default_factory=Laps)
    began: int = field(default_factory=time.time_ns)
    """In nanoseconds since 1970."""
    guess: Scan | None = None
    """What is to be found, as far as anybody knows before the content is scanned."""

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.options.output or self.site / (PREVIEW if self.options.is_preview else OUTPUT)

    @property
    def folder(self) -> str:
        """What the state calls the output folder: the same wherever the site lies, if it lies in the site."""
        whole, root = self.output.absolute(), self.site.absolute()
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else str(whole)

    @property
    def layouts(self) -> tuple[Path, ...]:
        """The folders of layouts, the site's own first."""
        return self.site / "layouts", shipped_layouts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """What lies in the output folder before a build."""

    same: bool = False
    """Whether that is what the last build left, as far as the state knows all of it."""
    left: Mapping[str, Shard] = field(default_factory=dict)
    """What the last build left, when the times of its folders tell that it still lies there."""
    found: Found | None = None
    """What lies there otherwise; None when nobody has looked into the folders."""

    @property
    def files(self) -> int:
        """How many there are."""
        return len(self.found.files) if self.found else sum(len(shard.files) for shard in self.left.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a build found before it read any of it."""

    engine: str = ""
    """What the state was made by; empty when no build is known, and then nothing else is either."""
    last: LastBuild | None = None
    """The last build; the scan is of what it wanted."""
    found: Scan | None = None
    inputs: str = ""
    """The digest of all that a build reads; see `LastBuild`."""
    lying: Lying | None = None
    """None when what was read has changed: then nothing follows from it before there is something to publish."""
    report: BuildReport | None = None
    """What to say when there is nothing to do."""


UNSEEN = Look()
"""By a build that has no earlier one to compare anything with."""


def look(order: Order) -> Look:
    """Find all that a build may read, and whether the last build left what it would make.

    Raises `BuildFailed` when it would, for what the last one warned of counts as an error.
    """
    if order.options.clean:
        return UNSEEN
    try:
        with closing(read_state(order.site)) as state:
            last = recall_build(state, order.folder)
            if last and state.is_of(engine := engine_digest(last.wanted.dialect)):
                return Look(engine=engine, last=last) if order.guess else _look(order, engine, state, last)
    except (sqlite3.Error, msgspec.DecodeError):  # there is no state, or one of another version
        pass
    return UNSEEN


def digest_of_read(order: Order, found: Scan) -> str:
    """Return the digest of all that a build reads, given its content; empty when that may change unnoticed."""
    options = order.options
    asked = options.base_url, options.drafts, options.is_preview, options.portable
    settings = order.settings, found.problems, asked
    return digest_of_inputs((*found.files, *layout_files(order.layouts)), settings, order.began)


def look_at_output(order: Order, state: State, last: LastBuild | None) -> Lying:
    """Find what lies in the output folder, given the last build."""
    if not last:
        return Lying()
    shards = state.left_output(order.folder).shards()
    complete = count_in(shards.values()) == last.left
    if complete and last.folders_tell and stands(order.output, shards.values()):
        return Lying(same=True, left=shards)
    found = find_output(order.output)
    return Lying(same=complete and holds(found, shards.values()), found=found)


def _look(order: Order, engine: str, state: State, last: LastBuild) -> Look:
    found = scan(order.site, vocabulary=last.wanted.vocabulary, originals=last.wanted.originals)
    inputs = digest_of_read(order, found)
    seen = Look(engine=engine, last=last, found=found, inputs=inputs)
    if not last.stands(inputs, order.as_of):
        return seen
    lying = look_at_output(order, state, last)
    seen = replace(seen, lying=lying)
    if not lying.same:
        return seen
    described = recall_files(state, order.folder) if order.options.describe else ()
    if order.options.describe and not described:
        return seen
    stop_at_errors(last.warnings, strict=order.options.strict)
    order.laps.end("load")
    return replace(seen, report=unchanged_report(last, order.output, lying.files - 1, described, order.laps))
