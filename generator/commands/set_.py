"""`dateline set`: state what a release says of itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import SITE
from generator.commands.printing import say

if TYPE_CHECKING:
    from generator.record.setting import Change


@click.command("set")
@click.argument("arguments", metavar="PATH… KEY=VALUE…", nargs=-1)
@click.option("--ids", is_flag=True, help="Give an id to every release that has none; takes no PATH.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@SITE
def set_(arguments: Sequence[str], *, ids: bool, dry_run: bool, site: Path) -> None:
    """Write values into the front matter of releases, and leave every other byte of their files as it is.

    A PATH is a file, an id, a release number or an address. KEY=VALUE sets, KEY+=VALUE adds to a list, KEY-=VALUE takes
    out of it, KEY= removes the key. A list is written with | between its members: tags='Tides | Open data'.
    """
    import os

    from generator.clock import now_from
    from generator.record.setting import give_ids, read_assignment, set_values

    found = [(argument, read_assignment(argument)) for argument in arguments]
    names = [argument for argument, assignment in found if assignment is None]
    assignments = [assignment for _, assignment in found if assignment]
    now = now_from(os.environ)
    if ids:
        if arguments:
            raise click.UsageError("--ids takes no PATH and no KEY=VALUE: it looks at every release")
        say_changes(give_ids(site, now=now, dry_run=dry_run), dry_run=dry_run)
        return
    if not names or not assignments:
        raise click.UsageError("name a release and what it says: dateline set PATH KEY=VALUE")
    say_changes(set_values(site, names, assignments, now=now, dry_run=dry_run), dry_run=dry_run)


def say_changes(changes: "Sequence[Change]", *, dry_run: bool) -> None:
    """Say what changed in which release, and in how many."""
    for change in changes:
        say(change.path)
        for key, (old, new) in change.values.items():
            say(f"    {key}: {_shown(old)} → {_shown(new)}")
    count = len(changes)
    say(f"{count} release{'' if count == 1 else 's'} {'would be ' if dry_run else ''}changed.")


def _shown(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    text = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 100 else f"{text[:99]}…"
