"""Two states of one small site, and what the tests of all targets do with them."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

from generator.deploy.deploying import DeployOptions, DeployReport, deploy
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


def broken_links(files: Mapping[str, bytes]) -> list[str]:
    """Return every link between pages that leads to nothing, and every page that is not whole."""
    broken = []
    for path, data in files.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        if not data.rstrip().endswith(b"</html>"):
            broken.append(f"{path} is not whole")
        for link in read_page(data).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            whole = normpath(f"/{path.rpartition('/')[0]}/{unquote(parts.path)}").lstrip("/")
            target = f"{whole}/index.html".lstrip("/") if parts.path.endswith(("/", ".")) else whole
            if target not in files:
                broken.append(f"{path} leads to {target}")
    return broken


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
        inherited = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT)} | environment
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(site)],
            env=inherited,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self) -> float:
        """Let it run to its end, and return how many seconds that took."""
        began = self._begin()
        _, said = self._process.communicate()
        assert self._process.returncode == 0, said
        return time.monotonic() - began

    def kill_after(self, seconds: float) -> None:
        """Let it run for a while, kill it with the programs that it runs, and wait until a server has noticed.

        One of them that went on would change files while they are read, and a reader of half a change tells nothing.
        """
        self._begin()
        time.sleep(seconds)
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        time.sleep(_NOTICED)

    def _begin(self) -> float:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "ready\n", self._process.communicate()[1]
        return time.monotonic()
