"""`python -m bench.builds [--sizes 1000,10000,100000] [--folder FOLDER] [--report]`."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.builds.cases import CASES, ROUNDS, Archive, Case
from bench.builds.contenders import HUGO, Contender, find_contenders, write_all
from bench.builds.machine import describe_machine
from bench.builds.maker import Maker
from bench.builds.measuring import Cost, look_at, run_measured, written_between
from bench.builds.plot import write_plot
from bench.builds.report import write_report
from bench.builds.results import Measured, Run, read_results, write_results

SIZES = (1000, 10_000, 100_000)
LARGE = 100_000
"""From this size on there is one round, for three take half a day; and Hugo builds cold alone, for it takes as long
after any change."""


def main() -> int:
    """Measure each size that is asked for, keep what was measured, and write the report."""
    options = _options()
    for size in () if options.report else options.sizes:
        with tempfile.TemporaryDirectory(prefix="dateline-builds-", dir=options.folder) as folder:
            run = measure_size(size, Path(folder))
        write_results(read_results() | {size: run})
    results = read_results()
    write_report(results)
    write_plot(results)
    return 0


def measure_size(size: int, folder: Path) -> Run:
    """Measure all cases in an archive of `size` releases, below a folder."""
    machine = describe_machine()
    contenders, left_out = find_contenders(folder)
    archive = Archive(Maker(), size, {})
    for contender in contenders:
        contender.begin()
    write_all(contenders, archive.releases())
    found: dict[str, dict[str, Measured]] = {contender.name: {} for contender in contenders}
    for case in CASES:
        for name, measured in _measure_case(case, archive, contenders).items():
            found[name][case.name] = measured
            _say(f"{size:,}, {case.title}, {name}: {measured.time:.2f} s")
    versions = {"Hugo" if one.name == HUGO else "Dateline": one.version for one in contenders}
    return Run(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine,
        versions=versions,
        left_out=left_out,
        contenders=found,
    )


def _measure_case(case: Case, archive: Archive, contenders: Sequence[Contender]) -> dict[str, Measured]:
    """Measure a case in rounds, in each of which everybody has a turn."""
    costs: dict[str, list[tuple[Cost, list[str]]]] = {}
    is_large = archive.count >= LARGE
    for turn in range(1 if is_large else ROUNDS):
        written = case.written(archive, turn)
        for contender in contenders:
            if is_large and contender.name == HUGO and case.name != "cold":
                continue
            for release in written:
                contender.write(release)
            case.prepare(contender, turn)
            costs.setdefault(contender.name, []).append(_build(contender, case.clock(turn)))
    return {name: _measured(of_contender) for name, of_contender in costs.items()}


def _build(contender: Contender, clock: datetime) -> tuple[Cost, list[str]]:
    """Build once; return what it cost, and the files it wrote."""
    before = look_at(contender.output)
    command, environment = contender.command(clock)
    cost = run_measured(command, contender.site, environment)
    written = written_between(before, look_at(contender.output))
    return cost, [Path(path).relative_to(contender.output).as_posix() for path in written]


def _measured(costs: Sequence[tuple[Cost, list[str]]]) -> Measured:
    return Measured(
        seconds=[round(cost.seconds, 3) for cost, _ in costs],
        cpu_seconds=[round(cost.cpu_seconds, 3) for cost, _ in costs],
        megabytes=[round(cost.megabytes, 1) for cost, _ in costs],
        written=[len(written) for _, written in costs],
        written_for_search=[sum(path.startswith("search/") for path in written) for _, written in costs],
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.builds", description="Measure builds beside Hugo's.")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="numbers of releases, with commas between them")
    parser.add_argument("--folder", help="where the archives are made; by default where temporary files are")
    parser.add_argument("--report", action="store_true", help="only write the tables and the plot of what is kept")
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
