"""`dateline check`: what is wrong with the built site, before anybody reads it."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import say

if TYPE_CHECKING:
    from generator.check import Finding, Report

SHOWN, SHOWN_ALIKE = 20, 3
"""Findings of one check that people are shown, and how many that say the same; programs get all of them."""


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--output", type=click.Path(path_type=Path), help="Check the site in this folder instead of output/.")
@click.option("--external", is_flag=True, help="Ask other sites whether the links to them still lead somewhere.")
@click.option("--limits", metavar="HOST", help="The host whose limits the site must keep to.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Processes to use; by default one for each CPU.")
@JSON
@SITE
def check(
    names: tuple[str, ...],
    *,
    output: Path | None,
    external: bool,
    limits: str | None,
    strict: bool,
    jobs: int | None,
    as_json: bool,
    site: Path,
) -> None:
    """Check the built site and its content: NAME is one of the checks, by default all of them."""
    import os
    from datetime import UTC, datetime

    from generator.build import now_from
    from generator.check import CheckOptions, UnknownCheck
    from generator.check import check as check_site

    options = CheckOptions(names=names, output=output, external=external, host=limits, jobs=jobs)
    try:
        report = check_site(site, options, now=now_from(os.environ))
    except UnknownCheck as error:
        raise click.BadParameter(error.problems[0].message, param_hint="NAME") from None
    if "originals" in names:  # somebody wanted to know whether all is whole; a deployment asks for other reasons
        from generator.fixity import note_fixity_check

        damaged = sum(finding.check == "originals" for finding in report.errors)
        note_fixity_check(site, damaged=damaged, now=datetime.now(UTC))
    if as_json:
        click.echo(json.dumps(_summary(report), ensure_ascii=False))
    else:
        _tell(report)
    if report.errors or (strict and report.findings):
        sys.exit(1)


def _tell(report: "Report") -> None:
    for name in report.checks:
        shown = list(_shown([finding for finding in report.findings if finding.check == name]))
        for line in shown[:SHOWN]:
            say(line)
        if len(shown) > SHOWN:
            say(f"… and {len(shown) - SHOWN:,} more of this check; --json names all of them [{name}]")
    for name, reason in report.left_out:
        say(f"left out: {reason} [{name}]")
    say(_sentence(report))


def _shown(findings: "list[Finding]") -> Iterator[str]:
    """Yield the lines of one check; of those that say the same of many files the first few, and how many there are."""
    counts = Counter(finding.problem.message for finding in findings)
    told: Counter[str] = Counter()
    for finding in findings:
        message = finding.problem.message
        told[message] += 1
        left = counts[message] - SHOWN_ALIKE
        if told[message] <= SHOWN_ALIKE:
            yield str(finding)
        elif told[message] == SHOWN_ALIKE + 1:
            yield f"… and {left:,} other {'file' if left == 1 else 'files'}: {message} [{finding.check}]"


def _sentence(report: "Report") -> str:
    errors = len(report.errors)
    warnings = len(report.findings) - errors
    return (
        f"Checked {', '.join(report.checks)} in {report.files:,} files: "
        f"{_count(errors, 'error')}, {_count(warnings, 'warning')}, in {report.seconds:.1f} s."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else f"no {noun}s"


def _summary(report: "Report") -> dict[str, Any]:
    return {
        "checks": list(report.checks),
        "files": report.files,
        "errors": len(report.errors),
        "warnings": len(report.findings) - len(report.errors),
        "findings": [
            {
                "check": finding.check,
                "severity": finding.problem.severity,
                "message": finding.problem.message,
                "path": finding.problem.path or None,
                "line": finding.problem.line,
            }
            for finding in report.findings
        ],
        "left_out": [{"check": name, "reason": reason} for name, reason in report.left_out],
        "seconds": report.seconds,
    }
