"""`dateline sheet`: the archive as a spreadsheet, and back."""

import sys
from pathlib import Path

import click

from generator.commands.options import SITE
from generator.commands.printing import print_problems, say


@click.command("sheet")
@click.option(
    "--apply",
    "reviewed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the cells that were changed in this sheet into the files.",
)
@click.option("--dry-run", is_flag=True, help="With --apply: show what would change and write nothing.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the sheet there instead of to standard output.",
)
@SITE
def sheet(*, reviewed: Path | None, dry_run: bool, output: Path | None, site: Path) -> None:
    """Print what people review of each release as CSV, or apply such a sheet after it was edited.

    Of the columns title, date, tags, people, status and inferred only changed cells are written. A cell that changed in
    the file as well is a conflict: it is reported and not written.
    """
    import os

    from generator.clock import now_from
    from generator.commands.set_ import say_changes
    from generator.known_exports import note_export
    from generator.record.sheet import write_sheet
    from generator.record.sheet_apply import apply_sheet

    if reviewed is None:
        if dry_run:
            raise click.UsageError("--dry-run goes with --apply")
        data, problems = write_sheet(site)
        if output:
            output.write_bytes(data)
            note_export(site, output)
        else:
            click.echo(data, nl=False)
        print_problems(problems)
        sys.exit(1 if problems else 0)
    if output:
        raise click.UsageError("--output does not go with --apply")
    applied = apply_sheet(site, reviewed, now=now_from(os.environ), dry_run=dry_run)
    say_changes(applied.changes, dry_run=dry_run)
    for one in applied.conflicts:
        say(f"{one.path}: conflict: '{one.column}' is '{one.sheet}' in the sheet and '{one.file}' in the file by now")
    if applied.conflicts:
        count = len(applied.conflicts)
        cells, them = (
            ("1 cell changed on both sides and was", "it")
            if count == 1
            else (f"{count} cells changed on both sides and were", "them")
        )
        say(f"{cells} not written; decide, and set {them} by hand.")
        sys.exit(1)
