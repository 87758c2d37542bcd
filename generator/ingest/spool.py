"""Objects that wait in a temporary file until they are asked for: a large import holds only where they are."""

import os
import pickle
import tempfile
from typing import Any


class Spool:
    """A file without a name, which is gone when it is closed, or when the process ends in whatever way."""

    def __init__(self) -> None:
        """Write nothing yet."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`

    def add(self, thing: object) -> int:
        """Write an object; return its place."""
        place = self._file.seek(0, os.SEEK_END)
        pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)
        return place

    def read(self, place: int) -> Any:
        """Return the object that was written at a place."""
        self._file.seek(place)
        return pickle.load(self._file)  # noqa: S301 - nobody else can write to it

    def close(self) -> None:
        """Forget everything."""
        self._file.close()
