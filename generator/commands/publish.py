"""`dateline publish`: from the inbox to the public in one step, for those who want to know no other command."""

from pathlib import Path

import click

from generator.commands.deploy import deploy
from generator.commands.import_ import import_
from generator.commands.options import SITE
from generator.commands.printing import say


@click.command()
@click.argument("target", required=False)
@click.option("--max-deletes", metavar="N", type=click.IntRange(0), help="Files that may be taken away; see deploy.")
@SITE
@click.pass_context
def publish(context: click.Context, target: str | None, *, max_deletes: int | None, site: Path) -> None:
    """Import what waits in the inbox, build, check, and bring TARGET to it; stop at the first problem.

    Without TARGET the only one there is.
    """
    import os

    from generator.config import load_config
    from generator.deploy.deploying import find_target

    found = find_target(load_config(site, os.environ)[0], target)
    try:
        context.invoke(import_, site=site)
    except SystemExit:
        say(f"Nothing was sent to '{found.name}': mend what could not be imported, or take it out of content/inbox/.")
        raise
    context.invoke(deploy, target=found.name, max_deletes=max_deletes, site=site)
