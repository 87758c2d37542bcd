"""How exactly import reads the real releases of the corpus: `python -m bench.accuracy`.

Prints one line for each number with its target, writes what missed to `.dateline/accuracy/misses.tsv`, and ends with 1
when a target is missed. The corpus lies beside the repository, in `../shared/`.
"""

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bench.word_order import missing_in_order, words_in_wire_order, words_of, words_where_they_stand
from generator.ingest import ImportOptions, SourceResult, import_sources, summarise
from generator.ingest.dateline import find_dateline, find_release_line

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WIRES, TRUTH = SHARED / "corpus" / "wires", SHARED / "truth" / "wires.tsv"
OUTCOMES = ("imported", "skipped", "failed")
DATELINES = SHARED / "truth" / "datelines.jsonl"
MISSES = ROOT / ".dateline" / "accuracy" / "misses.tsv"


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
    target: float | None
    """None for a number that is shown beside another, for comparison."""
    at_least: bool = True
    unit: str = "%"

    @property
    def holds(self) -> bool:
        """Tell whether the target is met."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        """Return the line that is printed."""
        wanted = f"({'≥' if self.at_least else '≤'} {self.target:g})" if self.target is not None else "(no target)"
        return f"{'ok ' if self.holds else 'MISS'} {self.name:<54} {self.value:8.3f} {self.unit} {wanted}"


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
    moved, misplaced, lost, words = 0, 0, 0, 0
    for truth in truths:
        wanted, result = words_of((folder / truth.path).read_text(encoding="utf-8")), results[truth.path]
        kept = words_in_wire_order(result)
        missing = missing_in_order(wanted, kept)
        moved, words = moved + len(missing), words + len(wanted)
        misplaced += len(missing_in_order(wanted, words_where_they_stand(wanted, result)))
        lost += sum((Counter(wanted) - Counter(kept)).values())
        if missing:
            misses.append(Miss("words", truth.path, " ".join(missing[:40]), f"{len(missing)} of {len(wanted)}"))
    count = Counter(miss.measure for miss in misses)
    stated = sum(1 for truth in truths if truth.stated)
    unaccounted = abs(len(results) - sum(result.status in OUTCOMES for result in results.values()))
    measures = [
        Measure("releases that failed", count["failed"], 0, at_least=False, unit=" "),
        Measure("sources that are not imported, skipped or failed", unaccounted, 0, at_least=False, unit=" "),
        Measure("title exact", 100 - 100 * count["title"] / len(truths), 99),
        Measure("date as stated, of those that state one", 100 - 100 * count["stated"] / stated, 98),
        Measure(
            "date not stated, and not marked as inferred", 100 * count["invented"] / len(truths), 0.5, at_least=False
        ),
        Measure("words of the sources in fields or body", 100 - 100 * lost / words, 99.9),
        Measure("and in order, fields put where the source has them", 100 - 100 * misplaced / words, 99.9),
        Measure("and in order, fields above and below the text instead", 100 - 100 * moved / words, None),
        Measure("seconds to import them all", seconds, 10, at_least=False, unit="s"),
    ]
    return measures, misses


def measure_datelines(path: Path = DATELINES) -> tuple[list[Measure], list[Miss]]:
    """Compare what the grammar reads in single datelines with what a person read in them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    misses = [
        Miss(f"dateline's {name}", str(row["n"]), str(row[name]), str(read[name]))
        for row in rows
        for read in (read_dateline(row["text"]),)
        for name in ("date", "city", "wire")
        if read[name] != row[name]
    ]
    count = Counter(miss.measure for miss in misses)
    wired = [row for row in rows if row["wire"]]
    missed = sum(read_dateline(row["text"])["wire"] != row["wire"] for row in wired)
    return [
        Measure(
            "datelines: date right, or none where none is stated", 100 - 100 * count["dateline's date"] / len(rows), 98
        ),
        Measure("datelines: source right where a wire is named", 100 - 100 * missed / len(wired), 98),
        Measure(
            "datelines: place right, or none where none is named", 100 - 100 * count["dateline's city"] / len(rows), 95
        ),
    ], misses


def read_dateline(text: str) -> dict[str, str | None]:
    """Read a paragraph's head as the table of datelines writes it."""
    found = find_dateline(text) or find_release_line(text)
    if found is None:
        return {"date": None, "city": None, "wire": None}
    date = f"embargo:{found.embargo}" if found.embargo else str(found.date) if found.date else None
    return {"date": date, "city": found.place.city if found.place else None, "wire": found.source}


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
    of_datelines, missed_datelines = measure_datelines()
    measures, misses = [*measures, *of_datelines], [*misses, *missed_datelines]
    return print_report(
        measures, misses, MISSES, f"{len(results)} releases: {summarise(results.values(), seconds=seconds)}"
    )


def print_report(measures: Sequence[Measure], misses: Sequence[Miss], table: Path, summary: str = "") -> int:
    """Print what was measured, write every miss into a table, and return the exit code: 1 when a target is missed."""
    table.parent.mkdir(parents=True, exist_ok=True)
    rows = ["measure\tpath\twanted\tgot", *("\t".join((m.measure, m.path, m.wanted, m.got)) for m in misses)]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    for line in filter(None, (summary, *measures)):
        print(line)
    print(f"{len(misses)} misses are listed in {table.relative_to(ROOT).as_posix()}")
    return 0 if all(line.holds for line in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
