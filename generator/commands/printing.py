"""What is printed for people: on standard error, so that standard output stays for programs."""

from collections.abc import Sequence

import click

from generator.problems import Problem, errors_in


def print_problems(problems: Sequence[Problem]) -> None:
    """Print every problem, and how many errors there are."""
    for problem in problems:
        say(str(problem))
    errors = len(errors_in(problems))
    if errors > 1:
        say(f"{errors} errors. Nothing was changed.")


def say(text: str) -> None:
    """Print one line."""
    click.echo(text, err=True)
