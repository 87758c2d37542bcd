"""Old addresses that releases name themselves."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from generator.organise.site import Entry, Redirect
from generator.problems import Problem

_PAGE = re.compile(r"(?:/|\.html?|/[^./]+)$")


def alias_redirects(entries: Iterable[Entry], bases: Sequence[str]) -> tuple[list[Redirect], list[Problem]]:
    """Return a redirect for every alias that a static page can stand at; two releases may not claim the same one.

    `bases` are the URLs under which the site stands or stood: an alias that is a whole URL below one of them is meant
    from there.
    """
    redirects: dict[str, Redirect] = {}
    problems = []
    for entry, alias in _aliases(entries, bases):
        path, problem = _read_alias(alias)
        if problem:
            problems.append(Problem(message=problem, path=entry.release.path))
        address = _place_of_page(path)
        if not address or address == entry.address:
            continue
        other = redirects.get(address)
        if other and other.target != entry.address:
            message = f"the alias {address} is claimed by {other.origin} as well; remove it from one of them"
            problems.append(Problem(message=message, path=entry.release.path))
            continue
        redirects[address] = _redirect(address, entry)
    return list(redirects.values()), problems


def server_aliases(entries: Iterable[Entry], bases: Sequence[str]) -> list[Redirect]:
    """Return a redirect for every alias at which no static page can stand: one with a query, or a file of a program.

    Only a server can answer there; of an alias that two releases claim the older one's is meant.
    """
    redirects: dict[str, Redirect] = {}
    for entry, alias in _aliases(entries, bases):
        path, _ = _read_alias(alias)
        if path and not _place_of_page(path) and path != "/":
            redirects.setdefault(path, _redirect(path, entry))
    return list(redirects.values())


def _aliases(entries: Iterable[Entry], bases: Sequence[str]) -> Iterator[tuple[Entry, str]]:
    for entry in entries:
        for alias in entry.release.front.aliases:
            yield entry, next((alias.removeprefix(base[:-1]) for base in bases if alias.startswith(base)), alias)


def _redirect(address: str, entry: Entry) -> Redirect:
    release = entry.release
    return Redirect(address=address, target=entry.address, title=release.front.title, origin=release.path)


def _read_alias(alias: str) -> tuple[str, str | None]:
    """Return the decoded path of an alias with its query, or "" and, when it is no address, what is wrong."""
    advice = "write an address like /news/2012/old-name/ or https://old.example.org/page?id=3"
    try:
        parts = urlsplit(alias)
    except ValueError:
        return "", f"the alias '{alias}' is not an address; {advice}"
    path = unquote(parts.path)
    if not (alias.startswith("/") or parts.scheme in ("http", "https")) or re.search(r"[\x00-\x1f\\]", path):
        return "", f"the alias '{alias}' is not an address; {advice}"
    if {".", ".."} & set(path.split("/")):
        return "", f"the alias '{alias}' is no place of its own; write it without '.' and '..' between slashes"
    path = re.sub(r"/{2,}", "/", path) or "/"
    return f"{path}?{parts.query}" if parts.query else path, None


def _place_of_page(path: str) -> str:
    """Return where a page stands that answers at a path, or "" when none can."""
    if path in ("", "/") or "?" in path or not _PAGE.search(path):
        return ""
    return path if path.endswith(("/", ".html", ".htm")) else f"{path}/"
