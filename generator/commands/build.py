"""`dateline build`: the site, into its output folder."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import print_problems, say
from generator.commands.profile_report import profile_lines
from generator.commands.progress import Bar

if TYPE_CHECKING:
    from datetime import datetime

    from generator.build import BuildReport


@click.command()
@click.option("--output", type=click.Path(path_type=Path), help="Build into this folder instead of output/.")
@click.option("--base-url", metavar="URL", help="The address the site will have, instead of the configuration's.")
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed releases, in a preview.")
@click.option("--as-of", metavar="INSTANT", help="Build the site of another instant, in a preview.")
@click.option("--portable", is_flag=True, help="Name index.html in links, for reading from a disk.")
@click.option("--clean", is_flag=True, help="Write every file again.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Processes to use; by default one for each CPU.")
@click.option("--executor", metavar="URL", help="Let the workers of this Dask scheduler parse and render.")
@click.option("--profile", is_flag=True, help="Say where the time went: by stage, by layout, the slowest pages.")
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
    jobs: int | None,
    executor: str | None,
    profile: bool,
    as_json: bool,
    site: Path,
) -> None:
    """Build the site into output/."""
    from generator.build import BuildOptions
    from generator.build import build as build_site

    bar = Bar("pages")
    try:
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
                jobs=jobs,
                executor=executor,
                progress=bar.advance,
            ),
        )
    finally:
        bar.clear()
    print_problems(report.warnings)
    if profile:
        for line in profile_lines(report.profile):
            say(line)
    if as_json:
        click.echo(json.dumps(_summary(report)))
    else:
        say(_sentence(report))


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
