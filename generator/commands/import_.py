"""`dateline import`: releases of files and folders."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import say

if TYPE_CHECKING:
    from generator.config import Config
    from generator.ingest.ocr import OcrSettings
    from generator.model import Status

INBOX = "content/inbox"


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Cut each COLUMN=FIELD in two; a column's name may hold '=' itself."""
    for value in values:
        if "=" not in value:
            raise click.BadParameter(f"'{value}' is not COLUMN=FIELD, like Headline=title")
    return tuple((column, field) for column, _, field in (value.rpartition("=") for value in values))


@click.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--again", is_flag=True, help="Read originals again, for fields of their releases that nobody stated.")
@click.option("--dry-run", is_flag=True, help="Show what would be imported and write nothing.")
@click.option("--format", "format_", metavar="NAME", help="Read every source as this format, such as text or markdown.")
@click.option(
    "--map", "columns", metavar="COLUMN=FIELD", multiple=True, callback=_pairs, help="A table's column is this field."
)
@click.option("--repair-encoding", is_flag=True, help="Mend damaged characters, such as Dellâ€™s for Dell’s.")
@click.option("--fetch-media", is_flag=True, help="Bring in the pictures that releases only link to.")
@click.option("--ocr", is_flag=True, help="Recognise the text of scanned PDFs, with ocrmypdf.")
@click.option("--status", type=click.Choice(["published", "draft"]), help="The status of what is imported.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Read in N processes; default: one a processor.")
@JSON
@SITE
def import_(
    paths: tuple[Path, ...],
    *,
    again: bool,
    dry_run: bool,
    format_: str | None,
    columns: tuple[tuple[str, str], ...],
    repair_encoding: bool,
    fetch_media: bool,
    ocr: bool,
    status: "Status | None",
    jobs: int | None,
    as_json: bool,
    site: Path,
) -> None:
    """Make releases of files and folders, by default of all that waits in content/inbox/.

    Nothing is written over: raw bytes are kept under content/originals/, and what fails stays where it is.
    """
    import os
    import time
    from datetime import UTC, datetime

    from generator.reading_server import start_early

    waiting = [site / INBOX] if (site / INBOX).is_dir() else []  # version control keeps no empty folder
    chosen = paths if again else paths or waiting
    jobs = jobs or _processors()
    if jobs > 1 and not again:
        start_early(chosen)  # before all that takes long to import

    from generator.commands.import_report import ImportReport
    from generator.config import load_config
    from generator.ingest import ImportOptions, Limits, import_again, import_sources
    from generator.ingest.beside import LARGEST
    from generator.ingest.fetching import Fetcher
    from generator.ingest.sources import find_sources

    started = time.monotonic()
    config, _ = load_config(site, os.environ)
    settings = config.importing
    options = ImportOptions(
        status=status or settings.status,
        dry_run=dry_run,
        format=format_,
        own_urls=(config.base_url, *config.previous_urls),
        vocabulary=config.vocabulary,
        repair_encoding=repair_encoding,
        columns=dict(columns),
        ocr=_ocr_settings(config) if ocr else None,
        fetcher=Fetcher(settings.seconds, LARGEST, frozenset(settings.private_hosts)) if fetch_media else None,
        limits=Limits(settings.seconds, settings.megabytes),
        jobs=jobs,
    )
    take_in = import_again if again else import_sources
    sources = find_sources(site, chosen) if sys.stderr.isatty() and not again else ()  # counted for the bar alone
    places = {source.shown: number for number, source in enumerate(sources, 1)}
    with ImportReport(as_json=as_json, places=places) as report:
        for result in take_in(site, chosen, options, now=datetime.now(UTC)):
            report.add(result)
    summary = report.summarise(time.monotonic() - started)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        say("{sources} sources: {imported} imported, {skipped} skipped, {failed} failed.".format_map(summary))
    if summary["failed"]:
        sys.exit(1)


def _ocr_settings(config: "Config") -> "OcrSettings":
    """Return how text is recognised; raise ImportRefused when what does it is not installed."""
    from generator.ingest.ocr import OcrSettings, name_language, require_ocr

    languages = config.importing.ocr_languages or (name_language(config.language),)
    require_ocr(languages)
    return OcrSettings(languages, config.importing.seconds)


def _processors() -> int:
    """Return how many processors this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
