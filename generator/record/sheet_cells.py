"""Cells of a spreadsheet: texts that no program takes for something else, and dates that one has rewritten.

A cell that would be taken for something begins with an apostrophe, and is read without it.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress

from generator.dates import StatedDate

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"\s*[$€£]?\s*[\d.,\s]*\d[\d.,\s]*(?:e[+-]?\d+)?\s*%?\s*", re.IGNORECASE)
_DATE_OR_TIME = re.compile(r"\s*\d{1,4}\s*[-/.:]\s*\d{1,2}(?:\s*[-/.:]\s*\d{1,4})?(?:[T\s].*)?", re.IGNORECASE)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NAMED_DATE = re.compile(
    rf"\s*(?:{_MONTH}[-\s,]+\d{{1,4}}|\d{{1,2}}[-\s.]+{_MONTH}(?:[-\s,]+\d{{1,4}})?)\s*", re.IGNORECASE
)
_FLAG = re.compile(r"\s*(?:true|false)\s*", re.IGNORECASE)
_TAKEN = (_NUMBER, _DATE_OR_TIME, _NAMED_DATE, _FLAG)

_PARTS = re.compile(
    r"(?P<first>\w+)[-/. ,]+(?P<second>\w+)(?:[-/. ,]+(?P<third>\w+))?"
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second_of_minute>\d\d))?(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DIGEST_LENGTH = 8


def guard(text: str) -> str:
    """Return what stands in the cell of a text."""
    return f"'{text}" if _needs_guard(text) else text


def unguard(cell: str) -> str:
    """Return the text of a cell."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def digest_of_cell(text: str) -> str:
    """Return by what it is seen that a cell changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def readings_of_date(cell: str) -> Iterator[str]:
    """Yield the dates, in ISO 8601, that a spreadsheet may have shown as this cell.

    `11/01/2024` may be two days; which one it is, the date that was exported tells, and no guess.
    """
    found = _PARTS.fullmatch(cell.strip())
    if not found:
        return
    time = _time(found["hour"], found["minute"], found["second_of_minute"], found["half"])
    first, second, third = found["first"], found["second"], found["third"]
    orders: list[tuple[str, str, str | None]]
    if third is None:
        orders = [(second, first, None), (first, second, None)]  # Sep-11, 2011-9
    else:
        orders = [(first, second, third), (third, second, first), (third, first, second)]
    for year, month, day in orders:
        for whole in _years(year):
            number, of_month = _month(month), int(day) if day and day.isdigit() else None
            if number is None or (day and of_month is None) or (time and of_month is None):
                continue
            text = f"{whole:04}-{number:02}" + (f"-{of_month:02}" if of_month else "")
            with suppress(ValueError):
                yield StatedDate.parse(text + time).isoformat()


def _needs_guard(text: str) -> bool:
    if text.startswith("'"):
        return _needs_guard(text[1:])
    return text.startswith(_FORMULA) or any(pattern.fullmatch(text) for pattern in _TAKEN)


def _years(text: str) -> Iterator[int]:
    if text.isdigit() and len(text) == 4:
        yield int(text)
    elif text.isdigit() and len(text) <= 2:
        yield from (2000 + int(text), 1900 + int(text))


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    short = text[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _time(hour: str | None, minute: str | None, second: str | None, half: str | None) -> str:
    if hour is None or minute is None:
        return ""
    of_day = int(hour) % 12 + (12 if half.lower() == "p" else 0) if half else int(hour)
    return f"T{of_day:02}:{minute}" + (f":{second}" if second and int(second) else "")
