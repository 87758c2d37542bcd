"""Objects that wait in a temporary file until they are asked for: a large import holds only where they are."""

import os
import pickle
import tempfile
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")


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


class SpooledByPath(Generic[Thing]):
    """Objects by the paths of releases, the last one noted for each; to be closed at the end."""

    def __init__(self, most_held: int = 0) -> None:
        """Hold nothing yet; the file is opened for the first object. The `most_held` noted last are not read again."""
        self._most_held = most_held
        self._spool: Spool | None = None
        self._places: dict[str, int] = {}
        self._held: dict[str, Thing] = {}

    def __contains__(self, path: str) -> bool:
        """Tell whether there is an object for a path."""
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        """Yield the paths in the order in which they were first noted."""
        return iter(self._places)

    def __getitem__(self, path: str) -> Thing:
        """Return the object of a path; raises KeyError when there is none."""
        thing = self._held.get(path)
        return self._read(self._places[path]) if thing is None else thing

    def __setitem__(self, path: str, thing: Thing) -> None:
        """Note the object of a path."""
        self._spool = self._spool or Spool()
        self._places[path] = self._spool.add(thing)
        self._held[path] = thing
        if len(self._held) > self._most_held:
            del self._held[next(iter(self._held))]

    def get(self, path: str) -> Thing | None:
        """Return the object of a path, if there is one."""
        return self[path] if path in self._places else None

    def close(self) -> None:
        """Forget everything."""
        if self._spool:
            self._spool.close()

    def _read(self, place: int) -> Thing:
        assert self._spool is not None  # noqa: S101 - what has a place was written
        thing: Thing = self._spool.read(place)
        return thing
