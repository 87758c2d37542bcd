"""`content/addresses.tsv`: every address that was ever public, with what was behind it.

One address a line, a tab, and the id of a release, the path of one without an id or of a plain page, `kind:name` of a
term, or `-` for a list. Deploying appends to it; organising makes sure that each of them still answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import SourceFile
from generator.problems import Problem

LEDGER = "content/addresses.tsv"
STRUCTURE = "-"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One address that was public."""

    address: str
    owner: str
    line: int


def read_ledger(source: SourceFile | None) -> tuple[list[LedgerLine], list[Problem]]:
    """Read the ledger; of an address named twice the last line counts."""
    if source is None:
        return [], []
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data[: error.start].count(b"\n") + 1
        return [], [Problem(message="the ledger is not UTF-8; restore it from a backup", path=source.path, line=line)]
    lines: dict[str, LedgerLine] = {}
    problems = []
    for number, record in enumerate(text.splitlines(), 1):
        if not record.strip() or record.startswith("#"):
            continue
        address, tab, owner = record.partition("\t")
        if not tab or not address.startswith("/") or not owner.strip():
            message = "a line of the ledger is an address, a tab and an id; mend the line or restore the file"
            problems.append(Problem(message=message, path=source.path, line=number))
            continue
        lines[address] = LedgerLine(address, owner.split("\t")[0].strip(), number)
    return list(lines.values()), problems


def find_moved(
    ledger: list[LedgerLine], claimed: frozenset[str], owners: Mapping[str, str], silent: frozenset[str]
) -> tuple[dict[str, str], list[str], list[Problem]]:
    """Return old address → new address, the addresses that are gone, and a warning for each of those.

    `owners` maps what the ledger calls an owner to its present address. `silent` are owners that exist but may not show
    themselves now: their old addresses are gone without a word about them.
    """
    moved: dict[str, str] = {}
    gone: list[str] = []
    problems = []
    for line in ledger:
        if line.address in claimed:
            continue
        target = owners.get(line.owner)
        if target and target != line.address:
            moved[line.address] = target
            continue
        gone.append(line.address)
        if line.owner not in silent and line.owner != STRUCTURE:
            message = (
                f"{line.address} was public and nothing is behind it any more; readers find a page that says so. "
                "Restore its release, or add the address to the 'aliases' of the one that stands for it"
            )
            problems.append(Problem(message=message, path=LEDGER, line=line.line, severity="warning"))
    return moved, gone, problems
