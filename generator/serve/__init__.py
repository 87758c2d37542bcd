"""The preview: build, serve, watch, and keep every open page in step with what is being edited."""

import os
import signal
import sys
import threading
import unicodedata
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from generator.memory import Memory
from generator.serve.bursts import Burst
from generator.serve.events import Hub
from generator.serve.hosts import is_of_this_machine
from generator.serve.inbox import Inbox, find_entries
from generator.serve.server import Server, running
from generator.serve.watch import Watch
from generator.serve.worker import Steps, Worker, counted

if TYPE_CHECKING:
    from generator.build import BuildReport
    from generator.ingest import SourceResult

PREVIEW = ".dateline/preview"
PATIENCE = 0.2
"""Seconds a build is given to end by itself; files are replaced whole, so it may be broken off at any moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """How a site is previewed."""

    host: str = "127.0.0.1"
    """Loopback: a preview shows drafts, and whoever reaches the port can read them."""
    port: int = 8000
    """0 takes any that is free."""
    drafts: bool = True
    """Show drafts and embargoed releases, each with a ribbon."""
    follow: bool = False
    """Have the browser go to the release being edited."""
    open_browser: bool = False


def say_on_terminal(line: str) -> None:
    """Write a line to standard error; no control character from a file reaches the terminal."""
    safe = "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\N{REPLACEMENT CHARACTER}" for c in line)
    sys.stderr.write(f"{safe}\n")
    sys.stderr.flush()


def serve(
    site: Path,
    options: ServeOptions,
    *,
    say: Callable[[str], None] = say_on_terminal,
    stop: threading.Event | None = None,
) -> None:
    """Preview a site until `stop` is set or a signal comes; raise DatelineError if there is no site or no port.

    Ctrl-C leaves as KeyboardInterrupt and SIGTERM as SystemExit, within a second and with everything closed.
    """
    site = site.resolve()
    expect_site(site)
    stop, hub, burst, inbox = stop or threading.Event(), Hub(), Burst(), Inbox(site / "content/inbox")
    server = Server(options.host, options.port, folder=what_is_there(site) if options.drafts else None, hub=hub)
    memory = Memory()
    worker = Worker(
        site,
        build=lambda steps: build_preview(site, server, options, steps, memory),
        take=lambda paths: import_drafts(site, paths),
        hub=hub,
        burst=burst,
        inbox=inbox,
        say=say,
        follow=options.follow,
        show=server.show,
    )
    with ending_at_sigterm(), running(server):
        announce(site, server.url, options, say=say)
        with watching(Watch(site, changed=burst.add, say=say)), working(worker, burst):
            if options.open_browser:
                threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()
            while not stop.wait(0.5):  # with a limit, because on Windows no signal ends a wait without one
                pass


def expect_site(site: Path) -> None:
    """Raise DatelineError if the folder holds no site: a panel would wait for ever to be mended."""
    from generator.config import CONFIG_NAME, load_config

    if not (site / CONFIG_NAME).exists():
        load_config(site, os.environ)


def what_is_there(site: Path) -> Path:
    """Return the folder with what can be shown before anything is built, which may hold drafts.

    It is what an earlier preview left, and where there was none, the site as it is published.
    """
    earlier = site / PREVIEW
    return earlier if (earlier / "index.html").is_file() else site / "output"


def build_preview(site: Path, server: Server, options: ServeOptions, steps: Steps, memory: Memory) -> "BuildReport":
    """Build what the server shows."""
    from generator.build import BuildOptions, build  # here, because `--help` must not wait for it

    folder = site / PREVIEW
    is_first = not folder.exists()
    built = build(
        site,
        BuildOptions(
            output=folder,
            base_url=server.url,
            drafts=options.drafts,
            preview=True,
            organised=steps.organised,
            planned=steps.planned,
            check=steps.check,
            memory=memory,
            changed=steps.changed,
        ),
    )
    server.folder = folder
    return replace(built, changed=()) if is_first else built  # no page of an earlier preview was shown


def import_drafts(site: Path, paths: Sequence[Path]) -> "Iterator[SourceResult]":
    """Import what came into the inbox."""
    from generator.ingest import ImportOptions, import_sources

    return import_sources(site, paths, ImportOptions(status="draft"), now=datetime.now(UTC))


def announce(site: Path, url: str, options: ServeOptions, *, say: Callable[[str], None]) -> None:
    """Say what is served, where, and what will happen by itself."""
    say(f"previewing {site} at {url} (Ctrl-C ends it)")
    if not is_of_this_machine(options.host):
        say(f"--host {options.host}: everybody who reaches this port can read it{', drafts included' * options.drafts}")
    if waiting := find_entries(site / "content/inbox"):
        say(f"{counted(len(waiting), 'file')} in content/inbox/ will be imported as drafts in a moment")


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Hear of changes for as long as the block lasts."""
    watch.start()
    try:
        yield
    finally:
        watch.stop()


@contextmanager
def working(worker: Worker, burst: Burst) -> Iterator[None]:
    """Import and build, beside the block, for as long as it lasts."""
    thread = threading.Thread(target=worker.run, name="dateline-worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        burst.close()
        thread.join(PATIENCE)
        if thread.is_alive() and "multiprocessing" in sys.modules:
            end_processes()


def end_processes() -> None:
    """End those that parse and render for a build that nobody waits for: the program would, when it ends."""
    import multiprocessing

    for process in multiprocessing.active_children():
        process.terminate()


@contextmanager
def ending_at_sigterm() -> Iterator[None]:
    """Leave the block in an orderly way when the system asks the program to end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
