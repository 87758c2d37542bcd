"""`dateline new`: the draft of a release."""

from pathlib import Path

import click

from generator.commands.options import SITE


@click.command()
@click.argument("title")
@SITE
def new(title: str, *, site: Path) -> None:
    """Begin a release: a draft of today with this TITLE."""
    from generator.scaffold import create_draft

    click.echo(create_draft(site, title))
