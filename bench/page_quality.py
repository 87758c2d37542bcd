"""How good the pages of a built site are: `python -m bench.page_quality`.

Builds the golden site with the stylesheet that ships and a release of 700 words, serves it on loopback, and prints one
line for each number with its target: barriers that axe-core finds, faults that the Nu HTML checker finds, bytes and
requests of a release's first view, and Lighthouse's scores with its mobile settings. Ends with 1 when a target is
missed.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.accuracy import Measure
from tests.browser import find_chromium
from tests.page_checkers import MODULES, first_view, ill_formed, inaccessible, long_release
from tests.sites import BASE_PATH, build_at, copy_golden_site
from tests.test_browser_pages import PAGES, SIZES
from tests.test_page_quality import pages_in
from tests.web import serve_below

KB = 1000
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
JUDGED = ("home", "release", "tag", "timeline", "search")
"""The kinds of page that Lighthouse looks at."""
LONG = "2025/05/seven-hundred-words/"


def main() -> int:
    """Measure and print; return the exit code."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = copy_golden_site(Path(folder) / "site")
        (site / "layouts/assets/style.css").unlink()
        (site / "content/releases/2025").mkdir(parents=True, exist_ok=True)
        (site / "content/releases/2025/2025-05-05-seven-hundred-words.md").write_text(long_release(), "utf-8")
        build_at(site)
        program = find_chromium(playwright)
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        with serve_below(BASE_PATH, site / "output") as origin:
            measures = [
                *_judged(browser, f"{origin}{BASE_PATH}", site / "output"),
                *_weighed(browser, f"{origin}{BASE_PATH}", site / "output"),
                *_lighthouse(f"{origin}{BASE_PATH}", program or ""),
            ]
        browser.close()
    for measure in measures:
        print(measure)
    return 0 if all(measure.holds for measure in measures) else 1


def _judged(browser: Browser, root: str, output: Path) -> Iterator[Measure]:
    """Yield what axe-core and the Nu HTML checker say."""
    barriers = []
    for width, height in SIZES.values():
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            for path in PAGES.values():
                page.goto(f"{root}{path}")
                barriers += inaccessible(page)
            page.close()
    yield Measure("axe-core, violations on every kind of page", len(barriers), 0, at_least=False, unit="")
    faults = ill_formed(f"{root}{path}" for path in pages_in(output))
    yield Measure("Nu HTML checker, errors and warnings", len(faults), 0, at_least=False, unit="")
    for line in sorted({*barriers, *faults}):
        print(line, file=sys.stderr)


def _weighed(browser: Browser, root: str, output: Path) -> Iterator[Measure]:
    """Yield the weight of a release of 700 words without pictures, and of its first view."""
    data = (output / LONG / "index.html").read_bytes()
    style = next((output / "assets").glob("style.*.css")).read_bytes()
    yield _at_most("HTML of a release of 700 words", len(data) / KB, 20)
    yield _at_most("the same, gzipped", len(gzip.compress(data)) / KB, 6)
    yield _at_most("the stylesheet, gzipped", len(gzip.compress(style)) / KB, 12)
    requests, weight = first_view(browser, f"{root}{LONG}")
    yield _at_most("requests of its first view", requests, 3, unit="")
    yield _at_most("the first view, gzipped", weight / KB, 25)


def _at_most(name: str, value: float, target: float, unit: str = "KB") -> Measure:
    return Measure(name, value, target, at_least=False, unit=unit)


def _lighthouse(root: str, chromium: str) -> Iterator[Measure]:
    """Yield the scores of Lighthouse, if it is installed."""
    program, node = MODULES / "lighthouse" / "cli" / "index.js", shutil.which("node")
    if not program.is_file() or node is None:
        print("Lighthouse is not installed; its scores were not measured", file=sys.stderr)
        return
    flags = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"
    for kind in JUDGED:
        command = [node, str(program), f"{root}{PAGES[kind]}", "--output=json", "--quiet", f"--chrome-flags={flags}"]
        done = subprocess.run(
            command, capture_output=True, check=True, env=os.environ | {"CHROME_PATH": chromium}, timeout=300
        )
        scores = json.loads(done.stdout)["categories"]
        for category in CATEGORIES:
            yield Measure(f"Lighthouse, {kind}, {category}", 100 * scores[category]["score"], 100, unit="")


if __name__ == "__main__":
    sys.exit(main())
