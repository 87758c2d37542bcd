"""`dateline terms`: what the tags, people, organisations and places are called."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import say

if TYPE_CHECKING:
    from generator.model import TermKind
    from generator.term_listing import TermRow


@click.command("terms")
@click.argument("kind", metavar="KIND", type=click.Choice(["tags", "people", "organizations", "places"]))
@click.argument("action", metavar="[rename|merge]", required=False, type=click.Choice(["rename", "merge"]))
@click.argument("old", metavar="[OLD]", required=False)
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--dry-run", is_flag=True, help="Show which files a rename or merge would change and write nothing.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV on standard output, for spreadsheets.")
@JSON
@SITE
def terms(
    kind: "TermKind",
    *,
    action: str | None,
    old: str | None,
    new: str | None,
    dry_run: bool,
    as_csv: bool,
    as_json: bool,
    site: Path,
) -> None:
    """List the terms of a KIND (tags, people, organizations, places), and names that may be one.

    `rename OLD NEW` gives a term another name in every release, `merge OLD NEW` makes it one with another.
    """
    if action is None:
        _list(kind, site, as_csv=as_csv, as_json=as_json)
    elif not old or not new:
        raise click.UsageError(f"write both names: dateline terms {kind} {action} OLD NEW")
    else:
        _change(kind, action, old, new, site, dry_run=dry_run, as_json=as_json)


def _list(kind: "TermKind", site: Path, *, as_csv: bool, as_json: bool) -> None:
    import shlex
    from dataclasses import asdict
    from datetime import UTC, datetime

    from generator.problems import errors_in
    from generator.term_listing import list_terms, write_csv

    named = "" if str(site) == "." else f" --site {shlex.quote(str(site))}"
    rows, problems = list_terms(site, kind, now=datetime.now(UTC), named=named)
    if as_csv:
        click.echo(write_csv(rows), nl=False)
    elif as_json:
        for row in rows:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
    else:
        _say_rows(rows)
    errors = errors_in(problems)
    for problem in errors:
        say(str(problem))
    if errors:
        sys.exit(1)


def _say_rows(rows: "list[TermRow]") -> None:
    for row in rows:
        click.echo(str(row))
    near = [row for row in rows if row.command]
    if near:
        click.echo()
    for row in near:
        click.echo(f"'{row.name}' may be '{row.same_as}': {row.reason}\n    {row.command}")


def _change(kind: "TermKind", action: str, old: str, new: str, site: Path, *, dry_run: bool, as_json: bool) -> None:
    from datetime import UTC, datetime

    from generator.record.terms import TermChange, change_term

    change = TermChange(kind=kind, old=old, new=new, merge=action == "merge")
    changed = change_term(site, change, now=datetime.now(UTC), dry_run=dry_run)
    if as_json:
        summary = {"files": changed.files, "vocabulary": changed.vocabulary, "old_name_noted": not changed.kept_secret}
        click.echo(json.dumps(summary, ensure_ascii=False))
        return
    for path in changed.files:
        say(path)
    would = "would be " if dry_run else ""
    said = f"; {changed.vocabulary} {would}written" if changed.vocabulary else ""
    count = len(changed.files)
    say(f"{count} file{'' if count == 1 else 's'} {would}changed{said}.")
    if changed.kept_secret:
        say(f"'{old}' was on drafts and releases under embargo alone, so the vocabulary does not name it.")
