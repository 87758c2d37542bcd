"""Results → `builds.svg`: for each size and case a bar for each contender, as long as the logarithm of its time."""

from collections.abc import Iterator
from html import escape
from math import log10
from pathlib import Path

from bench.builds.cases import CASES
from bench.builds.contenders import HUGO
from bench.builds.results import Results, Run

PLOT = Path(__file__).parent.with_name("builds.svg")
_COLOURS = {"python-markdown": "#1b5e8a", "commonmark": "#5aa0c8", HUGO: "#b8b2a7"}
_LEFT, _WIDTH, _RIGHT = 230, 560, 70
_BAR, _GAP, _HEAD = 11, 9, 46
_SHORTEST, _LONGEST = 0.1, 1000.0
"""Seconds, at the ends of the axis."""


def write_plot(results: Results) -> None:
    """Draw the results."""
    panels, height = [], 24
    for size, run in results.items():
        lines = list(_panel(size, run, height))
        panels += lines[:-1]
        height = int(lines[-1])
    width = _LEFT + _WIDTH + _RIGHT
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>Seconds of each build, on a logarithmic scale</title>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
    )
    PLOT.write_text("\n".join([head, *panels, "</svg>", ""]), encoding="utf-8")


def _panel(size: int, run: Run, top: int) -> Iterator[str]:
    """Yield the elements of one size, then the place below it."""
    yield _text(16, top, f"{size:,} releases", weight="bold")
    left = _LEFT
    for contender in run.contenders:
        name = "Hugo" if contender == HUGO else f"Dateline, {contender}"
        yield f'<rect x="{left}" y="{top - 9}" width="10" height="10" fill="{_COLOURS[contender]}"/>'
        yield _text(left + 15, top, name)
        left += 190
    row = top + 14
    rows = list(_rows(run, row + 10))
    bottom = int(rows[-1])
    for exponent in range(round(log10(_SHORTEST)), round(log10(_LONGEST)) + 1):
        x = _x(10.0**exponent)
        yield f'<path d="M{x} {row}V{bottom}" stroke="#ddd"/>'
        yield _text(x, bottom + 14, f"{10.0**exponent:g} s", anchor="middle", colour="#666")
    yield from rows[:-1]
    yield str(bottom + _HEAD)


def _rows(run: Run, row: int) -> Iterator[str]:
    for case in CASES:
        measured = [(who, cases[case.name]) for who, cases in run.contenders.items() if case.name in cases]
        if not measured:
            continue
        yield _text(_LEFT - 10, row + len(measured) * _BAR / 2 + 4, case.title, anchor="end")
        for contender, found in measured:
            end = _x(found.time)
            yield (
                f'<rect x="{_LEFT}" y="{row}" width="{max(end - _LEFT, 1):.1f}" height="{_BAR - 1}" '
                f'fill="{_COLOURS[contender]}"/>'
            )
            yield _text(end + 5, row + _BAR - 2, f"{found.time:.3g} s", colour="#444", size=10)
            row += _BAR
        row += _GAP
    yield str(row)


def _x(seconds: float) -> float:
    share = log10(max(seconds, _SHORTEST) / _SHORTEST) / log10(_LONGEST / _SHORTEST)
    return round(_LEFT + min(share, 1) * _WIDTH, 1)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    weight: str = "normal",
    colour: str = "#111",
    size: int = 12,
) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" font-size="{size}" '
        f'fill="{colour}">{escape(text)}</text>'
    )
