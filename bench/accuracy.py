"""How exactly import reads the real releases of the corpus: `python -m bench.accuracy`.

Prints one line for each number with its target, writes what missed to `.dateline/accuracy/misses.tsv`, and ends with 1
when a target is missed. The corpus lies beside the repository, in `../shared/`.
"""

import re
import shutil
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from generator.ingest import ImportOptions, SourceResult, import_sources, summarise
from generator.ingest.markdown_blocks import plain_words
from generator.model import FrontMatter

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WIRES, TRUTH = SHARED / "corpus" / "wires", SHARED / "truth" / "wires.tsv"
MISSES = ROOT / ".dateline" / "accuracy" / "misses.tsv"

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reader found in one release."""

    path: str
    title: str
    stated: str
    """The day of issue the text states, or empty."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that import read otherwise than a reader."""

    measure: str
    path: str
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, and what it has to be."""

    name: str
    value: float
    target: float
    at_least: bool = True
    unit: str = "%"

    @property
    def holds(self) -> bool:
        """Tell whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        """Return the line that is printed."""
        sign = "≥" if self.at_least else "≤"
        return (
            f"{'ok ' if self.holds else 'MISS'} {self.name:<52} {self.value:8.3f} {self.unit} ({sign} {self.target:g})"
        )


def read_truth(path: Path = TRUTH) -> tuple[Truth, ...]:
    """Read the table of what is true."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    return tuple(Truth(path=row[0], title=row[1], stated=row[3]) for row in rows)


def import_corpus(folder: Path = WIRES) -> tuple[dict[str, SourceResult], float]:
    """Import the corpus into a site of its own; return the results by path, and the seconds it took."""
    site = Path(tempfile.mkdtemp(prefix="dateline-accuracy-"))
    try:
        began = perf_counter()
        results = list(import_sources(site, [folder], ImportOptions(), now=datetime.now(UTC)))
        seconds = perf_counter() - began
    finally:
        shutil.rmtree(site)
    return {Path(result.source).relative_to(folder).as_posix(): result for result in results}, seconds


def measure(
    truths: Sequence[Truth], results: dict[str, SourceResult], seconds: float, folder: Path = WIRES
) -> tuple[list[Measure], list[Miss]]:
    """Compare what was read with what is true."""
    misses = [miss for truth in truths for miss in _misses(truth, results[truth.path])]
    moved, lost, words = 0, 0, 0
    for truth in truths:
        source = (folder / truth.path).read_text(encoding="utf-8")
        wanted, kept = words_of(source), words_kept(results[truth.path])
        missing = missing_in_order(without_short_fields(wanted, results[truth.path].front), kept)
        moved, words = moved + len(missing), words + len(wanted)
        lost += sum((Counter(wanted) - Counter(kept)).values())
        if missing:
            misses.append(Miss("words", truth.path, " ".join(missing[:40]), f"{len(missing)} of {len(wanted)}"))
    count = {name: sum(miss.measure == name for miss in misses) for name in ("failed", "title", "stated", "invented")}
    stated = sum(1 for truth in truths if truth.stated)
    measures = [
        Measure("releases that failed", count["failed"], 0, at_least=False, unit=" "),
        Measure("title exact", 100 - 100 * count["title"] / len(truths), 99),
        Measure("date as stated, of those that state one", 100 - 100 * count["stated"] / stated, 98),
        Measure(
            "date not stated, and not marked as inferred", 100 * count["invented"] / len(truths), 0.5, at_least=False
        ),
        Measure("words of the sources in fields or body", 100 - 100 * lost / words, 99.98),
        Measure("and in their order, fields taken out included", 100 - 100 * moved / words, 99.9),
        Measure("seconds to import them all", seconds, 10, at_least=False, unit="s"),
    ]
    return measures, misses


def words_of(source: str) -> list[str]:
    """Return the words of a source, its Markdown apart."""
    return _WORD.findall(plain_words(source))


def words_kept(result: SourceResult) -> list[str]:
    """Return the words of the fields and of the body of what became of a source."""
    if result.front is None or result.body is None:
        return []
    return words_of("\n".join(_texts_in_order(result.front, result.body)))


def without_short_fields(wanted: list[str], front: FrontMatter | None) -> list[str]:
    """Return the words of a source without those that went, in one piece, into fields that may stand anywhere in it."""
    left = list(wanted)
    for value in _short_fields(front) if front else ():
        words = words_of(value)
        places = (at for at in reversed(range(len(left) - len(words) + 1)) if left[at : at + len(words)] == words)
        at = next(places, None) if words else None
        if at is not None:
            left[at : at + len(words)] = []
    return left


def _short_fields(front: FrontMatter) -> Iterator[str]:
    for contact in front.contacts:
        values = (contact.role, contact.name, contact.organization, contact.phone, contact.email, contact.url)
        yield from (value for value in values if value)
    if "issuers" not in front.inferred:
        yield from front.issuers
    yield front.number or ""


def _texts_in_order(front: FrontMatter, body: str) -> Iterator[str]:
    """Yield the texts of a release in the order in which a wire has them."""
    inferred_title = "title" in front.inferred
    yield "" if inferred_title and front.subtitle else front.title if not inferred_title else ""
    yield front.subtitle or ""
    for quote in front.quotes:
        if quote.pull:
            yield " ".join((quote.text, quote.speaker or "", quote.role or ""))
    yield front.dateline or ""
    yield body
    yield from _short_fields(front)
    for disclosure in front.disclosures:
        if disclosure.kind != "forward-looking":
            yield disclosure.text


def missing_in_order(wanted: Sequence[str], kept: Sequence[str]) -> list[str]:
    """Return the words of `wanted` outside a longest common subsequence with `kept` (Hunt and Szymanski, 1977)."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(kept):
        places.setdefault(word, []).append(index)
    ends: list[int] = []
    """At n, the earliest place in `kept` at which a common subsequence of n + 1 words can end."""
    chains: list[_Link] = []
    for at, word in enumerate(wanted):
        for place in reversed(places.get(word, ())):
            length = bisect_left(ends, place)
            link = _Link(at, chains[length - 1] if length else None)
            if length == len(ends):
                ends.append(place)
                chains.append(link)
            elif place < ends[length]:
                ends[length], chains[length] = place, link
    common: set[int] = set()
    last = chains[-1] if chains else None
    while last:
        common.add(last.at)
        last = last.before
    return [word for at, word in enumerate(wanted) if at not in common]


