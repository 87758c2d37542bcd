"""What a dry run would have written: the releases wait in a file, for an export may hold half a gigabyte of them."""

from generator.ingest.spool import Spool
from generator.model import FrontMatter


class Planned:
    """The releases of a dry run by their paths; to be closed at its end."""

    def __init__(self) -> None:
        """Hold nothing yet; an import that writes never opens the file."""
        self._spool: Spool | None = None
        self._places: dict[str, int] = {}

    def __contains__(self, path: str) -> bool:
        """Tell whether a release would have been written to a path."""
        return path in self._places

    def __getitem__(self, path: str) -> tuple[FrontMatter, str]:
        """Return front matter and body; raises KeyError when nothing would have been written there."""
        return self._read(self._places[path])

    def __setitem__(self, path: str, release: tuple[FrontMatter, str]) -> None:
        """Note what would be written to a path now."""
        self._spool = self._spool or Spool()
        self._places[path] = self._spool.add(release)

    def get(self, path: str) -> tuple[FrontMatter, str] | None:
        """Return front matter and body, if any would have been written."""
        place = self._places.get(path)
        return None if place is None else self._read(place)

    def close(self) -> None:
        """Forget everything."""
        if self._spool:
            self._spool.close()

    def _read(self, place: int) -> tuple[FrontMatter, str]:
        assert self._spool is not None  # noqa: S101 - what has a place was written
        front, body = self._spool.read(place)
        return front, body
