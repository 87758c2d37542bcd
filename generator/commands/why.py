"""`dateline why`: what a page was made from, and why it was or was not rendered."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import JSON, SITE

if TYPE_CHECKING:
    from generator.explaining import Explanation

_SHOWN = 10
"""Cards that are named; the rest is counted."""


@click.command("why")
@click.argument("address")
@JSON
@SITE
def why(*, address: str, as_json: bool, site: Path) -> None:
    """Say what the page at ADDRESS is made from, and why the last build rendered it or did not.

    ADDRESS is a path from the root of the site, a whole URL, or a file below output/.
    """
    import os

    from generator.clock import now_from
    from generator.questions import explain_page

    found = explain_page(site, address, now_from(os.environ))
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: "Explanation") -> Iterator[str]:
    yield f"{found.address} is made from"
    yield f"  what it stands for  {found.origin}"
    for path in found.releases:
        yield f"  the release         {path}"
    for number, card in enumerate(found.cards):
        if number == _SHOWN:
            yield f"  … and {len(found.cards) - _SHOWN} more cards"
            break
        yield f"  the card of         {card}"
    yield f"  the layouts         {', '.join(found.layouts)}"
    yield f"  the configuration   {', '.join(found.configuration)}"
    yield ""
    yield _history(found)
    if found.stale:
        yield f"The next build will render it: {found.stale}."


def _history(found: "Explanation") -> str:
    if found.build is None:
        return "No build that is remembered has rendered it."
    if found.build == found.last_build:
        return f"The last build rendered it: {found.reason}."
    past = found.last_build - found.build
    return f"The last build did not render it; one {past} before it did: {found.reason}."
