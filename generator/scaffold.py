"""What `init` and `new` write: an empty site, the sample, the beginning of a release."""

import os
import secrets
import shutil
from datetime import datetime
from importlib import resources
from pathlib import Path

from generator.config import CONFIG_NAME, load_config
from generator.dates import StatedDate
from generator.fixity import list_content
from generator.front_matter import write_document
from generator.journal import Event, append_events
from generator.manifest import MANIFEST, begin_manifest, sha256_of, update_manifest
from generator.model import FrontMatter
from generator.problems import BuildFailed, Problem
from generator.publish import MARKER, MARKER_TEXT
from generator.slugs import slugify

FOLDERS = ("content/releases", "content/inbox", "content/originals", "content/pages", "content/media", "content/static")
README = "content/README.txt"
_SAMPLE_PARTS = ("releases", "inbox", "originals", "pages", "static")

_CONFIG = """\
# The settings of this archive. Each is explained in Dateline's docs/reference/configuration.md.
format: 1
title: Our newsroom
base_url: https://news.example.org/   # the address the site will have; it may have a path
language: en
timezone: UTC                         # where a day begins, such as Europe/Paris
description: Every press release we have issued.

publisher:
  name: Our organisation
  url: https://www.example.org/
"""
_IGNORED = ".dateline/\n"
_KEPT_AS_IT_IS = "content/** -text\n"
"""Line ends must stay, or the manifest would find every file changed in a copy that git made on Windows."""


def create_site(folder: Path, *, sample: bool) -> Path:
    """Write a new site into a folder, over nothing, and return it; raise `BuildFailed` when a site is there already."""
    if (folder / CONFIG_NAME).exists():
        message = f"{folder / CONFIG_NAME} exists, so there is a site already; name another folder"
        raise BuildFailed([Problem(message=message)])
    for part in FOLDERS:
        (folder / part).mkdir(parents=True, exist_ok=True)
        _write_new(folder / part / ".gitkeep", b"")
    (folder / "layouts").mkdir(exist_ok=True)
    (folder / "output").mkdir(exist_ok=True)
    if not any((folder / "output").iterdir()):
        _write_new(folder / "output" / MARKER, MARKER_TEXT)
    _write_new(folder / ".gitignore", _IGNORED.encode())
    _write_new(folder / ".gitattributes", _KEPT_AS_IT_IS.encode())
    _write_new(folder / README, resources.files("generator").joinpath("content_readme.txt").read_bytes())
    if sample:
        _copy_sample(folder)
    _write_new(folder / CONFIG_NAME, _CONFIG.encode())
    if not (folder / MANIFEST).exists():
        begin_manifest(folder, list_content(folder))
    return folder


def create_draft(site: Path, title: str) -> str:
    """Write a draft of today and return its path below the site; a name that is taken gets a number."""
    if not title.strip():
        raise BuildFailed([Problem(message="a release needs a title; write it in quotes after `dateline new`")])
    config, _ = load_config(site, os.environ)
    now = datetime.now(config.zone)
    today = now.date()
    front = FrontMatter(
        title=title, id=secrets.token_hex(8), date=StatedDate(today.year, today.month, today.day), status="draft"
    )
    stem = f"{today.isoformat()}-{slugify(title) or front.id}"
    folder = site / "content" / "releases" / f"{today.year:04}"
    folder.mkdir(parents=True, exist_ok=True)
    for name in (stem, *(f"{stem}-{number}" for number in range(2, 1000))):
        path = (folder / f"{name}.md").relative_to(site).as_posix()
        data = write_document(front, "")
        if _write_new(site / path, data):
            append_events(site, [Event(kind="creation", outcome="created", file=path, id=front.id)], now=now)
            update_manifest(site, {path: sha256_of(data)})
            return path
    raise BuildFailed([Problem(message=f"there are 999 drafts named '{stem}'; give this one another title")])


def _write_new(path: Path, data: bytes) -> bool:
    """Write a file that does not exist yet; return whether it did not."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    return True


def _copy_sample(folder: Path) -> None:
    with resources.as_file(resources.files("generator")) as package:
        shipped = package / "_sample"
        source = shipped if shipped.is_dir() else package.parent
        for part in _SAMPLE_PARTS:
            for path in sorted((source / "content" / part).rglob("*")):
                if path.is_file() and path.name != ".gitkeep":
                    target = folder / "content" / path.relative_to(source / "content")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    if not target.exists():
                        shutil.copyfile(path, target)
        if not (folder / CONFIG_NAME).exists():
            shutil.copyfile(source / CONFIG_NAME, folder / CONFIG_NAME)
