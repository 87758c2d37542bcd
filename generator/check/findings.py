"""What a check says: problems, and what it had to leave out.

A fault that stands on every page is one finding, with the first place and how many others there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a check could not look at."""

    reason: str
    """What was left out, why, and how to have it, as one sentence without a full stop at its end."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and the check that found it."""

    check: str
    problem: Problem

    def __str__(self) -> str:
        """Word the finding as compilers do, with the name of the check at its end."""
        return f"{self.problem} [{self.check}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What checking a site came to."""

    checks: tuple[str, ...]
    """The names of those that ran, in their order."""
    files: int
    """In the output."""
    findings: tuple[Finding, ...]
    """By check, file and line."""
    left_out: tuple[tuple[str, str], ...] = ()
    """The name of a check, and what it could not look at."""
    seconds: float = 0.0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are more than warnings: with any of these the site should not be published."""
        return tuple(finding for finding in self.findings if finding.problem.severity == "error")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at one place of one file."""

    path: str
    line: int | None
    message: str
    severity: Severity = "error"


def gather(faults: Iterable[Fault]) -> Iterator[Problem]:
    """Yield one problem for each message, at its first place, with the number of other files that have it."""
    first: dict[str, Fault] = {}
    files: dict[str, int] = {}
    latest: dict[str, str] = {}
    for fault in faults:
        first.setdefault(fault.message, fault)
        if latest.get(fault.message) != fault.path:
            latest[fault.message] = fault.path
            files[fault.message] = files.get(fault.message, 0) + 1
    for message, fault in first.items():
        yield Problem(
            message=message + others(files[message] - 1),
            path=fault.path,
            line=fault.line,
            severity=fault.severity,
        )


def others(count: int) -> str:
    """Return what is added to a message that holds for other files as well."""
    return f" (and in {count:,} other {'file' if count == 1 else 'files'})" if count else ""
