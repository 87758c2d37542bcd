"""The pictures in the README, taken of the sample in Chromium: `.venv/bin/python -m docs.make_screenshots`."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.build import BuildOptions, build
from generator.ingest import ImportOptions, import_sources
from generator.scaffold import create_site
from tests.browser import find_chromium

IMAGES = Path(__file__).resolve().parent / "images"
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
SHOTS = {"home": "", "release": "2019/11/varrow-lights-register/"}
"""The name of each picture, and where below the output its page lies."""
SIZE = {"width": 1200, "height": 860}


def main() -> None:
    """Build the sample, its inbox imported, and write a picture of each page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = create_site(Path(folder) / "site", sample=True)
        list(import_sources(site, [site / "content" / "inbox"], ImportOptions(), now=AS_OF))
        output = build(site, BuildOptions(output=site / "output", as_of=AS_OF, portable=True)).output
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=sandbox)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        IMAGES.mkdir(exist_ok=True)
        for name, folder_of_page in SHOTS.items():
            page.goto((output / folder_of_page / "index.html").as_uri())
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
