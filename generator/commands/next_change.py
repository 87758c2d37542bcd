"""`dateline next-change`: when the public site changes by itself."""

import json
from pathlib import Path

import click

from generator.commands.options import JSON, SITE


@click.command("next-change")
@JSON
@SITE
def next_change(*, as_json: bool, site: Path) -> None:
    """Print the next instant at which the public site changes by itself, for cron; nothing when it never does.

    A release appears or expires, the rights of a picture end, or a month with releases is over.
    """
    import os

    from generator.clock import now_from
    from generator.questions import find_next_change

    instant = find_next_change(site, now_from(os.environ))
    text = instant.strftime("%Y-%m-%dT%H:%M:%SZ") if instant else None
    if as_json:
        click.echo(json.dumps({"next_change": text}))
    elif text:
        click.echo(text)
