"""The pages of an organised site, each made when it is asked for, while a build behind makes all of them.

They are what the build will write, byte for byte: the same plan, contexts and layouts, given to one reader at a time.
"""

import sqlite3
import threading
import time
from collections import ChainMap, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.interruption import PagesGone
from generator.load import Listed
from generator.organise import PageFinder, PagePlan, Site, make_outline, published_files
from generator.render import Asset, Layouts, Renderer
from generator.state import StateDamaged, read_state
from generator.wording import wording_of

ENDINGS = (
    "/",
    ".html",
    ".xml",
    ".json",
    ".txt",
    ".md",
    ".csv",
    ".jsonl",
    "_headers",
    "_redirects",
    ".htaccess",
    ".conf",
)
"""How the address of a page that a layout makes ends; of another nobody has to wait for the whole plan."""
PATIENCE = 120
"""Seconds that a reader of a list waits for the plan."""
REMEMBERED = 100
"""Pages kept once they were made, for a browser asks for the head of a page first."""


Plans = Iterable[PagePlan]


class PagesOnRequest:
    """The pages of one site at one instant; for any thread."""

    def __init__(
        self,
        site: Path,
        organised: Site,
        folder: str,
        static: Mapping[str, Listed],
        *,
        layouts: Layouts,
        assets: Sequence[Asset],
    ) -> None:
        """Read bodies from the state of the site in `site`, where the output folder is called `folder`.

        `static` holds the files that are copied as they are, by their place in the output.
        """
        self._site, self._static = site, static
        self._assets = {asset.address: asset.data for asset in assets}
        self._paths = {path: entry.address for path, entry in organised.by_path.items()}
        self._paths |= {plain.page.path: plain.address for plain in organised.pages}
        self._state = read_state(site)
        kept = ChainMap({}, self._state.kept(folder))
        names = {asset.name: asset.address for asset in assets}
        self._outline = make_outline(
            organised, names, static, self._state.read_body, partial(wording_of, layouts), kept
        )
        self._finder, self._renderer = PageFinder(self._outline), Renderer(layouts)
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._copies: dict[str, str] | None = None
        self._lock = threading.Lock()
        self._asked = threading.Condition()
        self._waiting, self._last = 0, 0.0
        self._planned, self._closed = threading.Event(), False

    def complete(self, pages: Plans) -> None:
        """Take over the plan of the whole site."""
        frames = {part.frame.root: part.frame for part in (self._outline, *self._outline.sections.values())}
        self._finder.complete(replace(page, frame=frames[page.frame.root]) for page in pages)
        self._planned.set()

    def make(self, address: str) -> bytes | None:
        """Return the page at an address; None if there is none.

        Raises `BuildFailed` when a layout is wrong, and PagesGone.
        """
        plan = self._find(address)
        if plan is None:
            return None
        with self._lock:
            self._expect_open()
            if address not in self._made:
                with suppress(sqlite3.Error, StateDamaged):
                    self._made[address] = self._renderer.render(plan.layout, plan.make_context())
                if len(self._made) > REMEMBERED:
                    self._made.popitem(last=False)
            if address not in self._made:
                raise PagesGone  # the state cannot be read, or has forgotten a text: let the folder answer
            return self._made[address]

    def has(self, address: str) -> bool:
        """Tell whether there is a page at an address; raises PagesGone."""
        return self._find(address) is not None

    def asset(self, address: str) -> bytes | None:
        """Return a stylesheet, picture or font of the layouts."""
        return self._assets.get(address)

    def copy(self, address: str) -> Path | None:
        """Return the file of the site that is copied to an address as it is."""
        path = f"{address}index.html"[1:] if address.endswith("/") else address[1:]
        if static := self._static.get(path):
            return self._site / static.path
        if address.endswith("/"):  # whoever waits for a page need not wait until all that is copied is known
            return None
        with self._lock:
            if self._copies is None:
                self._copies = published_files(self._outline.site, self._outline.links)
        source = self._copies.get(path)
        return self._site / source if source else None

    def address_of(self, path: str) -> str | None:
        """Return the address of a release or plain page, by its file."""
        return self._paths.get(path)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Count as somebody who reads for as long as the block lasts."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def give_way(self, *, first: float = 0.0, quiet: float = 0.0, longest: float = 1.0) -> None:
        """Wait for those who read, for who builds goes after them, at most `longest` seconds.

        That is until nobody asks, nor has asked for `quiet` seconds; and `first` seconds for somebody to begin.
        """
        began = time.monotonic()
        with self._asked:
            while (now := time.monotonic()) < began + longest:
                if self._waiting:
                    until = began + longest
                else:
                    until = self._last + quiet if self._last > began else began + first
                if now >= until:
                    break
                self._asked.wait(until - now)

    def close(self) -> None:
        """Let the state go, once the page that is being made is done."""
        with self._lock:
            self._closed = True
            self._state.close()
        self._planned.set()

    def _find(self, address: str) -> PagePlan | None:
        with self._lock:
            self._expect_open()
            plan = self._finder.find_early(address)
        if plan is None and address.endswith(ENDINGS):
            self._count(-1)  # what it waits for is the build
            self._planned.wait(PATIENCE)
            self._count(1)
            with self._lock:
                self._expect_open()
                plan = self._finder.find(address)
        return plan

    def _expect_open(self) -> None:
        if self._closed:
            raise PagesGone

    def _count(self, readers: int) -> None:
        with self._asked:
            self._waiting += readers
            self._last = time.monotonic()
            self._asked.notify_all()
