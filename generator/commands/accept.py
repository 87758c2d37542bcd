"""`dateline accept`: edits by hand are recorded."""

import json
import sys
from pathlib import Path

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import say


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be recorded and write nothing.")
@JSON
@SITE
def accept(*, paths: tuple[Path, ...], dry_run: bool, as_json: bool, site: Path) -> None:
    """Record how files are now that were edited, added or removed by hand; by default all of content/.

    Originals, earlier versions, log and addresses are recorded only when each is named itself.
    """
    from datetime import UTC, datetime

    from generator.record.accepting import accept_changes

    chosen = [_below(site, path) for path in paths]
    accepted = accept_changes(site, chosen, now=datetime.now(UTC), dry_run=dry_run)
    for finding in accepted.findings:
        if as_json:
            click.echo(json.dumps({"path": finding.path, "kind": finding.kind, "sha256": finding.found}))
        else:
            click.echo(f"{finding.kind:<8} {finding.path}")
    for problem in accepted.refused:
        say(str(problem))
    count = accepted.begun or len(accepted.findings)
    say(f"{count} file{'' if count == 1 else 's'} {'would be ' if dry_run else ''}recorded.")
    if accepted.refused:
        sys.exit(1)


def _below(site: Path, path: Path) -> str:
    """Return a path as the site knows it: given from the working directory, or from the site as messages name it."""
    root = site.resolve()
    here = path.resolve()
    if here.is_relative_to(root) and (path.exists() or not (root / path).exists()):
        return here.relative_to(root).as_posix()
    return path.as_posix()
