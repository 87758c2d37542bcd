"""Two judges of pages that are not ours: axe-core for accessibility, the Nu HTML checker for markup.

Both come from npm into `bench/quality/node_modules/`; `make test` puts them there where npm is installed. Without them
their tests are skipped loudly, and fail with CI=true.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.browser import leave_out
from tests.sites import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

MODULES = ROOT / "bench" / "quality" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_DATA_BLOCK = "Inline script violates Content Security Policy"
"""JSON-LD is no script: a browser leaves a data block before it asks the policy (HTML, "prepare the script element").

That no page has a script in it, and no browser complains, is tested elsewhere.
"""
_HOW = "run `npm ci --ignore-scripts` in bench/quality/"


def inaccessible(page: "Page") -> list[str]:
    """Return what axe-core finds wrong in the page that is open: the rule, and the element."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{rule['id']}: {node['html']}" for rule in result["violations"] for node in rule["nodes"]]


def ill_formed(urls: Iterable[str]) -> list[str]:
    """Return every error and warning that the Nu HTML checker has for pages: where, and what it says."""
    java = shutil.which("java")
    if java is None or not NU.is_file():
        leave_out(f"the Nu HTML checker needs Java, and its jar: {_HOW}")
    command = [
        java,
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",
        "-jar",
        str(NU),
        "--format",
        "json",
        "--exit-zero-always",
        *urls,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    messages = [one for one in json.loads(done.stderr)["messages"] if not one["message"].startswith(_DATA_BLOCK)]
    return [f"{one['url']}:{one.get('lastLine', '')}: {one['message']}" for one in messages]


@cache
def _axe() -> str:
    if not AXE.is_file():
        leave_out(f"axe-core is not there: {_HOW}")
    return AXE.read_text(encoding="utf-8")
