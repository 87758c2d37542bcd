"""How soon the preview shows something: `python -m bench.serve_speed [COUNT] [FOLDER]`.

Makes an archive of COUNT releases (in FOLDER, which is used again the next time), and prints one line for each number
with its target: from the start of `dateline serve` to the first page, where there was a preview before and where there
was only a build, and from saving a release to its reloaded page in Chromium, the median of 20. Beside each time stands
the processor time that the preview spent on it: on a machine that is busy with other things only that says something.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from bench.accuracy import Measure
from bench.builds.maker import Maker, write_release
from tests.browser import find_chromium

COUNT, EDITS = 10_000, 20
REST = 0.5
"""Seconds between a finished build and the next edit: who writes is slower than the preview."""
CONFIG = "format: 1\ntitle: Invented Wire\nbase_url: https://wire.example/\nlanguage: en\ntimezone: UTC\n"
PATIENCE = 3600
with socket.create_server(("127.0.0.1", 0)) as free:
    PORT = free.getsockname()[1]
    """The same for every preview here: its pages name it, so another one would change them all."""
TICKS = os.sysconf("SC_CLK_TCK")


class Preview:
    """`dateline serve` as a program of its own."""

    def __init__(self, site: Path) -> None:
        """Start it."""
        command = [sys.executable, "-m", "generator", "serve", "--port", str(PORT), "--site", str(site)]
        self.began = time.monotonic()
        self.program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.url = self.line().split(" at ")[1].split(" ")[0]

    def line(self) -> str:
        """Wait for the next line that it says."""
        assert self.program.stderr is not None
        return self.program.stderr.readline()

    def wait_until_built(self) -> None:
        """Wait until everything is built."""
        while "built in" not in (line := self.line()):
            if not line:
                raise SystemExit("the preview has ended")

    def seconds_to(self, target: str) -> tuple[float, float]:
        """Wait for a page; return the seconds since the start, and the processor time."""
        while True:
            try:
                with urlopen(self.url + target, timeout=PATIENCE) as answer:
                    answer.read()
                    return time.monotonic() - self.began, self.processor()
            except HTTPError as error:
                error.close()
                time.sleep(0.05)

    def processor(self) -> float:
        """Return the processor time it has spent, in seconds, that of its threads included."""
        fields = Path(f"/proc/{self.program.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def preview_of(site: Path) -> Iterator[Preview]:
    """Run the preview for the length of a block."""
    preview = Preview(site)
    try:
        yield preview
    finally:
        preview.program.terminate()
        preview.program.wait(30)


def main() -> int:
    """Measure and print; return the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory(prefix="dateline-serve-") as temporary, sync_playwright() as playwright:
        site = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        if not (site / "config.yaml").exists():
            make_archive(site, count)
        if not (site / "output/index.html").exists():
            subprocess.run([sys.executable, "-m", "generator", "build", "--site", str(site)], check=True)
        if not (site / ".dateline/preview/index.html").exists():
            with preview_of(site) as preview:
                preview.wait_until_built()
        holds = [shown(measure) for measure in first_pages(site, count)]
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=sandbox)
        with preview_of(site) as preview:
            preview.wait_until_built()
            holds += [shown(measure) for measure in edits(site, preview, browser.new_page(), count)]
        browser.close()
    return 0 if all(holds) else 1


def shown(measure: Measure) -> bool:
    """Print a measure; return whether it holds."""
    print(measure, flush=True)
    return measure.holds


def make_archive(site: Path, count: int) -> None:
    """Write the archive."""
    site.mkdir(exist_ok=True)
    for release in Maker().archive(count):
        write_release(site / "content", release)
    (site / "config.yaml").write_text(CONFIG)


def first_pages(site: Path, count: int) -> Iterator[Measure]:
    """Measure from the start to the first page."""
    target = 2.0 if count <= 100_000 else None
    for name in ("home page", "page of a release"):
        with preview_of(site) as preview:
            seconds, processor = preview.seconds_to("" if name == "home page" else some_release(site)[1])
        yield Measure(f"{count}: start → {name}, after an earlier preview", seconds, target, at_least=False, unit=" s")
        yield Measure("    processor time", processor, None, unit=" s")
    kept = site / ".dateline/preview"
    aside = kept.rename(site / ".dateline/aside")
    try:
        with preview_of(site) as preview:
            seconds, processor = preview.seconds_to("")
        yield Measure(f"{count}: start → home page, after `build` only", seconds, target, at_least=False, unit=" s")
        yield Measure("    processor time", processor, None, unit=" s")
    finally:
        rmtree(kept, ignore_errors=True)
        aside.rename(kept)


def edits(site: Path, preview: Preview, page: Page, count: int) -> Iterator[Measure]:
    """Measure from saving a release to its page in the browser."""
    file, address = some_release(site)
    page.add_init_script(_SAY_WHEN_SHOWN)
    page.goto(preview.url + address)
    text, seconds, processor = file.read_text("utf-8"), [], []
    for number in range(EDITS):
        time.sleep(REST)
        mark = f"edition {number} of {time.monotonic_ns()}"
        spent, began = preview.processor(), time.time()
        with page.expect_console_message(partial(_names, mark)) as shown_at:
            file.write_text(re.sub(r"(?m)^title: .*$", f'title: "{mark}"', text, count=1), "utf-8")
        seconds.append(float(shown_at.value.text.split()[0]) / 1000 - began)
        processor.append(preview.processor() - spent)
        preview.wait_until_built()
    file.write_text(text, "utf-8")
    target = 0.5 if count <= COUNT else None
    of = f"median of {EDITS}, {min(seconds):.2f} to {max(seconds):.2f}"
    yield Measure(
        f"{count}: save → reloaded page ({of})", statistics.median(seconds), target, at_least=False, unit=" s"
    )
    yield Measure("    processor time", statistics.median(processor), None, unit=" s")


def _names(mark: str, message: ConsoleMessage) -> bool:
    return mark in message.text


_SAY_WHEN_SHOWN = """addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(
  () => console.log(performance.timeOrigin + performance.now(), document.querySelector('h1')?.textContent))))"""
"""The page itself says when it was painted, for who asks a browser from outside asks every half second only."""


def some_release(site: Path) -> tuple[Path, str]:
    """Return the file and the address of a release from the middle of the archive."""
    files = sorted((site / "content/releases").rglob("*.md"))
    file = files[len(files) // 2]
    month = re.search(r"^date: \d{4}-(\d\d)", file.read_text("utf-8"), re.MULTILINE)
    assert month is not None
    return file, f"{file.parent.name}/{month[1]}/{file.stem}/"


if __name__ == "__main__":
    sys.exit(main())
