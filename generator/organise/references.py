"""What the references of releases lead to, and which lead nowhere."""

from collections.abc import Callable, Container

from generator.model import Release
from generator.problems import Problem
from generator.references import resolve_path

_REFERENCES = ("replaces", "translation_of", "variant_of")


def find_broken_references(releases: list[Release], known: Container[str]) -> list[Problem]:
    """Return a warning for every reference in the front matter that names no release."""
    problems = []
    for release in releases:
        front = release.front
        if not (front.replaces or front.translation_of or front.variant_of or front.related):
            continue
        named = [(key, getattr(front, key)) for key in _REFERENCES]
        named += [("related", reference) for reference in front.related]
        for key, reference in named:
            if reference and resolve_path(reference, release.path, known) is None:
                message = f"'{key}' names '{reference}', which is no release; write its path from content/releases/"
                problems.append(Problem(message=message, path=release.path, severity="warning"))
    return problems


def referrers(
    releases: list[Release], read: Callable[[Release], str | None], known: Container[str]
) -> dict[str, list[Release]]:
    """Return for each path the releases that name it in one of their references, in their order."""
    found: dict[str, list[Release]] = {}
    for release in releases:
        reference = read(release)
        path = resolve_path(reference, release.path, known) if reference else None
        if path:
            found.setdefault(path, []).append(release)
    return found
