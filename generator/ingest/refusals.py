"""What is said of a source that could not be imported."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.ingest.reading import NotARelease
from generator.ingest.results import SourceResult
from generator.problems import ImportRefused, Problem


def problems_of(error: ImportRefused | OSError) -> Sequence[Problem]:
    """Return the problems of an error, a refusal of the disk included."""
    if isinstance(error, ImportRefused):
        return error.problems
    at = f" at {Path(error.filename).name}" if isinstance(error.filename, str) else ""
    message = f"the disk refused{at}: {error.strerror or error}; check permissions and free space, and import again"
    return [Problem(message=message)]


def failed(shown: str, problems: Sequence[Problem]) -> SourceResult:
    """Return the result of a source that was left where it was."""
    placed = tuple(problem if problem.path else replace(problem, path=shown) for problem in problems)
    return SourceResult(source=shown, status="failed", problems=placed)


def passed_over(shown: str, unfit: NotARelease, *, named: bool) -> SourceResult:
    """Return the result of a file that is no release: only one that the user named is refused."""
    if named:
        return failed(shown, [Problem(message=str(unfit))])
    return SourceResult(source=shown, status="skipped", reason="not-a-release")
