"""What search costs in an archive of many releases: `python -m bench.search [COUNT] [ARCHIVE]`.

Makes the index of the synthetic archive of COUNT releases (or of those in the folder ARCHIVE), and prints one line for
each number with its target: bytes and files of the index, files that one more release changes, and, in Chromium over
loopback, what 200 queries of one to three words load and how long after the last key the results stand there. The
pages of the results are not made, so their sentences are not counted. Ends with 1 when a target is missed.
"""

import gzip
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from time import monotonic
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.accuracy import SHARED, Measure
from generator.cached_parse import parse_changed
from generator.config import Config
from generator.crew import Crew, available_jobs
from generator.dates import StatedDate
from generator.engine import engine_digest
from generator.load import scan
from generator.model import Release
from generator.organise import Archive, Outline, make_outline, organise, output_path
from generator.organise.search import plan_search
from generator.render import Renderer, load_assets, read_layouts, shipped_layouts
from generator.state import State, open_state
from generator.wording import wording_of
from tests.browser import find_chromium
from tests.web import serve_below

COUNT = 10_000
QUERIES = 200
TIMED = 60
AS_OF = datetime(2026, 7, 1, 12, tzinfo=UTC)
KB = 1000
MOST_KB = {10_000: 150, 100_000: 300}
"""Releases → kilobytes that 95 queries of 100 may load."""
TODAY, LONG_AGO = StatedDate(2026, 7, 1), StatedDate(2016, 7, 1)

_CONFIG = Config(title="Archive", base_url="https://example.org/")


@dataclass(frozen=True, slots=True)
class Indexed:
    """An archive, parsed, with what its index is made of."""

    releases: tuple[Release, ...]
    state: State
    folder: Path
    """The built index, as a host would serve it."""
    text_bytes: int
    seconds: float
    """That making the index took, once the texts were parsed."""


