"""Two states of one small site, and what the tests of all targets do with them."""

import dataclasses
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import normpath
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

from generator.deploy.deploying import WORKSHOP, DeployOptions, DeployReport, deploy
from generator.deploy.manifest import MANIFEST
from tests.sites import CONFIG, EPOCH, ROOT, release
from tests.web import read_page

R = "content/releases/"
PIXEL = (ROOT / "tests/golden/site/content/static/favicon.png").read_bytes()

BEFORE: dict[str, str | bytes | None] = {
    R + "2023-03-01-harbour.md": release(
        "Harbour", "The quay is open.", id="harbour1", date="2023-03-01", tags="[sea]"
    ),
    R + "2023-04-01-mill.md": release("Mill", "The mill turns.", id="mill1", date="2023-04-01", tags="[wind]"),
    R + "2024-01-11-bridge.md": release("Bridge", "A zephyrine bridge.", id="bridge1", tags="[sea]"),
    R + "2024-02-01-tower.md": release("Tower", "It stands.", id="tower1", date="2024-02-01", media="[{file: a.png}]"),
    "content/media/a.png": PIXEL,
    "content/static/robots.png": PIXEL + b"1",
}
AFTER: dict[str, str | bytes | None] = {
    R + "2023-04-01-mill.md": release("Mill", "The mill turns again.", id="mill1", date="2023-04-01", tags="[wind]"),
    R + "2024-01-11-bridge.md": release(
        "Bridge", "A zephyrine bridge.", id="bridge1", withdrawn="{date: 2024-05-01, reason: An error}"
    ),
    R + "2024-03-01-sails.md": release("Sails", "New sails.", id="sails1", date="2024-03-01", tags="[wind, canvas]"),
    "content/static/robots.png": None,
    "content/static/other.png": PIXEL + b"2",
}
"""One release changed, one withdrawn, one new with a new tag; one file gone and another come."""
S = "content/static/"
AS_FILES: dict[str, str | bytes] = {S + "kit": "a file", S + "press/deep/one.txt": "1", S + "press/two.txt": "2"}
AS_FOLDERS: dict[str, str | bytes] = {S + "kit/one.txt": "1", S + "kit/deep/two.txt": "2", S + "press": "a file"}
"""What was a file is a folder, and what was a folder is a file."""
WITHDRAWN_TEXT = b"zephyrine"


def configured(target: str) -> str:
    """Return a configuration with one target."""
    return CONFIG + "formats: [html, md]\ndeploy:\n  live:\n" + "".join(f"    {line}\n" for line in target.splitlines())


def change(site: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files of a site; None removes one."""
    for path, data in files.items():
        if data is None:
            (site / path).unlink(missing_ok=True)
        else:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data.encode() if isinstance(data, str) else data)


def swap(site: Path, old: Mapping[str, str | bytes], new: Mapping[str, str | bytes]) -> None:
    """Remove files with the folders that are empty then, and write others, which may have the names of those."""
    for path in old:
        (site / path).unlink()
        for folder in (site / path).relative_to(site).parents:
            if not any((site / folder).iterdir()):
                (site / folder).rmdir()
    change(site, new)


def go_back(site: Path) -> None:
    """Bring the content back to what it was before."""
    change(site, dict.fromkeys(AFTER.keys() - BEFORE.keys()) | BEFORE)


def deploy_at(site: Path, options: DeployOptions | None = None, **changes: object) -> DeployReport:
    """Deploy the site of the instant of all tests to its only target, without pauses."""
    options = dataclasses.replace(options or DeployOptions(pauses=(0.01,)), **changes)  # type: ignore[arg-type]
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": EPOCH}):
        return deploy(site, None, options)


def built_files(report: DeployReport) -> dict[str, bytes]:
    """Return the files of the build that was deployed."""
    return {path: (report.build.output / path).read_bytes() for path in sorted(report.manifest.files)}


def without_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a target but for the manifest."""
    return {path: data for path, data in files.items() if path != MANIFEST}


def broken_links(files: Mapping[str, bytes], known: Iterable[str] | None = None) -> list[str]:
    """Return every link between pages that leads to nothing, and every page that is not whole.

    Looked at is every page, or with `known` each that readers can come to: from the home page, and from those pages.
    """
    broken = [f"{path} is not whole" for path, data in files.items() if _is_page(path) and not _is_whole(data)]
    waiting = {path for path in (files if known is None else {"index.html", *known}) if path in files}
    seen = set(waiting)
    while waiting:
        path = waiting.pop()
        for target in _links(path, files[path]) if _is_page(path) else ():
            if target not in files:
                broken.append(f"{path} leads to {target}")
            elif target not in seen:
                seen.add(target)
                waiting.add(target)
    return sorted(broken)


def _is_page(path: str) -> bool:
    return path.endswith(".html") and path != "404.html"


def _is_whole(page: bytes) -> bool:
    return page.rstrip().endswith(b"</html>")


def _links(path: str, page: bytes) -> Iterator[str]:
    for link in read_page(page).links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        whole = normpath(f"/{path.rpartition('/')[0]}/{unquote(parts.path)}").lstrip("/")
        yield f"{whole}/index.html".lstrip("/") if parts.path.endswith(("/", ".")) else whole


CHILD = """
import sys, traceback
from pathlib import Path
from generator.deploy.deploying import DeployOptions, deploy
sys.stdin.readline()
print("ready", flush=True)
deploy(Path(sys.argv[1]), None, DeployOptions(max_deletes=1000, pauses=(0.01,)))
"""


_NOTICED = 0.3
"""Seconds in which a server sees that a connection has gone."""


class Deployment:
    """A deployment in a process of its own, that can be killed."""

    def __init__(self, site: Path, **environment: str) -> None:
        """Start the process; it waits until it is told to begin."""
        self._site = site
        inherited = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT)} | environment
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(site)],
            env=inherited,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self) -> float:
        """Let it run to its end, and return how many seconds that took."""
        began = self._begin()
        _, said = self._process.communicate()
        assert self._process.returncode == 0, said
        return time.monotonic() - began

    def kill_after(self, seconds: float) -> None:
        """Let it run for a while, kill it, and wait until an rsync that it ran has ended and a server has noticed.

        What still changes while it is read would be read half before the change and half after it.
        """
        self._begin()
        time.sleep(seconds)
        self._process.kill()
        self._process.communicate()
        for lock in (self._site / WORKSHOP).glob("*.sending"):
            with lock.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
        time.sleep(_NOTICED)

    def _begin(self) -> float:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "ready\n", self._process.communicate()[1]
        return time.monotonic()
