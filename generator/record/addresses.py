"""Where the page of a release stands, and whether that address was ever public."""

from datetime import datetime
from pathlib import Path

from generator.config import Config
from generator.model import Extract, FrontMatter, Release, SourceFile
from generator.organise.gate import becomes_visible
from generator.organise.ledger import LEDGER as LEDGER
from generator.organise.ledger import STRUCTURE as STRUCTURE
from generator.organise.ledger import read_ledger
from generator.organise.permalinks import LEADING_DATE as LEADING_DATE
from generator.organise.permalinks import release_address
from generator.problems import DatelineError, Problem


def address_of(path: str, front: FrontMatter, config: Config) -> str:
    """Return the address of the release in a file; raises DatelineError when no address can be made of its slug."""
    problems: list[Problem] = []
    release = Release(path=path, digest="", front=front, body=Extract(key="", beginning=""))
    address = release_address(release, config.permalink, problems)
    if problems:
        raise DatelineError(problems)
    return address


def is_visible(front: FrontMatter, config: Config, now: datetime) -> bool:
    """Tell whether readers may see a release at an instant."""
    return front.status == "published" and becomes_visible(front, config.zone) <= now


def public_addresses(site: Path) -> frozenset[str] | None:
    """Return every address that the ledger names; None when there is no ledger, so that nobody knows."""
    try:
        data = (site / LEDGER).read_bytes()
    except FileNotFoundError:
        return None
    lines, problems = read_ledger(SourceFile(LEDGER, data))
    if problems:
        raise DatelineError(problems)
    return frozenset(line.address for line in lines)
