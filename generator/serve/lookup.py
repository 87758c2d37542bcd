"""Which file a request asks for.

No request reaches a file outside the folder, however it is spelled. A name that some file system reads in its own way
(a device, a stream, a trailing dot) is not looked for on any.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

if TYPE_CHECKING:
    from generator.on_request import PagesOnRequest

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789")}
)
"""Names that Windows takes for devices, in any folder and with any ending."""
HIDDEN_BUT_PUBLIC = ".well-known"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the site."""

    path: Path
    address: str
    """As the build names it, not percent-encoded: `/2024/01/slug/` for an `index.html`."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A folder that was asked for without the slash at its end, on which relative links depend."""

    location: str
    """Percent-encoded, with the query."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made when it was asked for."""

    data: bytes
    address: str


def find_made(pages: "PagesOnRequest", target: str) -> Made | Found | Moved | None:
    """Look the target of a request up among pages that are made on request; None is a 404.

    Raises BuildFailed when a layout is wrong, and PagesGone.
    """
    path, _, query = target.partition("?")
    names = plain_names(path) if target.startswith("/") else None
    if names is None:
        return None
    address = "/" + "/".join(names)
    if names[-1] == "index.html":
        address = address.removesuffix("index.html")
    with pages.asking():
        if data := pages.asset(address):
            return Made(data, address)
        if source := pages.copy(address):
            return Found(source, address)
        if data := pages.make(address):
            return Made(data, address)
        if names[-1] and pages.has(f"{address}/"):
            return Moved(quote(address) + "/" + (f"?{query}" if query else ""))
    return None


def find_file(folder: Path, target: str) -> Found | Moved | None:
    """Look up the target of a request (RFC 9112 section 3.2.1: a path and perhaps a query); None is a 404."""
    if not target.startswith("/"):
        return None
    path, _, query = target.partition("?")
    names = plain_names(path)
    if names is None:
        return None
    wants_folder = not names[-1]
    address = "/" + "/".join(names).removesuffix("/")
    file = inside(folder, folder.joinpath(*names))
    if file is None:
        return None
    if file.is_dir():
        if not wants_folder:
            return Moved(quote(address) + "/" + (f"?{query}" if query else ""))
        index = inside(folder, file / "index.html")
        return Found(index, address if address == "/" else address + "/") if index and index.is_file() else None
    if wants_folder or not file.is_file():  # a FIFO would hold the thread for ever
        return None
    return Found(file, address.removesuffix("index.html") if names[-1] == "index.html" else address)


def plain_names(path: str) -> list[str] | None:
    """Decode a path, once, into the names between its slashes; None if one of them is no name of ours.

    The last name is empty if the path ends with a slash.
    """
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeError:
        return None
    names = decoded.removeprefix("/").split("/")
    *folders, last = names
    return names if all(map(is_plain, folders)) and (not last or is_plain(last)) else None


def is_plain(name: str) -> bool:
    """Return whether a name stands for one file on every system, and is not hidden."""
    return (
        bool(name)
        and (not name.startswith(".") or name == HIDDEN_BUT_PUBLIC)
        and not name.endswith((".", " "))
        and not any(character in "\\/:" or ord(character) < 32 for character in name)
        and name.partition(".")[0].rstrip().casefold() not in DEVICES
    )


def inside(folder: Path, path: Path) -> Path | None:
    """Return the real path, if it exists and no link on the way leads out of the folder."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # RuntimeError: a loop of links; ValueError: NUL
        return None
    return real if real.is_relative_to(folder.resolve()) else None
