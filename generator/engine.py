"""Everything beside a site's own files that decides its bytes: the code, Python, the libraries, the time zones."""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import TZPATH

from generator.digests import digest_of, digest_of_bytes
from generator.problems import BuildFailed, Problem

if TYPE_CHECKING:  # a build with nothing to do must not wait for it
    from generator.markdown_settings import Dialect

_LIBRARIES = ("anyascii", "babel", "jinja2", "markupsafe", "msgspec", "nh3", "pyyaml")
_ZONES = "tzdata"
"""Which only a system without time zones of its own needs."""
_READS = {"python-markdown": "markdown", "commonmark": "pyromark"}
"""The library of each engine of Markdown."""


def engine_digest(dialect: "Dialect") -> str:
    """Return the digest of what builds: with another one, nothing that is known of an earlier build counts.

    `dialect` is how the site reads Markdown; an empty one is any. Raises `BuildFailed` when what reads it is not
    installed.
    """
    engine = dialect[0] if dialect else ""
    installed = _installed()
    if engine and not _version(_READS[engine], installed):
        message = f"the Markdown engine {engine} needs {_READS[engine]}; install it with: pip install 'dateline[fast]'"
        raise BuildFailed([Problem(message=message)])
    readers = [_READS[engine]] if engine else [*_READS.values()]
    libraries = [(name, _version(name, installed)) for name in (*_LIBRARIES, *readers)]
    return digest_of((dialect, _code(), sys.version, libraries, installed.get(_ZONES, ""), _zones()))


@cache
def _code() -> list[tuple[str, str]]:
    """Return the digest of each module; a process that builds again goes on with the ones that it began with."""
    package = Path(__file__).parent
    return [(path.relative_to(package).as_posix(), digest_of_bytes(path.read_bytes())) for path in _modules(package)]


def _modules(package: Path) -> list[Path]:
    """Return the modules of the package that a build uses; import and preview decide no byte of it."""
    top = sorted(package.glob("*.py"))
    folders = ("contexts", "organise", "parse", "render")
    return top + [path for folder in folders for path in sorted((package / folder).rglob("*.py"))]


def _installed() -> dict[str, str]:
    """Return the versions of all packages as the names of their folders say them, which is soon read."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:  # or an archive, or not there
            for entry in sorted(one.name for one in entries):
                name, _, kind = entry.rpartition(".")
                if kind in ("dist-info", "egg-info"):
                    package, version = [*name.split("-"), ""][:2]
                    found.setdefault(package.lower(), version)
    return found


def _version(name: str, installed: dict[str, str]) -> str:
    if version := installed.get(name):
        return version
    from importlib import metadata  # also knows packages in archives, and takes long to load

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _zones() -> list[str]:
    """Return the versions of the system's time zones, as far as it says them."""
    files = (Path(folder, name) for folder in TZPATH for name in ("+VERSION", "tzdata.zi"))
    return [_first_line(file) for file in files if file.is_file()]


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8") as opened:
        return opened.readline()
