"""What was measured, as it is kept in `results.json`."""

from pathlib import Path
from statistics import median

import msgspec

RESULTS = Path(__file__).with_name("results.json")


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One case of one contender: a value for each round."""

    seconds: list[float]
    cpu_seconds: list[float]
    megabytes: list[float]
    written: list[int]
    written_for_search: list[int]

    @property
    def time(self) -> float:
        """The median of the wall time, in seconds."""
        return median(self.seconds)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """All cases at one size."""

    day: str
    machine: str
    versions: dict[str, str]
    left_out: list[str]
    contenders: dict[str, dict[str, Measured]]
    """Contender → case → what it cost."""


Results = dict[int, Run]
"""Number of releases → run."""


def read_results() -> Results:
    """Return what is kept."""
    return msgspec.json.decode(RESULTS.read_bytes(), type=Results) if RESULTS.exists() else {}


def write_results(results: Results) -> None:
    """Keep results."""
    data = msgspec.json.encode(dict(sorted(results.items())), order=None)
    RESULTS.write_bytes(msgspec.json.format(data, indent=1) + b"\n")
