"""Old addresses that releases name themselves."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from generator.organise.site import Entry, Redirect
from generator.problems import Problem

_PAGE = re.compile(r"(?:/|\.html?|/[^./]+)$")


def alias_redirects(entries: Iterable[Entry], bases: Sequence[str]) -> tuple[list[Redirect], list[Problem]]:
    """Return a redirect for every alias that a static page can stand at; two releases may not claim the same one.

    `bases` are the URLs under which the site stands or stood: an alias that is a whole URL below one of them is meant
    from there. An alias with a query string leads nowhere in a folder of files: links in bodies know it, and only a
    server's own redirects can answer it.
    """
    redirects: dict[str, Redirect] = {}
    problems = []
    for entry in entries:
        path = entry.release.path
        for alias in entry.release.front.aliases:
            address, problem = _alias_address(
                next((alias.removeprefix(base[:-1]) for base in bases if alias.startswith(base)), alias)
            )
            if problem:
                problems.append(Problem(message=problem, path=path))
            if not address or address == entry.address:
                continue
            other = redirects.get(address)
            if other and other.target != entry.address:
                message = f"the alias {address} is claimed by {other.origin} as well; remove it from one of them"
                problems.append(Problem(message=message, path=path))
                continue
            redirects[address] = Redirect(
                address=address, target=entry.address, title=entry.release.front.title, origin=path
            )
    return list(redirects.values()), problems


def _alias_address(alias: str) -> tuple[str, str | None]:
    """Return where in the site a redirect for an alias must stand, or "" and, when it is no address, what is wrong."""
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
    if parts.query or path in ("", "/"):
        return "", None
    path = re.sub(r"/{2,}", "/", path)
    if not _PAGE.search(path):
        return "", None
    return path if path.endswith(("/", ".html", ".htm")) else f"{path}/", None