class _Link(NamedTuple):
    """The last word of a common subsequence, and what stands before it."""

    at: int
    before: "_Link | None"


def _misses(truth: Truth, result: SourceResult) -> Iterator[Miss]:
    if result.status != "imported" or result.front is None:
        yield Miss("failed", truth.path, "imported", "; ".join(map(str, result.problems)) or result.status)
        return
    front = result.front
    date = front.date.isoformat() if front.date and "date" not in front.inferred else ""
    if front.title != truth.title:
        yield Miss("title", truth.path, truth.title, front.title)
    if truth.stated and date != truth.stated:
        yield Miss("stated", truth.path, truth.stated, date)
    if date and date != truth.stated:
        yield Miss("invented", truth.path, truth.stated, date)


def main() -> int:
    """Measure, print, and write down what missed."""
    results, seconds = import_corpus()
    measures, misses = measure(read_truth(), results, seconds)
    MISSES.parent.mkdir(parents=True, exist_ok=True)
    rows = ["measure\tpath\twanted\tgot", *("\t".join((m.measure, m.path, m.wanted, m.got)) for m in misses)]
    MISSES.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(results)} releases: {summarise(results.values(), seconds=seconds)}")
    for line in measures:
        print(line)
    print(f"{len(misses)} misses are listed in {MISSES.relative_to(ROOT).as_posix()}")
    return 0 if all(line.holds for line in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
