"""The `dateline` command: parse arguments, call one function, print, exit.

Only this module prints and chooses exit codes: 0 done, 1 the user's content or configuration is wrong, 2 wrong usage,
3 a fault of ours, 130 interrupted. What a command needs is imported inside it, so that `--help` answers at once.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.problems import DatelineError, Problem, errors_in

if TYPE_CHECKING:
    from datetime import datetime

    from generator.build import BuildReport
    from generator.ingest import SourceResult
    from generator.model import Status

SITE = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The site's folder; by default the working directory.",
)
INBOX = "content/inbox"
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output, for programs.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line, by default that of the process, and exit with its code."""
    try:
        code = dateline.main(args=arguments, prog_name="dateline", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except DatelineError as error:
        _print_problems(error.problems)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; that is no fault
        sys.exit(0)
    except Exception as error:  # a fault of ours must never look like the user's
        from generator.fault import report_fault

        click.echo(report_fault(error, sys.argv[1:] if arguments is None else list(arguments)), err=True)
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Cut each COLUMN=FIELD in two; a column's name may hold '=' itself."""
    for value in values:
        if "=" not in value:
            raise click.BadParameter(f"'{value}' is not COLUMN=FIELD, like Headline=title")
    return tuple((column, field) for column, _, field in (value.rpartition("=") for value in values))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def dateline() -> None:
    """Turn press releases, as they came off the wire, into a permanent static archive."""


@dateline.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--sample", is_flag=True, help="Add an invented organisation's releases to play with.")
def init(folder: Path, *, sample: bool) -> None:
    """Make a new, empty site in DIR, by default here."""
    from generator.scaffold import create_site

    created = create_site(folder, sample=sample)
    _say("A new site is ready." if folder == Path() else f"A new site is in {created}.")
    _say("Put releases as they came into content/inbox/, then: dateline import, dateline build, dateline serve")


@dateline.command("import")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be imported and write nothing.")
@click.option("--format", "format_", metavar="NAME", help="Read every source as this format, such as text or markdown.")
@click.option(
    "--map", "columns", metavar="COLUMN=FIELD", multiple=True, callback=_pairs, help="A table's column is this field."
)
@click.option("--repair-encoding", is_flag=True, help="Mend damaged characters, such as Dellâ€™s for Dell’s.")
@click.option("--status", type=click.Choice(["published", "draft"]), help="The status of what is imported.")
@JSON
@SITE
def import_(
    paths: tuple[Path, ...],
    *,
    dry_run: bool,
    format_: str | None,
    columns: tuple[tuple[str, str], ...],
    repair_encoding: bool,
    status: "Status | None",
    as_json: bool,
    site: Path,
) -> None:
    """Make releases of files and folders, by default of all that waits in content/inbox/.

    Nothing is written over: raw bytes are kept under content/originals/, and what fails stays where it is.
    """
    import os
    import time
    from datetime import UTC, datetime

    from generator.config import load_config
    from generator.ingest import ImportOptions, Limits, import_sources, summarise

    started = time.monotonic()
    config, _ = load_config(site, os.environ)
    settings = config.importing
    options = ImportOptions(
        status=status or settings.status,
        dry_run=dry_run,
        format=format_,
        own_urls=(config.base_url, *config.previous_urls),
        repair_encoding=repair_encoding,
        columns=dict(columns),
        limits=Limits(settings.seconds, settings.megabytes),
    )
    results = []
    waiting = [site / INBOX] if (site / INBOX).is_dir() else []  # version control keeps no empty folder
    for result in import_sources(site, paths or waiting, options, now=datetime.now(UTC)):
        results.append(replace(result, body=None))  # the texts of a large import are never all held
        if as_json:
            click.echo(json.dumps(result.as_json(), ensure_ascii=False))
        else:
            _say_result(result)
    summary = summarise(results, seconds=time.monotonic() - started)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        _say("{sources} sources: {imported} imported, {skipped} skipped, {failed} failed.".format_map(summary))
    if summary["failed"]:
        sys.exit(1)


@dateline.command()
@click.argument("title")
@SITE
def new(title: str, *, site: Path) -> None:
    """Begin a release: a draft of today with this TITLE."""
    from generator.scaffold import create_draft

    click.echo(create_draft(site, title))


@dateline.command()
@click.option("--output", type=click.Path(path_type=Path), help="Build into this folder instead of output/.")
@click.option("--base-url", metavar="URL", help="The address the site will have, instead of the configuration's.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed releases, in a preview.")
@click.option("--as-of", metavar="INSTANT", help="Build the site of another instant, in a preview.")
@click.option("--portable", is_flag=True, help="Name index.html in links, for reading from a disk.")
@click.option("--clean", is_flag=True, help="Write every file again.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@JSON
@SITE
def build(
    output: Path | None,
    *,
    base_url: str | None,
    drafts: bool,
    as_of: str | None,
    portable: bool,
    clean: bool,
    strict: bool,
    as_json: bool,
    site: Path,
) -> None:
    """Build the site into output/."""
    from generator.build import BuildOptions
    from generator.build import build as build_site

    report = build_site(
        site,
        BuildOptions(
            output=output,
            base_url=base_url,
            drafts=drafts,
            as_of=_instant(as_of, site),
            portable=portable,
            clean=clean,
            strict=strict,
        ),
    )
    _print_problems(report.warnings)
    if as_json:
        click.echo(json.dumps(_summary(report)))
    else:
        _say(_sentence(report))


@dateline.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 takes any.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Show drafts and embargoed releases.")
@click.option("--follow", is_flag=True, help="Go to the release that is being edited.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@SITE
def serve(*, host: str, port: int, drafts: bool, follow: bool, open_browser: bool, site: Path) -> None:
    """Preview the site, and build and reload it whenever something changes."""
    from generator.serve import ServeOptions
    from generator.serve import serve as serve_site

    serve_site(site, ServeOptions(host=host, port=port, drafts=drafts, follow=follow, open_browser=open_browser))


@dateline.command("list")
@click.option("--drafts", is_flag=True, help="Only drafts.")
@click.option("--embargoed", is_flag=True, help="Only releases whose embargo has not ended.")
@click.option("--inferred", is_flag=True, help="Only releases with fields nobody stated, the weakest records first.")
@click.option("--variants", is_flag=True, help="Only releases that are variants of others.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV on standard output, for spreadsheets.")
@JSON
@SITE
def list_(
    *, drafts: bool, embargoed: bool, inferred: bool, variants: bool, as_csv: bool, as_json: bool, site: Path
) -> None:
    """List the releases of the site, newest first."""
    from datetime import UTC, datetime

    from generator.listing import Selection, list_releases, write_csv

    chosen = Selection(drafts=drafts, embargoed=embargoed, inferred=inferred, variants=variants)
    rows, problems = list_releases(site, chosen, now=datetime.now(UTC))
    if as_csv:
        click.echo(write_csv(rows), nl=False)
    for row in () if as_csv else rows:
        click.echo(json.dumps(asdict(row), ensure_ascii=False) if as_json else str(row))
    for problem in errors_in(problems):
        _say(str(problem))
    if errors_in(problems):
        sys.exit(1)


def _instant(text: str | None, site: Path) -> "datetime | None":
    if text is None:
        return None
    import os

    from generator.config import load_config
    from generator.dates import StatedDate

    try:
        return StatedDate.parse(text).earliest(load_config(site, os.environ)[0].zone)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from None


def _summary(report: "BuildReport") -> dict[str, Any]:
    return {
        "pages": report.pages,
        "rendered": report.rendered,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "warnings": len(report.warnings),
        "seconds": report.seconds,
    }


def _sentence(report: "BuildReport") -> str:
    return (
        f"{report.pages} pages in {report.output}: {report.written} files written, {report.unchanged} unchanged, "
        f"{report.removed} removed, in {report.seconds:.1f} s."
    )


def _say_result(result: "SourceResult") -> None:
    what = f"{result.status} ({result.reason})" if result.reason else result.status
    _say(f"{result.source}: {what}" + (f" -> {result.file}" if result.file else ""))
    for problem in result.problems:
        _say(str(problem))


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _say(str(problem))
    errors = len(errors_in(problems))
    if errors > 1:
        _say(f"{errors} errors. Nothing was changed.")


def _say(text: str) -> None:
    """Print for people: on standard error, so that standard output stays for programs."""
    click.echo(text, err=True)
