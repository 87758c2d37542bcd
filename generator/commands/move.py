"""`dateline move`: another slug for a release."""

from pathlib import Path

import click

from generator.commands.options import SITE
from generator.commands.printing import say


@click.command("move")
@click.argument("path", metavar="PATH")
@click.option("--slug", required=True, help="The last part of the address from now on.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@SITE
def move(path: str, *, slug: str, dry_run: bool, site: Path) -> None:
    """Give a release another slug. Its old address, once public, leads to the new one.

    PATH is a file, an id, a release number or an address. A file that is named after the old slug is renamed, and every
    reference to it in other releases and pages is mended.
    """
    import os

    from generator.clock import now_from
    from generator.record.moving import move_release

    moved = move_release(site, path, slug, now=now_from(os.environ), dry_run=dry_run)
    would = "would be " if dry_run else ""
    say(f"{moved.old_address} → {moved.new_address}: {moved.path}")
    if moved.kept:
        say(f"The old address {would or 'is '}kept as an alias, for it leads to the new one.")
    for file in moved.references:
        say(f"{file}: reference {would}mended")
