"""The options that commands share."""

from pathlib import Path

import click

SITE = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The site's folder; by default the working directory.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output, for programs.")
