"""Every kind of page in a real browser: nothing runs over the side, at any width."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.render import Renderer, load_assets, read_layouts, shipped_layouts
from tests.render.samples import BARE, FULL

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

OVER_THE_SIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.skip, .hidden, .scroll, .span-years') && e.offsetParent)
  .filter(e => { const box = e.getBoundingClientRect(); return box.right > innerWidth + 1 || box.left < -1 })
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample as a page of its own, with the stylesheet where the pages look for it."""
    folder = tmp_path_factory.mktemp("pages")
    renderer = Renderer(read_layouts([shipped_layouts()]))
    (css,) = (asset.data.decode() for asset in load_assets([shipped_layouts()]) if asset.name == "style.css")
    for kind, samples in (("full", FULL), ("bare", BARE)):
        for name, contexts in samples.items():
            for number, context in enumerate(contexts):
                html = renderer.render(name, context).decode()
                if name.endswith(".html") and name != "redirect.html":
                    head, policy, rest = html.partition('<meta http-equiv="Content-Security-Policy"')
                    styled = f"{head}<style>{css}</style>{rest.partition('>')[2]}" if policy else html
                    (folder / f"{name}-{kind}-{number}.html").write_text(styled, encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [320, 360, 800, 1280, 2560])
def test_nothing_runs_over_the_side(chromium: "Browser", folder: Path, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    for path in sorted(folder.iterdir()):
        page.goto(path.as_uri())
        assert page.evaluate(OVER_THE_SIDE) == [], path.name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    context.close()


def test_keyboard_reaches_the_content_first_and_then_every_bar(chromium: "Browser", folder: Path) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((folder / "timeline.html-full-0.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.get_by_role("link", name="January 2024: 3 releases").count() == 1
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert "January 2024: 3 releases" in [text.strip() for text in reached]
    context.close()
