"""An address as a file of the site has it → the file that a host would answer it with."""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.config import Config

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WHITE = re.compile(r"[\t\n\r]")


class Target(NamedTuple):
    """A place in the site."""

    path: str
    """Below the output folder, percent-decoded; empty or with a slash at its end for a folder."""
    fragment: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site stands."""

    host: str
    path: str
    """With a slash at both ends."""

    def target(self, source: str, written: str) -> Target | None:
        """Return what an address in a file of the output leads to; None when that is no place of this site.

        `source` is the path of the file. Raises ValueError for an address that nothing can be made of.
        """
        address = _WHITE.sub("", written.strip())
        if _SCHEME.match(address) or address.startswith("//"):
            return self._of_url(address)
        rest, _, fragment = address.partition("#")
        path = rest.partition("?")[0]
        if not path:
            return Target(source, unquote(fragment))
        if path[0] == "/":
            return self._below(path, fragment)
        folder = source.rpartition("/")[0]
        steps = folder.split("/") if folder else []
        return Target(_walk(steps, unquote(path) if "%" in path else path), unquote(fragment))

    def _of_url(self, address: str) -> Target | None:
        if not address.lower().startswith(("http:", "https:", "//")):
            return None
        parts = urlsplit(address)
        if parts.netloc.lower() != self.host:
            return None
        return self._below(parts.path or "/", parts.fragment)

    def _below(self, path: str, fragment: str) -> Target | None:
        if not path.startswith(self.path):
            return Target("", unquote(fragment)) if f"{path}/" == self.path else None
        return Target(_walk([], unquote(path[len(self.path) :])), unquote(fragment))


def addresses_of(config: Config) -> Addresses:
    """Return where a site stands by its configuration."""
    parts = urlsplit(config.base_url)
    return Addresses(parts.netloc.lower(), parts.path)


def file_of(path: str, files: Container[str]) -> str | None:
    """Return the file that a host answers with for a path of the site; None when it has none."""
    if path in files:
        return path
    for file in (f"{path}index.html",) if not path or path.endswith("/") else (f"{path}/index.html",):
        if file in files:
            return file
    return None


def _walk(steps: list[str], path: str) -> str:
    """Follow a path from a folder; at the root `..` leads no further, as in a browser."""
    if "." not in path and "//" not in path:
        return "/".join((*steps, path))
    steps = list(steps)
    *folders, last = path.split("/")
    for folder in folders:
        if folder == "..":
            del steps[-1:]
        elif folder != ".":
            steps.append(folder)
    if last == "..":
        del steps[-1:]
    name = "" if last in (".", "..") else last
    return "/".join((*steps, name))
