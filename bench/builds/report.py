"""Results → the tables of `bench/README.md`."""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.builds.cases import CASES
from bench.builds.contenders import HUGO
from bench.builds.results import Measured, Results, Run
from bench.builds.targets import TARGETS, Target

README = Path(__file__).parent.with_name("README.md")
_BEGIN, _END = "<!-- made by `make bench` -->\n", "<!-- end -->"


def write_report(results: Results) -> None:
    """Put the tables into the README, in place of those of the last run."""
    text = README.read_text(encoding="utf-8")
    tables = "\n".join([*_targets(results), *(line for size, run in results.items() for line in _size(size, run))])
    pattern = re.compile(f"{re.escape(_BEGIN)}.*{re.escape(_END)}", re.DOTALL)
    README.write_text(pattern.sub(lambda _: f"{_BEGIN}\n{tables}\n{_END}", text), encoding="utf-8")


def _targets(results: Results) -> Iterator[str]:
    sizes = ", ".join(f"{size:,}" for size in results)
    yield f"Measured at {sizes} releases. A number that needs another size, or an engine that was left out, is open."
    yield ""
    yield "| work | must | aim | measured | |"
    yield "| --- | --- | --- | --- | --- |"
    for target in TARGETS:
        value = target.measure(results)
        measured = "" if value is None else f"{_number(value)} {target.unit}"
        wanted = f"{_number(target.must)} {target.unit} | {_number(target.aim)}"
        yield f"| {target.work} | {wanted} | {measured} | {_verdict(target, value)} |"
    yield ""


def _verdict(target: Target, value: float | None) -> str:
    if value is None:
        return "open"
    return "missed" if value > target.must else "holds" if value > target.aim else "holds, the aim too"


def _size(size: int, run: Run) -> Iterator[str]:
    yield f"### {size:,} releases"
    yield ""
    yield f"Measured on {run.day}: {run.machine}. {_versions(run)}."
    yield from run.left_out
    yield ""
    yield "| work | by | time | of Hugo's | processors | memory | files written | of them search |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: |"
    for case in CASES:
        theirs = run.contenders.get(HUGO, {}).get(case.name) or run.contenders.get(HUGO, {}).get("cold")
        for contender, cases in run.contenders.items():
            if case.name in cases:
                yield f"| {case.title} | {_who(contender)} | {_cells(cases[case.name], theirs)} |"
    yield ""


def _cells(found: Measured, theirs: Measured | None) -> str:
    cells = (
        f"{_number(found.time)} s",
        f"{_number(found.time / theirs.time)}" if theirs else "",
        f"{_number(median(found.cpu_seconds))} s",
        f"{max(found.megabytes):,.0f} MB",
        f"{median(found.written):,.0f}",
        f"{median(found.written_for_search):,.0f}",
    )
    return " | ".join(cells)


def _who(contender: str) -> str:
    return "Hugo" if contender == HUGO else f"Dateline, `{contender}`"


def _versions(run: Run) -> str:
    return ", ".join(f"{name} {version}" for name, version in run.versions.items())


def _number(value: float) -> str:
    """Return a number with three figures that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
