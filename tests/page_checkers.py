"""Two judges of pages that are not ours: axe-core for accessibility, the Nu HTML checker for markup.

Both come from npm into `bench/quality/node_modules/`; `make test` puts them there where npm is installed. Without them
their tests are skipped loudly, and fail with CI=true.
"""

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.browser import leave_out
from tests.sites import ROOT, release

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

MODULES = ROOT / "bench" / "quality" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_DATA_BLOCK = "Inline script violates Content Security Policy"
"""JSON-LD is no script: a browser leaves a data block before it asks the policy (HTML, "prepare the script element").

That no page has a script in it, and no browser complains, is tested elsewhere.
"""
_SENTENCE = "The museum counted every lantern on the river twice and wrote the figure down before the lamps went out"
_HOW = "run `npm ci --ignore-scripts` in bench/quality/"


def long_release() -> str:
    """Return the file of a release of 700 words, with a quotation, a contact and terms."""
    words = " ".join([f"{_SENTENCE}."] * (700 // len(_SENTENCE.split()))).split(" ")
    paragraphs = [" ".join(words[start : start + 60]) for start in range(0, len(words), 60)]
    numbered = [f"In the year {1900 + number}, {text[0].lower()}{text[1:]}" for number, text in enumerate(paragraphs)]
    front = {
        "date": "2025-05-05",
        "tags": "[Lantern nights, Buildings]",
        "people": "[Odile Marchetti]",
        "dateline": "ALDERCOMBE, May 5, 2025 --",
        "issuers": "[Aldercombe Museum]",
        "quotes": "[{text: Nobody counted twice., speaker: Odile Marchetti, role: Director, pull: true}]",
        "contacts": "[{name: The press desk, phone: +33 1 23 45 67 89, email: press@example.org}]",
    }
    return release("Seven hundred words about the lanterns", "\n\n".join(numbered), **front)


def first_view(browser: "Browser", url: str) -> tuple[int, int]:
    """Return how many requests a page makes by itself, and their bytes, gzipped."""
    answers: list[Response] = []
    page = browser.new_page()
    page.on("response", lambda answer: answers.append(answer))  # Playwright cannot take a method of a list
    page.goto(url, wait_until="networkidle")
    # An icon that is the logo as well comes out of the cache; a browser asks for favicon.ico where no icon is named.
    loaded = {answer.url: answer for answer in answers if not answer.url.endswith("favicon.ico")}
    weight = sum(len(gzip.compress(answer.body())) for answer in loaded.values())
    page.close()
    return len(loaded), weight


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
