"""The releases that somebody names: by file, id, release number, identifier or address."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.config import Config
from generator.front_matter import read_front_matter, split_document
from generator.model import FrontMatter
from generator.problems import DatelineError, Problem, errors_in
from generator.record.addresses import address_of

RELEASES = "content/releases"
_UNREADABLE = "the file cannot be read ({reason}); check its permissions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A release as its file has it."""

    path: str
    """Below the site."""
    data: bytes
    front: FrontMatter
    body: str


def find_records(site: Path, names: Sequence[str], config: Config) -> list[Record]:
    """Return the releases that are named, each once, in their order; raises DatelineError with every name that is none.

    A name is the path of a file, as seen from here, from the site or from `content/releases/`, with or without `.md`;
    or an `id`, a `number`, one of the `identifiers`; or the address of the page.
    """
    found: dict[str, Record] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            path = _file_of(site, name)
            record = read_record(site, path) if path else _look_up(site, name, config)
            found.setdefault(record.path, record)
        except DatelineError as error:
            problems += error.problems
    if problems:
        raise DatelineError(problems)
    return list(found.values())


def read_record(site: Path, path: str) -> Record:
    """Read a release; raises DatelineError, with every problem, when its file has an error."""
    try:
        data = (site / path).read_bytes()
    except OSError as error:
        raise DatelineError([Problem(message=_UNREADABLE.format(reason=error.strerror), path=path)]) from error
    document = split_document(data, path)
    front, problems = read_front_matter(document, path)
    if front is None:
        raise DatelineError(errors_in(problems))
    return Record(path=path, data=data, front=front, body=document.body)


def release_paths(site: Path) -> list[str]:
    """Return the files of all releases, below the site, sorted."""
    return sorted(_walk(f"{site}/{RELEASES}", RELEASES))


def read_files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every release; raises DatelineError at one that cannot be read."""
    for path in release_paths(site):
        try:
            with open(f"{site}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand of them, in a second
                yield path, file.read()
        except OSError as error:
            raise DatelineError([Problem(message=_UNREADABLE.format(reason=error.strerror), path=path)]) from error


def _walk(folder: str, path: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk(f"{folder}/{entry.name}", f"{path}/{entry.name}")
                elif entry.name.endswith(".md"):
                    yield f"{path}/{entry.name}"
    except OSError:  # the build says what it cannot read
        return


def _file_of(site: Path, name: str) -> str | None:
    """Return the path below the site of the release whose file is named, or None."""
    releases = (site / RELEASES).resolve()
    for base in (Path(), site, site / RELEASES):
        for candidate in (base / name, base / f"{name}.md"):
            try:
                is_file = candidate.is_file()
            except (OSError, ValueError):  # a name no file can have
                return None
            if is_file and candidate.suffix == ".md" and candidate.resolve().is_relative_to(releases):
                return f"{RELEASES}/{candidate.resolve().relative_to(releases).as_posix()}"
    return None


def _look_up(site: Path, name: str, config: Config) -> Record:
    """Return the one release with an id, a number, an identifier or an address."""
    address = _as_address(name, config)
    last = address.rstrip("/").rpartition("/")[2]
    needle = (last or name).encode()
    found: dict[str, Record] = {}
    for path, data in read_files(site):
        if needle not in data and (not last or last not in path):
            continue
        try:
            record = read_record(site, path)
            front = record.front
            if name == front.id:
                return record
            if name in (front.number, *front.identifiers) or (address and address_of(path, front, config) == address):
                found[path] = record
        except DatelineError:  # one that is broken is not the one that was named
            continue
    if len(found) > 1:
        message = f"{len(found)} releases have the number '{name}': {', '.join(found)}; name one by its file"
        raise DatelineError([Problem(message=message)])
    if not found:
        raise DatelineError([_unknown(site, name)])
    return next(iter(found.values()))


def _as_address(name: str, config: Config) -> str:
    """Return the address in the site that a name is, or ""."""
    base = next((base for base in (config.base_url, *config.previous_urls) if name.startswith(base)), None)
    address = "/" + name.removeprefix(base) if base else name
    if not address.startswith("/"):
        return ""
    path = unquote(urlsplit(address).path).removesuffix("index.html")
    return path if path.endswith("/") else f"{path}/"


def _unknown(site: Path, name: str) -> Problem:
    if (site / name).is_dir() or Path(name).is_dir():
        return Problem(message=f"'{name}' is a folder; name the files in it")
    if re.search(r"\.md$|/", name):
        return Problem(message=f"there is no release '{name}' below {RELEASES}/; `dateline list` names those that are")
    message = f"no release has the file, id, number or identifier '{name}'; `dateline list` names those that are there"
    return Problem(message=message)
