"""Everything beside a site's own files that decides its bytes: the code, Python, the libraries, the time zones."""

import sys
from importlib import metadata
from pathlib import Path
from zoneinfo import TZPATH

from generator.digests import digest_of, digest_of_bytes
from generator.markdown_settings import Dialect
from generator.problems import BuildFailed, Problem

_LIBRARIES = ("anyascii", "babel", "jinja2", "markupsafe", "msgspec", "nh3", "pyyaml", "tzdata")
_READS = {"python-markdown": "markdown", "commonmark": "pyromark"}
"""The library of each engine of Markdown."""


def engine_digest(dialect: Dialect) -> str:
    """Return the digest of what builds: with another one, nothing that is known of an earlier build counts.

    `dialect` is how the site reads Markdown; an empty one is any. Raises `BuildFailed` when what reads it is not
    installed.
    """
    engine = dialect[0] if dialect else ""
    if engine and not _version(_READS[engine]):
        message = f"the Markdown engine {engine} needs {_READS[engine]}; install it with: pip install 'dateline[fast]'"
        raise BuildFailed([Problem(message=message)])
    package = Path(__file__).parent
    code = [(path.relative_to(package).as_posix(), digest_of_bytes(path.read_bytes())) for path in _modules(package)]
    readers = [_READS[engine]] if engine else [*_READS.values()]
    libraries = [(name, _version(name)) for name in (*_LIBRARIES, *readers)]
    return digest_of((dialect, code, sys.version, libraries, _zones()))


def _modules(package: Path) -> list[Path]:
    """Return the modules of the package that a build uses; import and preview decide no byte of it."""
    top = sorted(package.glob("*.py"))
    folders = ("contexts", "organise", "parse", "render")
    return top + [path for folder in folders for path in sorted((package / folder).rglob("*.py"))]


def _version(name: str) -> str:
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
