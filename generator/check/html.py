"""The check of HTML: every page that a layout made is well-formed, and says what readers and their programs need.

Files of `content/static/` are their owner's business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.check.findings import Fault, LeftOut, gather
from generator.check.nu_checker import judge
from generator.check.page_rules import find_faults
from generator.check.subject import Subject
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a process must know to read pages."""

    output: Path
    name: str
    """What the output folder is called in messages."""


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield what is wrong with pages: once for each fault, with the first page that has it."""
    pages = [path for path in subject.paths(".html") if path not in subject.static]
    found = subject.crew.work(_read_pages, _Reading(subject.output, subject.name), pages)
    yield from gather(fault for faults in found for fault in faults)
    said = list(judge(subject, pages))
    yield from (one for one in said if isinstance(one, LeftOut))
    yield from gather(one for one in said if isinstance(one, Fault))


def _read_pages(reading: _Reading, paths: list[str]) -> list[list[Fault]]:
    return [list(find_faults(f"{reading.name}/{path}", (reading.output / path).read_bytes())) for path in paths]
