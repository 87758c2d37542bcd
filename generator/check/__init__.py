"""What is wrong with a built site, before anybody reads it: the checks, run one after the other."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.check.findings import Finding as Finding
from generator.check.findings import LeftOut
from generator.check.findings import Report as Report
from generator.check.subject import Subject, find_files
from generator.check.table import CHECKS as CHECKS
from generator.check.table import UnknownCheck as UnknownCheck
from generator.check.table import find_checks
from generator.config import load_config, with_base_url
from generator.crew import Crew, available_jobs
from generator.problems import DatelineError, Problem
from generator.publish import is_output_folder

OUTPUT = "output"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What is checked this time."""

    names: tuple[str, ...] = ()
    """Of the checks; all of them when none is named."""
    output: Path | None = None
    """The built site; None means `output/`."""
    base_url: str | None = None
    """Of the built site, instead of the configuration's."""
    external: bool = False
    """Ask other sites whether the links to them still lead somewhere."""
    pause: float = 1.0
    """Seconds between two questions to one of them."""
    host: str | None = None
    """The host whose limits the site must keep to."""
    jobs: int | None = None
    """Processes that read pages; None means as many as this one may use."""


def check(site: Path, options: CheckOptions, *, now: datetime, began: Callable[[str], None] | None = None) -> Report:
    """Check the site whose folder is `site`; `began` is told the name of each check before it runs.

    It waits for a build that is under way, and holds the lock of a build while it reads the content. Raises
    `DatelineError` when there is no site to check, no such check, or when the configuration is wrong.
    """
    started = time.perf_counter()
    checks = find_checks(options.names)
    config, _ = load_config(site, os.environ)
    if options.base_url:
        config = with_base_url(config, options.base_url)
    output = options.output or site / OUTPUT
    files: dict[str, int] = {}
    if any(one.needs_output for one in checks):
        files = _find_site(output)
    findings: list[Finding] = []
    left_out: list[tuple[str, str]] = []
    with Crew(options.jobs or available_jobs()) as crew:
        subject = Subject(
            site=site,
            output=output,
            config=config,
            files=files,
            now=now,
            crew=crew,
            external=options.external,
            pause=options.pause,
            host=options.host,
        )
        for one in checks:
            if began:
                began(one.name)
            found = list(one.find_problems(subject))
            left_out += [(one.name, item.reason) for item in found if isinstance(item, LeftOut)]
            problems = [item for item in found if isinstance(item, Problem)]
            findings += [Finding(one.name, problem) for problem in sorted(problems, key=_place)]
    return Report(
        checks=tuple(one.name for one in checks),
        files=len(files),
        findings=tuple(findings),
        left_out=tuple(left_out),
        seconds=round(time.perf_counter() - started, 3),
    )


def _find_site(output: Path) -> dict[str, int]:
    files = find_files(output) if is_output_folder(output) else {}
    if "index.html" not in files:
        raise DatelineError([Problem(message=f"there is no site in {output}; make it with `dateline build`")])
    return files


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.path, problem.line or 0, problem.message
