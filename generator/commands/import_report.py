"""What `dateline import` says: for people each source as it happens, for programs all of them at the end.

A later source can tell of an earlier one that it is its variant, so objects wait until nothing can change them.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Self

import click

from generator.commands.printing import say
from generator.commands.progress import Bar, place_of
from generator.front_matter import front_matter_values
from generator.ingest import SourceResult
from generator.ingest.results import refer


class ImportReport:
    """The results of one import, in the order of the sources."""

    def __init__(self, *, as_json: bool, places: Mapping[str, int]) -> None:
        """Hold nothing yet; the objects of a large import wait in a file, not in memory.

        `places` counts the sources, by their paths as users know them; it is empty when nobody knows them beforehand.
        """
        self._bar = Bar("sources" if places else "releases")
        self._sources = places
        self._done = 0
        self._as_json = as_json
        self._lines = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115
        self._changed: set[int] = set()
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self.results: list[SourceResult] = []
        """What became of every source, without the texts."""

    def add(self, result: SourceResult) -> None:
        """Take the next result."""
        if result.file:
            self._places[result.file].append(len(self.results))
        self.results.append(replace(result, body=None))
        for change in result.changes:
            for place in self._places[change.file]:
                known = self.results[place]
                if known.front:
                    front = refer(known.front, change.key, change.reference)
                    self.results[place] = replace(known, front=front)
                    self._changed.add(place)
        if self._as_json:
            self._lines.write(json.dumps(result.as_json(), ensure_ascii=False) + "\n")
        else:
            self._bar.clear()
            _say_result(result)
        self._done = max(self._done, place_of(result.source, self._sources)) if self._sources else len(self.results)
        self._bar.advance(self._done, len(self._sources))

    def __enter__(self) -> Self:
        """Begin to take results."""
        return self

    def __exit__(self, *_: object) -> None:
        """Print an object for every source, as it is now; of an import that was interrupted, too."""
        self._bar.clear()
        with self._lines:
            for line in self._objects():
                click.echo(line)

    def _objects(self) -> Iterator[str]:
        self._lines.seek(0)
        for place, line in enumerate(self._lines):
            front = self.results[place].front
            if place in self._changed and front:
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
