"""What the state keeps of files: of those that were read, and of those that were written."""

from typing import NamedTuple

from generator.file_stat import Stat


class KnownSource(NamedTuple):
    """A source as the last build read it."""

    stat: Stat | None
    """None when it was changed so shortly before it was read that its stat tells nothing."""
    digest: str
    body: str
    """The key of its body; empty when it has none."""
    record: bytes
    """What parsing made of it."""


class KnownOutput(NamedTuple):
    """A file of the output as the last build left it."""

    address: str
    origin: str
    """What it stands for; see `PagePlan`."""
    fingerprint: str = ""
    reason: str = ""
    """Why it was made the last time."""
    build: int = 0
    """The number of the build that made it."""
    stat: Stat | None = None
    """None while it is being made."""

    @property
    def path(self) -> str:
        """The file below the output folder."""
        path = self.address[1:]
        return f"{path}index.html" if self.address.endswith("/") else path


class KnownPart(NamedTuple):
    """A part of the output as the last build left it."""

    digest: str
    """Of all that its files were made from; empty when it is planned in every build."""
    files: list[KnownOutput]
