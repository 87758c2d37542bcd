"""`dateline list`: what the archive holds."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import say
from generator.problems import errors_in


@click.command("list")
@click.option("--drafts", is_flag=True, help="Only drafts.")
@click.option("--embargoed", is_flag=True, help="Only releases whose embargo has not ended.")
@click.option("--inferred", is_flag=True, help="Only releases with fields nobody stated, the weakest records first.")
@click.option("--variants", is_flag=True, help="Only releases that are variants of others.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV on standard output, for spreadsheets.")
@JSON
@SITE
def list_(
    *, drafts: bool, embargoed: bool, inferred: bool, variants: bool, as_csv: bool, as_json: bool, site: Path
) -> None:
    """List the releases of the site, newest first."""
    from datetime import UTC, datetime

    from generator.listing import Selection, list_releases, write_csv

    chosen = Selection(drafts=drafts, embargoed=embargoed, inferred=inferred, variants=variants)
    rows, problems = list_releases(site, chosen, now=datetime.now(UTC))
    if as_csv:
        click.echo(write_csv(rows), nl=False)
    for row in () if as_csv else rows:
        click.echo(json.dumps(asdict(row), ensure_ascii=False) if as_json else str(row))
    for problem in errors_in(problems):
        say(str(problem))
    if errors_in(problems):
        sys.exit(1)
