"""Small sites for tests: written from a mapping, built at one instant, read back as a mapping."""

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from generator.build import BuildOptions, BuildReport, build
from generator.front_matter import write_document
from generator.model import FrontMatter
from generator.problems import DatelineError
from generator.publish import MARKER

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
BASE_PATH = "/archive/"
BASE_URL = f"https://example.org{BASE_PATH}"

AS_OF = datetime(2026, 7, 1, 12, tzinfo=UTC)
"""The instant of every site that is built here."""
EPOCH = str(int(AS_OF.timestamp()))

CONFIG = f"title: The Archive\nbase_url: {BASE_URL}\n"


def write_site(folder: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write the files of a site, and a plain config.yaml unless there is one; None leaves a file out."""
    for path, data in ({"config.yaml": CONFIG} | dict(files)).items():
        if data is not None:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def release(title: str, body: str = "Words.", **front: Any) -> str:
    """Return the file of a release; its date is 2024-01-11 unless the front matter says otherwise."""
    lines = {"title": title, "date": "2024-01-11"} | front
    return (
        "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None) + f"---\n\n{body}\n"
    )


def document(front: FrontMatter, body: str = "") -> bytes:
    """Return the file of a release as import writes it."""
    return write_document(front, body)


def build_at(site: Path, options: BuildOptions | None = None, *, epoch: str = EPOCH, **changes: Any) -> BuildReport:
    """Build the public site of `AS_OF`, into `output/` unless told otherwise."""
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": epoch}):
        return build(site, dataclasses.replace(options or BuildOptions(), **changes))


def problems_of(site: Path, **changes: Any) -> list[str]:
    """Return all that a build of the site says, errors and warnings, as the author reads it."""
    try:
        return [str(problem) for problem in build_at(site, **changes).warnings]
    except DatelineError as failed:
        return [str(problem) for problem in failed.problems]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path, without the folder's marker."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    return {path: file.read_bytes() for path, file in sorted(found.items()) if path != MARKER}


def stamps_in(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return inode, time of change and bytes of every file, by which any write shows."""
    found = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in found}


def copy_golden_site(folder: Path) -> Path:
    """Copy the golden site to where it may be changed and built."""
    shutil.copytree(GOLDEN / "site", folder)
    return folder


def dateline(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env=inherited | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH, "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def differences(expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> Iterable[str]:
    """Yield what differs between two folders, a file at a time."""
    yield from (f"missing: {path}" for path in expected if path not in found)
    yield from (f"unexpected: {path}" for path in found if path not in expected)
    yield from (f"differs: {path}" for path in expected if path in found and expected[path] != found[path])
