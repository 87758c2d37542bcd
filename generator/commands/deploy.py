"""`dateline deploy` and `dateline rollback`: from the content to where the public reads it, and one step back."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import JSON, SITE
from generator.commands.printing import print_problems, say
from generator.commands.progress import Bar

if TYPE_CHECKING:
    from generator.deploy.deploying import DeployReport

_UNITS = ("B", "KB", "MB", "GB", "TB")


@click.command()
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Show what would be sent and removed, and change nothing.")
@click.option(
    "--max-deletes",
    metavar="N",
    type=click.IntRange(0),
    help="Files that may be taken away; by default 50, or one in twenty if that is more.",
)
@click.option("--force", is_flag=True, help="Send it even though another build, or somebody else, was there.")
@JSON
@SITE
def deploy(
    target: str | None, *, dry_run: bool, max_deletes: int | None, force: bool, as_json: bool, site: Path
) -> None:
    """Build the site as it is now, check it, and bring TARGET to it; without TARGET, the only one there is."""
    from generator.deploy.deploying import DeployOptions
    from generator.deploy.deploying import deploy as deploy_site

    building, sending = Bar("pages"), Bar("bytes")
    try:
        report = deploy_site(
            site,
            target,
            DeployOptions(
                dry_run=dry_run,
                max_deletes=max_deletes,
                force=force,
                building=building.advance,
                sending=sending.advance,
            ),
        )
    finally:
        building.clear()
        sending.clear()
    print_problems(report.build.warnings)
    if as_json:
        click.echo(json.dumps(_summary(report, dry_run=dry_run)))
        return
    if dry_run:
        for line in table_of(report):
            click.echo(line)
    say(_sentence(report, dry_run=dry_run))


@click.command()
@click.argument("target", required=False)
@SITE
def rollback(target: str | None, *, site: Path) -> None:
    """Show the version before the present one at TARGET again, without what was withdrawn or erased since."""
    from generator.deploy.deploying import roll_back

    settings, version = roll_back(site, target)
    say(f"'{settings.name}' shows version {version} again.")


def table_of(report: "DeployReport") -> list[str]:
    """Return a line for each file that a plan touches: what becomes of it, its size, its path."""
    plan, wanted, held = report.plan, report.manifest.files, report.held.files
    rows = [("new", path, wanted[path].size) for path in plan.leads]
    rows += [("withdrawn", path, wanted[path].size) for path in plan.withdrawn]
    rows += [("erased", path, held[path].size) for path in plan.erased]
    rows += [(batch.reason, path, wanted[path].size) for batch in plan.batches for path in batch.paths]
    rows += [("removed", path, held[path].size) for path in plan.removed]
    return [f"{what:<9}  {size_text(size):>9}  {path}" for what, path, size in rows]


def size_text(size: float) -> str:
    """Return a number of bytes for people."""
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"


def _sentence(report: "DeployReport", *, dry_run: bool) -> str:
    plan, wanted = report.plan, report.manifest.files
    size = sum(wanted[path].size for path in plan.sent)
    gone = len(plan.erased) + len(plan.removed)
    parts = f"{len(plan.sent)} files ({size_text(size)}), {gone} removed, {plan.unchanged} unchanged"
    if plan.is_empty:
        return f"'{report.target.name}' holds the site already: {plan.unchanged} files."
    if dry_run:
        return f"'{report.target.name}' would be sent {parts}."
    return f"'{report.target.name}' was sent {parts}; {report.addresses} new addresses."


def _summary(report: "DeployReport", *, dry_run: bool) -> dict[str, object]:
    plan = report.plan
    return {
        "target": report.target.name,
        "dry_run": dry_run,
        "sent": len(plan.sent) if dry_run else report.sent,
        "bytes": sum(report.manifest.files[path].size for path in plan.sent) if dry_run else report.bytes_sent,
        "removed": len(plan.erased) + len(plan.removed),
        "unchanged": plan.unchanged,
        "withdrawn": len(plan.withdrawn),
        "addresses": report.addresses,
        "warnings": len(report.build.warnings),
    }
