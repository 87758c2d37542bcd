"""`dateline correct`: before a published text is corrected."""

from pathlib import Path

import click

from generator.commands.options import SITE
from generator.commands.printing import say


@click.command("correct")
@click.argument("path", metavar="PATH")
@click.option("--note", required=True, help="What was wrong and what is right; readers see it.")
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file as it was, if it has been edited already.",
)
@SITE
def correct(path: str, *, note: str, previous: Path | None, site: Path) -> None:
    """Keep a release as it was and note what is corrected; then edit its file.

    PATH is a file, an id, a release number or an address. The earlier text keeps an address of its own, where readers
    see what changed.
    """
    import os

    from generator.clock import now_from
    from generator.record.correcting import correct_release

    kept = previous.read_bytes() if previous else None
    corrected = correct_release(site, path, note, previous=kept, now=now_from(os.environ))
    say(f"{corrected.version} keeps the text as it was.")
    if previous is None:
        say(f"Now correct the text in {corrected.path}, and run `dateline accept {corrected.path}`.")
