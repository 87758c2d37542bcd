"""What the commands cost that change a record, among many releases: `python -m bench.record_commands [COUNT]`.

Prints one line for each with its target: 2 seconds, and 20 for what goes through every text of 10,000 releases. Counted
is processor time, so that what else the machine does changes little, or the time that passed where processors share the
work. Ends with 1 when a target is missed.
"""

import csv
import sys
import tempfile
from pathlib import Path

from bench.accuracy import Measure
from bench.builds.maker import Maker, write_release
from bench.builds.measuring import run_measured

COUNT, CHANGED = 10_000, 2_000
_CONFIG = "title: Archive\nbase_url: https://example.org/\n"
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""As modules are once they are installed."""


def main() -> int:
    """Make an archive, run each command once, and return the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        (site / "config.yaml").write_text(_CONFIG, encoding="utf-8")
        for number, one in enumerate(Maker().archive(count)):
            write_release(site / "content", one, [f"id: bench{number:06d}", f"number: N-{number}"])
        measures = [*_measure(site, count)]
    for measure in measures:
        print(measure)
    return 0 if all(measure.holds for measure in measures) else 1


def _measure(site: Path, count: int) -> list[Measure]:
    many = f"of {count:,} releases"
    middle = count // 2
    commands = {
        f"accept, the first time, {many}": (["accept"], 20),
        f"set, named by number, {many}": (["set", f"N-{middle}", "tags+=Bench"], 2),
        f"set, named by id, {many}": (["set", f"bench{middle:06d}", "summary=Bench"], 2),
        f"set --ids, {many}": (["set", "--ids"], 2),
        f"move, {many}": (["move", f"N-{middle}", "--slug", "bench"], 2),
        f"correct, {many}": (["correct", f"N-{middle}", "--note", "Bench."], 2),
        f"withdraw, {many}": (["withdraw", f"N-{middle}", "--reason", "Bench."], 2),
        f"sheet, {many}": (["sheet", "--output", "r.csv"], 20),
        f"list, {many}": (["list"], 2),
        f"terms, {many}": (["terms", "tags"], 2),
        f"next-change, {many}": (["next-change"], 2),
        f"check originals, {many}": (["check", "originals"], 2),
        f"export --jsonl, {many}": (["export", "--jsonl", "--output", "../r.jsonl"], 20),
        f"export --sqlite, {many}": (["export", "--sqlite", "../r.sqlite"], 20),
        f"export --bag, {many}": (["export", "--bag", "../r.bag"], 20),
        f"erase --text, shown only, {many}": (["erase", "--text", "Bench."], 20),
    }
    measures = [_run(site, name, arguments, target) for name, (arguments, target) in commands.items()]
    _edit(site / "r.csv")
    changed = f"sheet --apply, {CHANGED:,} changed rows {many}"
    return [*measures, _run(site, changed, ["sheet", "--apply", "r.csv"], 20)]


def _run(site: Path, name: str, arguments: list[str], target: float) -> Measure:
    cost = run_measured([sys.executable, "-m", "generator", *arguments], site, _COMPILED)
    return Measure(name, min(cost.cpu_seconds, cost.seconds), target, at_least=False, unit="s")


def _edit(sheet: Path) -> None:
    """Give one tag more to as many rows as a review changes."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows[:CHANGED]:
        row[header.index("tags")] += " | Reviewed"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


if __name__ == "__main__":
    sys.exit(main())
