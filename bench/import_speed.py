"""How fast import takes in real releases, and in how much memory: `python -m bench.import_speed [COUNT [MEGABYTES]]`.

Multiplies the releases of the corpus with other words, imports them with the command itself into a new site, and prints
one line for each number with its target. Then a WordPress export of invented posts, of 60 MB or as many as were asked
for, with `--dry-run` and without. Ends with 1 when a target is missed.

An archive holds different releases: two of five plain words come from the vocabulary of the whole corpus, so that none
is a variant of another. What pairing costs with many copies is shown beside it, without a target: of near copies a
twentieth of the plain words is changed, and about half of them become variants.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.accuracy import ROOT, SHARED, Measure
from bench.made_export import write_export
from bench.processes import family, proportional_kb

WIRES, PAGES = SHARED / "corpus" / "wires", SHARED / "corpus" / "html"
TEXTS = 5000
EXPORT_MEGABYTES = 60
EXPORT_MEMORY = 300.0
"""Megabytes of all processes, for an export of 500 MB as well."""
PAGES_FOR_EACH_100_TEXTS = 6

_WORD = re.compile(r"\b[a-z]{5,9}\b")
_DIFFERENT, _NEAR = 0.4, 0.05
"""The shares of plain words that are changed for others: of different releases, and of near copies of one."""
_POLL = 0.2
"""Seconds between two looks at the memory."""


def write_texts(folder: Path, count: int) -> None:
    """Write different releases, every other one as Markdown and the rest as plain text."""
    texts = (path.read_text("utf-8", errors="replace") for path in _sources())
    _write_texts(folder, count, _DIFFERENT, sorted({word for text in texts for word in _WORD.findall(text)}))


def write_near_copies(folder: Path, count: int) -> None:
    """Write the like in which the copies of one text change few of its words for others of it."""
    _write_texts(folder, count, _NEAR, ())


def _write_texts(folder: Path, count: int, share: float, vocabulary: Sequence[str]) -> None:
    """Write copies of the corpus with other words; the first of each text is unchanged."""
    chance = random.Random(7)
    sources = _sources()
    for number in range(count):
        source = sources[number % len(sources)]
        text = source.read_text("utf-8", errors="replace")
        turn = number // len(sources)
        if (number + turn) % 2:
            text = re.sub(r"^#+ +", "", text, flags=re.MULTILINE)
        suffix = ".txt" if (number + turn) % 2 else source.suffix
        path = folder / source.parent.name / f"{source.stem}-{turn}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_vary(text, chance, turn, share, vocabulary) if turn else text, "utf-8")


def write_pages(folder: Path, count: int) -> None:
    """Write pages of the web, each with a comment of its own."""
    sources = sorted(PAGES.glob("*.html"))
    for number in range(count):
        source = sources[number % len(sources)]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{source.stem}-{number}.html").write_bytes(source.read_bytes() + f"<!-- {number} -->".encode())


class Spent(NamedTuple):
    """What an import took, all of its processes together."""

    said: dict[str, float]
    """What the command says at its end."""
    memory: float
    """The most that was held at once, in MB; what processes share counts once."""
    processor: float
    """Seconds of processor time, less what a process took since it was last looked at."""


def measure(folder: Path, site: Path, *options: str) -> Spent:
    """Import a folder with the command itself."""
    site.mkdir()
    (site / "config.yaml").write_bytes((ROOT / "config.yaml").read_bytes())
    command = [sys.executable, "-m", "generator", "import", str(folder), "--site", str(site), "--json", *options]
    printed = site / "printed.jsonl"
    with printed.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, cwd=ROOT)
        most = 0.0
        times: dict[int, float] = {}
        while process.poll() is None:
            members = family(process.pid)
            most = max(most, sum(map(proportional_kb, members)) / 1024)
            times |= {member: taken for member in members if (taken := _processor_time(member)) is not None}
            time.sleep(_POLL)
    return Spent(json.loads(printed.read_bytes().splitlines()[-1]), most, sum(times.values()))


def measure_export(megabytes: int) -> Iterator[Measure]:
    """Import a WordPress export of so many megabytes, and yield what it took."""
    with tempfile.TemporaryDirectory() as temporary:
        export = Path(temporary) / "export.xml"
        write_export(export, megabytes)
        for name, options in (("import", ()), ("dry run", ("--dry-run",))):
            said, memory, _ = measure(export, Path(temporary) / name, *options)
            what = f"{name} of a WordPress export of {megabytes} MB"
            yield Measure(f"{what}, a second", said["sources"] / said["seconds"], None, unit="a second")
            yield Measure(f"{what}, memory of all processes", memory, EXPORT_MEMORY, at_least=False, unit="MB")
            yield Measure(f"{what}, failed", said["failed"], 0.0, at_least=False, unit="files")


def _sources() -> list[Path]:
    return sorted(path for path in WIRES.rglob("*") if path.is_file())


def _vary(text: str, chance: random.Random, turn: int, share: float, vocabulary: Sequence[str]) -> str:
    """Return the text with another headline and a share of its plain words changed, if need be for others of it."""
    words = vocabulary or _WORD.findall(text) or ["release"]
    first, _, rest = text.lstrip().partition("\n")
    rest = _WORD.sub(lambda found: chance.choice(words) if chance.random() < share else found[0], rest)
    return f"{first.rstrip()} {chance.choice(words)} {turn}\n{rest}"


def _processor_time(process: int) -> float | None:
    """Return the seconds a process has had; the one that starts others is not told of theirs, so each is asked."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended since
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return the exit code."""
    if not WIRES.is_dir():
        print(f"there is no corpus at {WIRES}; nothing was measured", file=sys.stderr)
        return 0
    count = int(arguments[0]) if arguments else TEXTS
    measures: list[Measure] = []
    for name, write, number, speed in (
        (f"import of {count} texts and Markdown files", write_texts, count, 500.0),
        (f"import of {count} near copies", write_near_copies, count, None),
        ("import of web pages", write_pages, max(count * PAGES_FOR_EACH_100_TEXTS // 100, 60), 25.0),
    ):
        with tempfile.TemporaryDirectory() as temporary:
            write(Path(temporary) / "sources", number)
            said, memory, spent = measure(Path(temporary) / "sources", Path(temporary) / "site")
        measures.append(Measure(f"{name}, a second", said["sources"] / said["seconds"], speed, unit="a second"))
        measures.append(Measure(f"{name}, processor time of each", spent * 1000 / number, None, unit="ms"))
        measures.append(Measure(f"{name}, memory of all processes", memory, 500.0, at_least=False, unit="MB"))
        measures.append(Measure(f"{name}, failed", said["failed"], 0.0, at_least=False, unit="files"))
    measures += measure_export(int(arguments[1]) if len(arguments) > 1 else EXPORT_MEGABYTES)
    for line in measures:
        print(line)
    return 0 if all(line.holds for line in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
