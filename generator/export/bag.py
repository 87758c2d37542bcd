"""A bag (BagIt 1.0, RFC 8493): the archive with checksums, for another machine, another person, a library's vault.

Below `data/` lies a site that builds: its content, configuration, vocabulary and layouts, and the output if asked.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator import __version__
from generator.config import CONFIG_NAME, load_config
from generator.manifest import MANIFEST, read_manifest, sha256_of
from generator.problems import DatelineError, Problem

_ROOT_FILES = (CONFIG_NAME, ".gitattributes", ".gitignore", "README.md")
_DRAFT = re.compile(r"\.[a-z]+-[^/]*\.tmp")
_UNSAFE = re.compile(r"[\r\n]|%(?:0[aAdD]|25)")
"""What programs decode differently in the manifest of a bag."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Bag:
    """What was put into a bag."""

    files: int
    octets: int
    changed: tuple[str, ...]
    """Files that are not what the archive's own manifest says."""


def make_bag(site: Path, folder: Path, *, output: Path | None, now: datetime) -> Bag:
    """Make a bag in a new or empty folder, of the whole archive, and of a built site if `output` names one.

    The bag takes its name when it is whole. Raises DatelineError when the folder is not empty or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatelineError([Problem(message=f"{folder} is there and not empty; name another folder")])
    config, _ = load_config(site, os.environ)
    draft = folder.with_name(f".{folder.name}-{os.getpid()}.tmp")
    try:
        draft.mkdir(parents=True)
        sums, octets = _fill(draft, _payload(site, config.vocabulary, output))
        info = {
            "Source-Organization": config.publisher.name or config.title,
            "External-Description": f"{config.title}: {config.description}" if config.description else config.title,
            "External-Identifier": config.base_url,
            "Bagging-Date": f"{now.date()}",
            "Bag-Software-Agent": f"dateline {__version__}",
            "Payload-Oxum": f"{octets}.{len(sums)}",
        }
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info.items()),
            "manifest-sha256.txt": "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())),
        }
        tags["tagmanifest-sha256.txt"] = "".join(f"{sha256_of(text.encode())}  {name}\n" for name, text in tags.items())
        for name, text in tags.items():
            (draft / name).write_bytes(text.encode())
        if folder.exists():
            folder.rmdir()
        draft.replace(folder)
    except OSError as error:
        message = f"the bag could not be written ({error.strerror or error}); mend the cause and run it again"
        raise DatelineError([Problem(message=message)]) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Bag(len(sums), octets, tuple(_changed(site, sums)))


def _payload(site: Path, vocabulary: str, output: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield each file of the payload with its path below `data/`."""
    for name in dict.fromkeys((*_ROOT_FILES, vocabulary)):
        if (site / name).is_file():
            yield name, site / name
    for folder in ("content", "layouts"):
        yield from _files(site / folder, folder)
    if output:
        yield from _files(output, "output")
    elif (site / "output" / ".gitignore").is_file():  # the mark of the folder that a build will fill
        yield "output/.gitignore", site / "output" / ".gitignore"


def _files(folder: Path, path: str) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if file.is_dir() and not file.is_symlink():
            yield from _files(file, f"{path}/{file.name}")
        elif file.is_file() and not _DRAFT.fullmatch(file.name):
            yield f"{path}/{file.name}", file


def _fill(bag: Path, payload: Iterator[tuple[str, Path]]) -> tuple[dict[str, str], int]:
    """Copy the payload; return the SHA-256 of each file, and how many octets they have."""
    sums: dict[str, str] = {}
    octets = 0
    for path, source in payload:
        if _UNSAFE.search(path) or not _is_text(path):
            message = "a bag cannot hold a file of this name; rename it"
            raise DatelineError([Problem(message=message, path=repr(path)[1:-1])])
        target = bag / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with source.open("rb") as read, target.open("xb") as written:
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
                written.write(chunk)
                octets += len(chunk)
        sums[f"data/{path}"] = digest.hexdigest()
    return sums, octets


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _changed(site: Path, sums: dict[str, str]) -> Iterator[str]:
    listed, _ = read_manifest(site)
    for path, digest in listed.items():
        if sums.get(f"data/{path}") != digest and path != MANIFEST:
            yield path
