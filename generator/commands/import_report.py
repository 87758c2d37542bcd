"""What `dateline import` says: for people each source as it happens, for programs all of them at the end.

A later source can tell of an earlier one that it is its variant, so objects wait until nothing can change them.
"""

import json
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Self

import click

from generator.commands.printing import say
from generator.commands.progress import Bar, place_of
from generator.front_matter import front_matter_values
from generator.ingest import SourceResult
from generator.ingest.results import Change, Outcome, has_inferred, refer, summary
from generator.ingest.spool import Spool


class ImportReport:
    """The results of one import, in the order of the sources; of each no more is held than is counted at the end."""

    def __init__(self, *, as_json: bool, places: Mapping[str, int]) -> None:
        """Hold nothing yet; the objects of a large import wait in a file, not in memory.

        `places` counts the sources, by their paths as users know them; it is empty when nobody knows them beforehand.
        """
        self._bar = Bar("sources" if places else "releases")
        self._sources = places
        self._done = 0
        self._as_json = as_json
        self._lines = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
        self._fronts, self._front_places = Spool(), array("q")
        self._outcomes: list[tuple[Outcome, bool]] = []
        self._places: dict[str, tuple[int, ...]] = {}
        self._changes: defaultdict[int, list[Change]] = defaultdict(list)

    def add(self, result: SourceResult) -> None:
        """Take the next result."""
        if result.file:
            self._places[result.file] = (*self._places.get(result.file, ()), len(self._outcomes))
        self._outcomes.append((result.status, has_inferred(result)))
        for change in result.changes:
            for place in self._places.get(change.file, ()):
                self._outcomes[place] = (self._outcomes[place][0], True)  # the reference is none that somebody stated
                self._changes[place].append(change)
        if self._as_json:
            self._front_places.append(self._fronts.add(result.front))
            self._lines.write(json.dumps(result.as_json(), ensure_ascii=False) + "\n")
        else:
            self._bar.clear()
            _say_result(result)
        done = len(self._outcomes)
        self._done = max(self._done, place_of(result.source, self._sources)) if self._sources else done
        self._bar.advance(self._done, len(self._sources))

    def summarise(self, seconds: float) -> dict[str, int | float]:
        """Return the last object that `import --json` prints."""
        return summary(self._outcomes) | {"seconds": round(seconds, 3)}

    def __enter__(self) -> Self:
        """Begin to take results."""
        return self

    def __exit__(self, *_: object) -> None:
        """Print an object for every source, as it is now; of an import that was interrupted, too."""
        self._bar.clear()
        with self._lines, closing(self._fronts):
            for line in self._objects():
                click.echo(line)

    def _objects(self) -> Iterator[str]:
        self._lines.seek(0)
        for place, line in enumerate(self._lines):
            changes = self._changes.get(place)
            front = self._fronts.read(self._front_places[place]) if changes else None
            if changes and front:
                for change in changes:
                    front = refer(front, change.key, change.reference)
                held = json.loads(line) | {"release": front_matter_values(front)}
                yield json.dumps(held, ensure_ascii=False)
            else:
                yield line.rstrip("\n")


def _say_result(result: SourceResult) -> None:
    what = f"{result.status} ({result.reason})" if result.reason else result.status
    references = ""
    if result.status == "imported" and result.front:
        named = (("variant of", result.front.variant_of), ("replaces", result.front.replaces))
        references = "".join(f", {what_of} {reference}" for what_of, reference in named if reference)
    say(f"{result.source}: {what}" + (f" -> {result.file}{references}" if result.file else ""))
    for change in result.changes:
        what_of = "variant of" if change.key == "variant_of" else "replaces"
        say(f"{result.source}: by this, {change.file} is now: {what_of} {change.reference}")
    for name, (old, new) in result.changed.items():
        say(f"{result.file}: {name}: {json.dumps(old, ensure_ascii=False)} -> {json.dumps(new, ensure_ascii=False)}")
    for problem in result.problems:
        say(str(problem))
