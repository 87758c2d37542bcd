"""The check of the host: whether it takes a site of this size, before anything is uploaded."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from generator.check.findings import LeftOut
from generator.check.subject import Subject
from generator.problems import DatelineError, Problem, Severity

_DATA = Path(__file__).with_name("host_limits.toml")
_NEAR = 0.9
"""Of a limit: from there on it is worth knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a host allows; None where it has no limit."""

    title: str
    read: date
    """The day on which the figures were read."""
    source: str
    note: str = ""
    """What to know of its limit of files."""
    files: int | None = None
    folders_count: bool = False
    """Folders are counted among the files."""
    bytes: int | None = None
    bytes_of_file: int | None = None
    bytes_of_path: int | None = None
    files_in_folder: int | None = None
    redirects: int | None = None
    """Rules in `_redirects`."""
    bytes_of_redirects: int | None = None
    characters_of_redirect: int | None = None
    headers: int | None = None
    """Rules in `_headers`."""
    characters_of_header: int | None = None


@dataclass(frozen=True, slots=True)
class _Measure:
    """One number of a site, and what a host allows."""

    what: str
    value: int
    limit: int | None
    path: str = ""


def find_problems(subject: Subject) -> Iterator[Problem | LeftOut]:
    """Yield each limit that the site is over, and as a warning each that it comes near to.

    Of a host that nobody named the same are warnings: it may be another one. Raises DatelineError for an unknown host.
    """
    hosts = read_limits()
    if subject.host and subject.host not in hosts:
        message = f"there are no limits of '{subject.host}'; write one of {', '.join(hosts)}"
        raise DatelineError([Problem(message=message)])
    for name, limits in hosts.items():
        if subject.host in (None, name):
            over: Severity = "error" if subject.host else "warning"
            for measure in _measures(subject, limits):
                yield from _compare(measure, limits, over, named=subject.host is not None)


def read_limits() -> dict[str, Limits]:
    """Return the limits of each host that is known, by the name that `--limits` takes."""
    return {name: Limits(**table) for name, table in tomllib.loads(_DATA.read_text("utf-8")).items()}


def _compare(measure: _Measure, limits: Limits, over: Severity, *, named: bool) -> Iterator[Problem]:
    if measure.limit is None or measure.value <= measure.limit * (_NEAR if named else 1):
        return
    is_over = measure.value > measure.limit
    how = "more than" if is_over else "near to"
    note = f" ({limits.note})" if limits.note and measure.what == "files" else ""
    message = (
        f"{measure.what}: {measure.value:,}, {how} the {measure.limit:,} that {limits.title} allows{note}, "
        f"as read on {limits.read.isoformat()}"
    )
    yield Problem(message=message, path=measure.path, severity=over if is_over else "warning")


def _measures(subject: Subject, limits: Limits) -> Iterator[_Measure]:
    files, shown = subject.files, subject.shown
    folders = Counter(str(PurePosixPath(path).parent) for path in files)
    entries = len(files) + (len(_all_folders(folders)) if limits.folders_count else 0)
    yield _Measure("files", entries, limits.files, subject.name)
    yield _Measure("bytes in all", sum(files.values()), limits.bytes, subject.name)
    largest = max(files, key=lambda path: files[path])
    yield _Measure("bytes of the largest file", files[largest], limits.bytes_of_file, shown(largest))
    longest = max(files, key=lambda path: len(path.encode()))
    yield _Measure("bytes of the longest path", len(longest.encode()), limits.bytes_of_path, shown(longest))
    fullest = max(folders, key=lambda folder: folders[folder])
    where = subject.name if fullest == "." else shown(fullest)
    yield _Measure("files in one folder", folders[fullest], limits.files_in_folder, where)
    yield from _measures_of_rules(subject, limits)


def _measures_of_rules(subject: Subject, limits: Limits) -> Iterator[_Measure]:
    for name, most, longest in (
        ("_redirects", limits.redirects, limits.characters_of_redirect),
        ("_headers", limits.headers, limits.characters_of_header),
    ):
        if name not in subject.files:
            continue
        lines = subject.read(name).decode("utf-8", "replace").splitlines()
        rules = [line for line in lines if line.strip() and not line.startswith(("#", " ", "\t"))]
        yield _Measure(f"rules in {name}", len(rules), most, subject.shown(name))
        yield _Measure(
            f"characters of the longest line of {name}", max(map(len, lines), default=0), longest, subject.shown(name)
        )
        if name == "_redirects":
            yield _Measure("bytes of _redirects", subject.files[name], limits.bytes_of_redirects, subject.shown(name))


def _all_folders(folders: Counter[str]) -> set[str]:
    return {str(parent) for folder in folders for parent in (PurePosixPath(folder), *PurePosixPath(folder).parents)} - {
        "."
    }
