"""`dateline init`: a new site."""

from pathlib import Path

import click

from generator.commands.printing import say


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--sample", is_flag=True, help="Add an invented organisation's releases to play with.")
def init(folder: Path, *, sample: bool) -> None:
    """Make a new, empty site in DIR, by default here."""
    from generator.scaffold import create_site

    created = create_site(folder, sample=sample)
    say("A new site is ready." if folder == Path() else f"A new site is in {created}.")
    say("Put releases as they came into content/inbox/, then: dateline import, dateline build, dateline serve")
