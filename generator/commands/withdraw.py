"""`dateline withdraw`: a release may no longer be read."""

from pathlib import Path

import click

from generator.commands.options import SITE
from generator.commands.printing import say


@click.command("withdraw")
@click.argument("path", metavar="PATH")
@click.option("--reason", required=True, help="Why; readers see it.")
@click.option("--keep-text", is_flag=True, help="Leave the text below a banner; without this it is removed.")
@click.option("--alternative", metavar="ADDRESS", help="What to read instead: an address, or another release.")
@SITE
def withdraw(path: str, *, reason: str, keep_text: bool, alternative: str | None, site: Path) -> None:
    """Withdraw a release: title, date and reason stay at its address, and nothing of its text anywhere.

    PATH is a file, an id, a release number or an address. The file stays as it is in content/; `dateline erase` removes
    what it says.
    """
    import os

    from generator.clock import now_from
    from generator.record.withdrawing import withdraw_release

    withdrawn = withdraw_release(
        site, path, reason, alternative=alternative, keep_text=keep_text, now=now_from(os.environ)
    )
    say(f"{withdrawn.path} is withdrawn; its text is {'kept below a banner' if keep_text else 'shown no more'}.")
    for variant in withdrawn.variants:
        say(f"With it goes its variant {variant}.")
    for other in withdrawn.others:
        say(f"Look at {other}: it is near to this release and stays. Withdraw it as well if it says the same.")
    say("What readers see changes when the site is built and deployed next.")
