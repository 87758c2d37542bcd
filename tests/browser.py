"""A real browser for the tests that need one: the fixture `chromium`.

It is found in `CHROMIUM`, on the PATH, or where Playwright keeps its own. Without one such tests are skipped loudly,
and fail with CI=true.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 20_000
"""Milliseconds that `expect` waits: a machine may be busy with something else for a while."""
HOW_TO_GET_ONE = (
    "install Debian's chromium, run `playwright install chromium`, or set CHROMIUM to the program of a browser"
)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Chromium, started once for the whole run; each test opens a context of its own."""
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        leave_out("the playwright package is not installed")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        program = find_chromium(playwright)
        if program is None:
            leave_out(f"there is no Chromium: {HOW_TO_GET_ONE}")
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


def find_chromium(playwright: "Playwright") -> str | None:
    """Return the program of a browser, or None."""
    if stated := os.environ.get("CHROMIUM"):
        return stated
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def leave_out(reason: str) -> NoReturn:
    """Skip the tests that need a browser, or fail them where nobody would notice that they were skipped."""
    message = f"BROWSER TESTS LEFT OUT: {reason}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
