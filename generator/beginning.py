"""What every build begins with: settings and a scan of all that it may read, and whether there is anything to do.

Finding out that there is nothing must not wait for what only parsing, planning or rendering needs: none of it is
imported here.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.build_options import BuildOptions, BuildReport, unchanged_report
from generator.config import Config, load_config, with_base_url
from generator.last_build import digest_of_inputs, digest_of_outputs, recall_build, recall_files
from generator.layout_folders import layout_files, shipped_layouts
from generator.load import Scan, scan_for
from generator.problems import BuildFailed, Problem, errors_in
from generator.profile import Laps
from generator.publish import Found, find_output
from generator.state import State

OUTPUT, PREVIEW = "output", ".dateline/preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A build that has read its settings, and nothing else."""

    site: Path
    options: BuildOptions
    as_of: datetime
    config: Config
    problems: tuple[Problem, ...]
    layouts: tuple[Path, ...]
    """The folders of layouts, the site's own first."""
    output: Path
    folder: str
    """What the state calls the output folder."""
    laps: Laps
    began: int
    """When, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a build found before it read any of it."""

    found: Scan
    inputs: str
    """The digest of all that it reads; see `LastBuild`."""
    there: Found | None = None
    """What lies in the output folder, if anybody looked."""
    report: BuildReport | None = None
    """What to say when there is nothing to do."""


def begin(site: Path, options: BuildOptions, as_of: datetime) -> Beginning:
    """Read the settings of a build; raises `BuildFailed` when they are wrong."""
    laps, began = Laps(), time.time_ns()
    config, problems = load_config(site, os.environ)
    output = options.output or site / (PREVIEW if options.is_preview else OUTPUT)
    return Beginning(
        site=site,
        options=options,
        as_of=as_of,
        config=with_base_url(config, options.base_url) if options.base_url else config,
        problems=tuple(problems),
        layouts=(site / "layouts", shipped_layouts()),
        output=output,
        folder=name_of_output(output, site),
        laps=laps,
        began=began,
    )


def look(begun: Beginning, state: State) -> Look:
    """Find all that a build may read, and whether the last build left what it would make.

    Raises `BuildFailed` when it would, and what it warned of counts as an error.
    """
    options, folder = begun.options, begun.folder
    found = scan_for(begun.site, begun.config)
    files = (*found.files, *layout_files(begun.layouts))
    inputs = digest_of_inputs(files, _settings(begun.config, options, found), begun.began)
    last = None if options.clean else recall_build(state, folder)
    begun.laps.end("load")
    if not last or not last.stands(inputs, begun.as_of):
        return Look(found=found, inputs=inputs)
    there = find_output(begun.output)
    described = recall_files(state, folder) if options.describe else ()
    if last.outputs != digest_of_outputs(there.files, there.folders) or (options.describe and not described):
        return Look(found=found, inputs=inputs, there=there)
    stop_at_errors(last.warnings, strict=options.strict)
    report = unchanged_report(last, begun.output, len(there.files) - 1, described, begun.laps)
    return Look(found=found, inputs=inputs, there=there, report=report)


def name_of_output(output: Path, site: Path) -> str:
    """Return what the state calls an output folder: the same wherever the site lies, if it lies in the site."""
    whole, root = output.absolute(), site.absolute()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else str(whole)


def stop_at_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    """Raise `BuildFailed` with all problems when there is an error among them, or `strict` makes one of a warning."""
    if errors_in(problems):
        raise BuildFailed(problems)
    if strict and problems:
        raise BuildFailed([*problems, Problem(message="nothing was built, for --strict takes a warning for an error")])


def _settings(config: Config, options: BuildOptions, found: Scan) -> tuple[Any, ...]:
    """Return what decides the output beside the files."""
    return config, found.problems, options.drafts, options.is_preview, options.portable
