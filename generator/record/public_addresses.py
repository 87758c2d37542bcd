"""What deploying adds to the ledger: addresses that are public from now on."""

import re
from collections.abc import Iterable
from pathlib import Path

from generator.manifest import MANIFEST, update_manifest
from generator.record.files import replace_file

LEDGER = "content/addresses.tsv"
STRUCTURE = "-"
_HEAD = "# Every address that was ever public, a tab, and what is behind it. Kept by `dateline deploy`.\n"
_UNFIT = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def append_addresses(site: Path, addresses: Iterable[tuple[str, str]]) -> int:
    """Append (address, owner) pairs that the ledger has not yet, and return how many; raise DatelineError if it cannot.

    An address whose owner is another one now is appended as well, for the last line counts.
    """
    file = site / LEDGER
    old = file.read_bytes() if file.exists() else None
    known = _known((old or b"").decode("utf-8-sig"))
    new = [pair for pair in addresses if _is_new(*pair, known)]
    if new:
        text = "".join(f"{address}\t{owner}\n" for address, owner in new)
        before = _HEAD.encode() if old is None else old if old.endswith(b"\n") or not old else old + b"\n"
        replace_file(site, LEDGER, old=old, new=before + text.encode())
        if (site / MANIFEST).exists():
            update_manifest(site, {})  # which looks at the ledger in any case
    return len(new)


def ledger_addresses(site: Path) -> frozenset[str]:
    """Return every address of the ledger; none when there is no ledger."""
    try:
        return frozenset(_known((site / LEDGER).read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        return frozenset()


def _known(text: str) -> dict[str, str]:
    lines = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {address: owner.split("\t")[0].strip() for address, _, owner in lines}


def _is_new(address: str, owner: str, known: dict[str, str]) -> bool:
    if _UNFIT.search(address + owner) or address.startswith("#"):
        return False
    return address not in known or (owner not in (STRUCTURE, known[address]))
