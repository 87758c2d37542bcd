"""Pictures of every kind of page, taken of the sample in Chromium: `make screenshots`.

Three go into the README. The others show each kind on a wide window, on a middle one in the dark, and on a telephone,
side by side; all of them in full size, in both schemes, are left in `.dateline/screenshots/` to be looked at.
"""

import io
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from generator.build import BuildOptions, build
from generator.ingest import ImportOptions, import_sources
from generator.record.correcting import correct_release
from generator.scaffold import create_site
from tests.browser import find_chromium
from tests.web import serve_below

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LOOK_AT = ROOT / ".dateline" / "screenshots"
AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
BASE = "/"

IN_README = {"home": "", "release": "2019/11/varrow-lights-register/", "search": "search/?q=lighthouse"}
KINDS = IN_README | {
    "release-in-persian": "2022/03/rahnama-ye-didebanan-e-jazr-o-madd/",
    "story": "2025/04/pengate-marsh-new-date/",
    "changes": "2025/04/pengate-marsh-new-date/changes/",
    "earlier-text": "2023/10/new-director/versions/1/",
    "timeline": "timeline/",
    "year": "2019/",
    "month": "2022/03/",
    "tags": "tags/",
    "tag": "tags/lighthouses/",
    "quotes": "quotes/",
    "speaker": "quotes/ragna-thorsby/",
    "all": "all/",
    "plain": "about/",
    "unknown": "404.html",
}
"""The name of each kind of page, and where below the site one lies."""
WIDTHS = (360, 800, 1440)
SCHEMES = ("light", "dark")
SHEET = ((1440, "light"), (800, "dark"), (360, "light"))
"""What stands side by side in the picture of a kind."""
HEIGHT, GAP = 900, 24
README_SIZE = (1200, 860)
COLOURS = 128
CORRECTION = "The tide boards are read at five, not at four."


def main() -> None:
    """Build the sample, its inbox imported, and write all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = create_site(Path(folder) / "site", sample=True)
        list(import_sources(site, [site / "content" / "inbox"], ImportOptions(), now=AS_OF))
        _correct(site)
        output = build(site, BuildOptions(output=site / "output", as_of=AS_OF)).output
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=sandbox)
        with serve_below(BASE, output) as origin:
            for name, path in IN_README.items():
                _write(_shot(browser, origin + BASE + path, *README_SIZE, "light"), IMAGES / f"{name}.png")
            for name, path in KINDS.items():
                shots = dict(_shots(browser, origin + BASE + path, name))
                _write(_side_by_side([shots[look] for look in SHEET]), IMAGES / "pages" / f"{name}.png")
        browser.close()


def _correct(site: Path) -> None:
    """Correct a release of the sample, so that there is an earlier text to look at."""
    file = site / "content/releases/2023/2023-10-10-new-director.md"
    correct_release(site, "content/releases/2023/2023-10-10-new-director.md", CORRECTION, now=AS_OF)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("four in the morning", "five in the morning"), encoding="utf-8")


def _shots(browser: Browser, url: str, name: str) -> Iterator[tuple[tuple[int, str], Image.Image]]:
    for width in WIDTHS:
        for scheme in SCHEMES:
            picture = _shot(browser, url, width, HEIGHT, scheme)
            LOOK_AT.mkdir(parents=True, exist_ok=True)
            picture.save(LOOK_AT / f"{name}-{width}-{scheme}.png")
            yield (width, scheme), picture


def _shot(browser: Browser, url: str, width: int, height: int, scheme: str) -> Image.Image:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]  # it is one of two
    page.goto(url, wait_until="networkidle")  # a search has shown its results by then
    data = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), "#8a8f94")
    left = GAP
    for picture in pictures:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    return sheet.resize((sheet.width // 2, sheet.height // 2), Image.Resampling.LANCZOS)


def _write(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
