"""`dateline export`: the archive in other forms."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from generator.commands.options import SITE
from generator.commands.printing import say


@click.command()
@click.option("--jsonl", is_flag=True, help="All releases with their texts, one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="All releases as a table, without their texts.")
@click.option("--sqlite", metavar="FILE", type=click.Path(path_type=Path), help="A database with full text search.")
@click.option("--zip", "named", metavar="ID", help="One release for a journalist: by id, number or path.")
@click.option("--bag", metavar="DIR", type=click.Path(path_type=Path), help="The whole archive as a bag (BagIt 1.0).")
@click.option("--with-output", is_flag=True, help="Put the built site into the bag as well.")
@click.option("--all", "hidden", is_flag=True, help="Drafts and releases under embargo too.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write --jsonl, --csv or --zip there.")
@SITE
def export(
    *,
    jsonl: bool,
    as_csv: bool,
    sqlite: Path | None,
    named: str | None,
    bag: Path | None,
    with_output: bool,
    hidden: bool,
    output: Path | None,
    site: Path,
) -> None:
    """Write the archive in another form: as data, as a database, as a bag, or one release as a zip file.

    Drafts and releases under embargo are left out, unless --all is given.
    """
    import os

    from generator.build import now_from
    from generator.export import csv_lines, json_lines, open_outline, write_database, write_pack

    if sum(map(bool, (jsonl, as_csv, sqlite, named, bag))) != 1:
        raise click.UsageError("name one form: --jsonl, --csv, --sqlite FILE, --zip ID or --bag DIR")
    if bag:
        _bag(site, bag, with_output=with_output, hidden=hidden)
        return
    with open_outline(site, as_of=now_from(os.environ), hidden=hidden) as outline:
        if sqlite:
            count = write_database(outline, sqlite)
            _tell(site, sqlite, f"{count} release{'' if count == 1 else 's'} in {sqlite}.")
        elif named:
            written = write_pack(outline, site, named, output)
            click.echo(str(written))
            _tell(site, written, "")
        else:
            _write(site, json_lines(outline) if jsonl else csv_lines(outline), output)


def _write(site: Path, lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line.encode())
        sys.stdout.flush()
        return
    draft = output.with_name(f".{output.name}.tmp")
    with draft.open("wb") as file:
        file.writelines(line.encode() for line in lines)
    draft.replace(output)
    _tell(site, output, "")


def _bag(site: Path, folder: Path, *, with_output: bool, hidden: bool) -> None:
    import os
    from datetime import UTC, datetime

    from generator.build import now_from
    from generator.export import make_bag, open_outline
    from generator.problems import DatelineError, Problem

    if not hidden:
        with open_outline(site, as_of=now_from(os.environ), hidden=False) as outline:
            count = len(outline.site.hidden_paths)
        if count:
            are, them = ("is a draft or a release", "it") if count == 1 else ("are drafts or releases", "them")
            message = (
                f"there {are} under embargo ({count}), and a bag is the whole of content/; "
                f"to put {them} into the bag too, add --all"
            )
            raise DatelineError([Problem(message=message)])
    made = make_bag(site, folder, output=site / "output" if with_output else None, now=datetime.now(UTC))
    for path in made.changed:
        say(f"{path}: warning: this is not what the archive's own manifest says; `dateline check originals` tells more")
    _tell(site, folder, f"{made.files} files, {made.octets} bytes in {folder}.")
    if made.changed:
        sys.exit(1)


def _tell(site: Path, written: Path, words: str) -> None:
    """Remember where an export lies, for an erasure to find, and say that it is done."""
    from generator.known_exports import note_export

    note_export(site, written)
    if words:
        say(words)
