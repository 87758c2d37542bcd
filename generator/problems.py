"""How a fault in the user's files is described: as data, all at once, with file, line and what to do.

Nothing here prints; only the command line and the preview's error panel word a problem for a reader.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in the user's content, configuration or layouts."""

    message: str
    """What is wrong and what to do about it, as one sentence without a full stop at its end."""
    path: str = ""
    """The file, relative to the site's folder, with forward slashes, or the variable of the environment; else empty."""
    line: int | None = None
    """Counted from 1."""
    severity: Severity = "error"

    def __str__(self) -> str:
        """Word the problem as compilers do: `path:line: severity: message`."""
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        return f"{place}: {self.severity}: {self.message}" if place else f"{self.severity}: {self.message}"


class DatelineError(Exception):
    """Something the user can mend; the command line prints it without a traceback and ends with exit code 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep every problem: a user who mends one file at a time loses the day."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["DatelineError"], tuple[tuple[Problem, ...]]]:
        """Let the problems cross from one process to another; an exception would send its text alone."""
        return type(self), (self.problems,)


class BuildFailed(DatelineError):
    """The content, the configuration or a layout is wrong, so nothing was published."""


class ImportRefused(DatelineError):
    """A source could not be made into a release; it was left where it was."""


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build, in their order."""
    return [problem for problem in problems if problem.severity == "error"]


def stop_at_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    """Raise `BuildFailed` with all problems when there is an error among them, or `strict` makes one of a warning."""
    if errors_in(problems):
        raise BuildFailed(problems)
    if strict and problems:
        raise BuildFailed([*problems, Problem(message="nothing was built, for --strict takes a warning for an error")])