def main() -> int:
    """Measure and print; return the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory(prefix="dateline-search-") as name, sync_playwright() as playwright:
        site = Path(name)
        releases = site / "content" / "releases"
        if len(sys.argv) > 2:
            releases.parent.mkdir()
            shutil.copytree(sys.argv[2], releases)
        else:
            maker = SHARED / "bench" / "make_archive.py"
            subprocess.run([sys.executable, str(maker), str(count), str(releases)], check=True)
        with open_state(site, engine_digest(_CONFIG.markdown.dialect)) as state:
            indexed = make_index(site, state)
            holds = [_print(measure) for measure in (*weigh(indexed), *change(indexed))]
            queries = pick_queries(indexed)
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=sandbox)
        (indexed.folder / "404.html").write_bytes(b"")
        with serve_below("/", indexed.folder) as origin:
            holds += [_print(measure) for measure in load(browser, origin, indexed.folder, queries, count)]
            holds += [_print(measure) for measure in answer(browser, origin, queries)]
        browser.close()
    return 0 if all(holds) else 1


def _print(measure: Measure) -> bool:
    print(measure, flush=True)
    return measure.holds


def make_index(site: Path, state: State) -> Indexed:
    """Parse the releases of a site and write its index and its search page to a folder of their own."""
    with Crew(available_jobs()) as crew:
        parsed = parse_changed(site, scan(site), _CONFIG.markdown.dialect, state, crew)
    began = monotonic()
    outline = outline_of(parsed.releases, state)
    renderer, folder = Renderer(read_layouts([shipped_layouts()])), site / "output"
    for page in plan_search(outline):
        _write(folder / output_path(page.address), renderer.render(page.layout, page.make_context()))
    seconds = monotonic() - began
    for asset in load_assets([shipped_layouts()]):
        _write(folder / asset.address[1:], asset.data)
    text_bytes = sum(len(state.bodies[release.body.key].text.encode()) for release in parsed.releases)
    return Indexed(parsed.releases, state, folder, text_bytes, seconds)


def outline_of(releases: Sequence[Release], state: State) -> Outline:
    """Return the outline of a site that has nothing but these releases."""
    archive = Archive(releases=tuple(releases), pages=(), ledger=None, media=(), config=_CONFIG, as_of=AS_OF)
    assets = {asset.name: asset.address for asset in load_assets([shipped_layouts()])}
    wordings = partial(wording_of, read_layouts([shipped_layouts()]))
    return make_outline(organise(archive), assets, (), state.read_body, wordings, state.kept("output"))


def weigh(indexed: Indexed) -> Iterator[Measure]:
    """Yield what the index weighs, and how long it took to make."""
    files = [
        path.stat().st_size
        for path in (indexed.folder / "search").rglob("*")
        if path.suffix != ".html" and path.is_file()
    ]
    script = next((indexed.folder / "assets").glob("search.*.js"))
    yield Measure("script", len(gzip.compress(script.read_bytes())) / KB, 10, at_least=False, unit="KB gzipped")
    yield Measure("index, of the text", 100 * sum(files) / indexed.text_bytes, 30, at_least=False)
    yield Measure("files of the index", len(files), None, unit="files")
    yield Measure("making the index", indexed.seconds, None, unit="seconds")


def change(indexed: Indexed) -> Iterator[Measure]:
    """Yield how many files of the index one more release changes."""
    before = _files(outline_of(indexed.releases, indexed.state))
    newest = max(filter(None, (release.front.date for release in indexed.releases)), key=StatedDate.isoformat)
    for name, day, most in (
        ("a new year", TODAY, 70),
        ("the newest day", newest, 70),
        ("ten years ago", LONG_AGO, 300),
    ):
        release = indexed.releases[len(indexed.releases) // 2]
        front = replace(release.front, date=day, slug="one-more", id="one-more")
        more = replace(release, path="content/releases/one-more.md", digest="one more", front=front)
        began = monotonic()
        after = _files(outline_of([*indexed.releases, more], indexed.state))
        seconds = monotonic() - began
        changed = {address for address in before.keys() | after.keys() if before.get(address) != after.get(address)}
        yield Measure(f"one more, of {name}", len(changed), most, at_least=False, unit="files")
        yield Measure(f"planning it, of {name}", seconds, None, unit="seconds")


def pick_queries(indexed: Indexed) -> list[str]:
    """Return the queries, each of one to three words of three letters or more that one text has."""
    chance = random.Random(11)
    queries = []
    for number in range(QUERIES):
        text = indexed.state.bodies[chance.choice(indexed.releases).body.key].text
        words = sorted({*re.findall(r"[^\W\d_]{3,}", text)})
        queries.append(" ".join(chance.sample(words, number % 3 + 1)))
    return queries


def load(browser: Browser, origin: str, folder: Path, queries: Sequence[str], count: int) -> Iterator[Measure]:
    """Yield what queries load of index and script, gzipped, each in a browser that has nothing yet."""
    weights, requests = [], []
    for query in queries:
        context = browser.new_context()
        context.route(_RESULT, lambda route: route.abort())
        page = context.new_page()
        asked = _paths_asked(page)
        page.goto(f"{origin}/search/?q={quote(query)}")
        page.locator("#search-count:not(:empty)").wait_for()
        loaded = [path for path in asked if path.endswith((".js", ".json", ".txt"))]
        weights.append(sum(_gzipped(folder / path) for path in loaded) / KB)
        requests.append(len(loaded))
        context.close()
    yield Measure("a query loads, median", statistics.median(weights), None, unit="KB gzipped")
    limit = MOST_KB.get(count)
    yield Measure(
        "a query loads, 95 of 100",
        sorted(weights)[len(weights) * 95 // 100 - 1],
        limit,
        at_least=False,
        unit="KB gzipped",
    )
    yield Measure("a query loads, at most", max(weights), None, unit="KB gzipped")
    yield Measure("requests of a query, median", statistics.median(requests), None, unit="requests")


def answer(browser: Browser, origin: str, queries: Sequence[str]) -> Iterator[Measure]:
    """Yield how long after the last key the results stand there, in a browser that has the page."""
    page = browser.new_page()
    page.route(_RESULT, lambda route: route.abort())
    page.goto(f"{origin}/search/")
    page.evaluate(_WATCH)
    times = [_time(page, query) for query in queries[:TIMED]]
    yield Measure("results after the last key, median", statistics.median(times), 100, at_least=False, unit="ms")
    yield Measure("results after the last key, 95 of 100", sorted(times)[len(times) * 95 // 100 - 1], None, unit="ms")


def _paths_asked(page: Page) -> set[str]:
    """Return a set that grows with the paths of the files which the page asks for."""
    asked = set[str]()
    page.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path)[1:]))
    return asked


_RESULT = re.compile(r"/\d{4}/\d{2}/")
"""The pages of results, which are not there."""
_WATCH = """() => {
  addEventListener('keydown', () => { window.pressed = performance.now(); window.answered = 0; }, true);
  new MutationObserver(() => { window.answered = performance.now(); })
    .observe(document.getElementById('search-count'), { childList: true, characterData: true, subtree: true });
}"""


def _time(page: Page, query: str) -> float:
    field = page.locator("#search-form [name=q]")
    field.fill("")
    field.type(query[:-1])
    page.wait_for_timeout(400)
    field.press(query[-1])
    page.wait_for_function("() => window.answered > window.pressed")
    elapsed: float = page.evaluate("() => window.answered - window.pressed")
    return elapsed


def _files(outline: Outline) -> dict[str, str]:
    return {page.address: page.fingerprint() for page in plan_search(outline) if page.layout != "search.html"}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@cache
def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6)) if path.is_file() else 0


if __name__ == "__main__":
    sys.exit(main())
