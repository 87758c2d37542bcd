"""`dateline erase`: what a court, or a person's right to their data, has taken out of the archive."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import SITE
from generator.commands.printing import say

if TYPE_CHECKING:
    from generator.record.erasure.plan import ErasurePlan

_OUT_OF_REACH = """\
What this command cannot reach, and what to do there:
- the public site: `dateline build`, then `dateline deploy`; until then the old pages are served
- earlier versions that a target keeps for `dateline rollback`, and previews elsewhere: remove them there
- copies of caches and delivery networks: purge the addresses at your host
- version control: history keeps every earlier file; rewrite it (git filter-repo), and have every clone made anew
- backups and other copies of this folder, and the free space of this disk: erase them there, or let them expire
- search engines and web archives: ask for removal (Google and Bing have forms; archive.org takes mail)
- what is seen in a picture or a scan, or heard in a recording: nobody looked into those; look yourself
- feeds, mails and exports that others have taken: tell those who have them
- this terminal: its history has what you typed
The log keeps the SHA-256 of each file that was there, so that a copy can be recognised. What a very short file said
could be guessed from that."""


@click.command()
@click.argument("path", metavar="[PATH]", required=False)
@click.option("--text", metavar="STRING", help="Erase this text wherever it stands, in every form.")
@click.option("--in", "within", metavar="PATH", help="Look for the text in this release, file or folder alone.")
@click.option("--addresses", is_flag=True, help="Give up the addresses of the release too: nothing answers there.")
@click.option("--reason", metavar="TEXT", help="Why, for the log; not what.")
@click.option("--yes", is_flag=True, help="Do it. Without it everything is only shown.")
@SITE
def erase(
    *,
    path: str | None,
    text: str | None,
    within: str | None,
    addresses: bool,
    reason: str | None,
    yes: bool,
    site: Path,
) -> None:
    """Erase a release with all that belongs to it, or a text wherever it stands: for a court's or a person's demand.

    PATH is a release, by file, id, number or address. Without --yes nothing is written.
    """
    from datetime import UTC, datetime

    from generator.record.erasure.erasing import erase_release, erase_text

    if bool(path) == bool(text) or (within and not text) or (addresses and text):
        raise click.UsageError("name a release, perhaps with --addresses; or --text STRING, perhaps with --in PATH")
    if yes and not (reason or "").strip():
        raise click.UsageError("say why with --reason, in words that do not name what is erased; the log keeps them")
    why, now = " ".join((reason or "").split()), datetime.now(UTC)
    if text:
        plan = erase_text(site, text, within=within, reason=why, now=now, agreed=yes)
    else:
        plan = erase_release(site, str(path), forget=addresses, reason=why, now=now, agreed=yes)
    _show(plan, site)
    if yes and plan.is_empty:
        say("Nothing was found in content/. State and built site were removed all the same: they may still hold it.")
        say(_OUT_OF_REACH)
        return
    if yes:
        say(f"Erased. {len(plan.touches)} file{'' if len(plan.touches) == 1 else 's'} of the site changed or went.")
        say(_OUT_OF_REACH)
        return
    for problem in plan.problems:
        say(str(problem))
    if plan.is_empty:
        say("Nothing was found.")
    elif not plan.problems:
        say("Nothing was erased yet. To erase all this, type the same with: --yes --reason TEXT")
    if plan.problems:
        sys.exit(1)


def _show(plan: "ErasurePlan", site: Path) -> None:
    for touch in plan.touches:
        passages = f" ({touch.count})" if touch.count else ""
        renamed = f" → {touch.target}" if touch.target != touch.path else ""
        click.echo(f"{touch.action + passages:<24} {touch.what:<14} {touch.path}{renamed}")
    for path in plan.lost:
        click.echo(f"{'forgotten':<24} {'lost file':<14} {path}")
    for export in plan.exports:
        click.echo(f"{'removed':<24} {'export':<14} {export}")
    if not plan.is_empty:
        for folder in (".dateline", "output"):
            if (site / folder).exists():
                click.echo(f"{'removed':<24} {'copies':<14} {folder}/ (the next build makes it anew)")
    for remark in plan.remarks:
        say(f"note: {remark}")
