"""The table of checks, in the order in which they run.

A check is a module of `find_problems(subject)`, which yields what is wrong and what it had to leave out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.check import content, embargo, feeds, host, html, links, originals, redirects
from generator.check.findings import LeftOut
from generator.check.subject import Subject
from generator.problems import DatelineError, Problem


class UnknownCheck(DatelineError):
    """Somebody asked for a check that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One row of the table."""

    name: str
    """As the command line takes it."""
    find_problems: Callable[[Subject], Iterable[Problem | LeftOut]]
    needs_output: bool = True


CHECKS = (
    Check(name="links", find_problems=links.find_problems),
    Check(name="html", find_problems=html.find_problems),
    Check(name="embargo", find_problems=embargo.find_problems),
    Check(name="originals", find_problems=originals.find_problems, needs_output=False),
    Check(name="feeds", find_problems=feeds.find_problems),
    Check(name="redirects", find_problems=redirects.find_problems),
    Check(name="content", find_problems=content.find_problems, needs_output=False),
    Check(name="host", find_problems=host.find_problems),
)


def find_checks(names: Iterable[str]) -> tuple[Check, ...]:
    """Return the named checks in the order of the table, all of them when none is named; refuse an unknown name."""
    wanted = list(names)
    known = {check.name for check in CHECKS}
    for name in wanted:
        if name not in known:
            message = f"there is no check '{name}'; write one of {', '.join(check.name for check in CHECKS)}"
            raise UnknownCheck([Problem(message=message)])
    return tuple(check for check in CHECKS if not wanted or check.name in wanted)
