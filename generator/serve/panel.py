"""What is wrong, as the panel over the page shows it: data, which the browser turns into text and never into markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem, errors_in

SHOWN = 20
"""Problems in one section; the others are counted."""
AROUND = 2
"""Lines shown before and after the line at fault."""
WIDTH = 300
"""Characters of a line that are shown."""
READABLE = 2_000_000
"""Bytes of a file above which no lines are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the user's file."""

    number: int
    text: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One problem with the lines around it."""

    place: str
    """`path:line`, or less."""
    severity: str
    message: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Problems with one cause."""

    title: str
    hint: str
    problems: tuple[Shown, ...] = ()
    more: int = 0
    """How many problems are not shown."""
    report: str = ""
    """What to send to the maintainers; empty unless the fault is ours."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that is wrong at one moment."""

    sections: tuple[Section, ...]


def make_panel(sections: Sequence[Section | None]) -> Panel | None:
    """Put the sections that there are together; None when nothing is wrong."""
    present = tuple(section for section in sections if section)
    return Panel(present) if present else None


def section_of_build(site: Path, problems: Sequence[Problem]) -> Section | None:
    """Describe why the site could not be built."""
    return section_of(
        site,
        errors_in(problems) or problems,
        title="The site could not be built",
        hint="The pages stay as they were. This goes away by itself once it is mended.",
    )


def section_of_inbox(site: Path, problems: Sequence[Problem]) -> Section | None:
    """Describe which files of the inbox could not be imported."""
    return section_of(
        site,
        problems,
        title="Not imported from the inbox",
        hint="The file is still there. It is tried again as soon as it changes.",
    )


def section_of_fault(report: str, version: str) -> Section:
    """Describe a fault of ours."""
    return Section(
        title="Dateline has a fault",
        hint="This is not a mistake in your files, and they are safe. The preview goes on and tries again at your next "
        "change. Please report it to the maintainers, with the text below.",
        report=f"dateline {version}\n{report}",
    )


def section_of(site: Path, problems: Sequence[Problem], *, title: str, hint: str) -> Section | None:
    """Describe problems with the lines around each; None when there are none."""
    if not problems:
        return None
    shown = tuple(
        Shown(
            place=f"{problem.path}:{problem.line}" if problem.path and problem.line else problem.path,
            severity=problem.severity,
            message=problem.message,
            lines=lines_around(site, problem.path, problem.line),
        )
        for problem in problems[:SHOWN]
    )
    return Section(title=title, hint=hint, problems=shown, more=len(problems) - len(shown))


def lines_around(site: Path, path: str, line: int | None) -> tuple[Line, ...]:
    """Return the lines around one of a file inside the site; nothing if it cannot be read as text."""
    if not path or not line:
        return ()
    file = site / path
    try:
        if not file.resolve().is_relative_to(site.resolve()) or file.stat().st_size > READABLE:
            return ()
        texts = file.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeError):
        return ()
    first, last = max(1, line - AROUND), min(len(texts), line + AROUND)
    return tuple(Line(number, texts[number - 1][:WIDTH], number == line) for number in range(first, last + 1))


def plain_text(panel: Panel) -> str:
    """Word a panel for a reader without scripts."""
    paragraphs = []
    for section in panel.sections:
        paragraphs.append(f"{section.title}\n{section.hint}")
        paragraphs += [
            f"{problem.place}: {problem.message}" if problem.place else problem.message for problem in section.problems
        ]
        if section.more:
            paragraphs.append(f"… and {section.more} more")
        if section.report:
            paragraphs.append(section.report)
    return "\n\n".join(paragraphs)
