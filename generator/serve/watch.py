"""Hears of changes in a site's `content/`, `layouts/` and configuration.

No change is missed in silence: where the system cannot watch every folder, this says so and scans them instead.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.serve.temporary import is_temporary

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

FOLDERS = ("content", "layouts")
INBOX = PurePosixPath("content/inbox")
SETTINGS = (".yaml", ".yml")
"""Endings of the files beside the folders that a build may read: the configuration, a vocabulary."""
SCANS = 1.0
"""Seconds between two scans where the system cannot watch."""
EXHAUSTED = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
ADVICE = (
    "no file watches are left on this system, so changes are found by scanning, up to a second later; "
    "on Linux, raise fs.inotify.max_user_watches to see them at once"
)


def native_observer() -> "BaseObserver":
    """Make the observer of this operating system; it may raise OSError when it starts, or now."""
    from watchdog.observers import Observer  # slow to import, and only the preview needs it

    return Observer()


def scanning_observer() -> "BaseObserver":
    """Make one that compares the folders with how they were."""
    from watchdog.observers.polling import PollingObserver

    return PollingObserver(timeout=SCANS)


class Watch:
    """Watches one site."""

    def __init__(
        self,
        site: Path,
        *,
        changed: Callable[[str], None],
        say: Callable[[str], None],
        native: "Callable[[], BaseObserver]" = native_observer,
    ) -> None:
        """Call `changed`, from any thread, with the path of each changed file, relative to the site's folder."""
        self._site = site.resolve()
        self._changed, self._say, self._native = changed, say, native
        self._names = {self._site: PurePosixPath()}
        self._observer: BaseObserver | None = None
        self._scans = False

    def start(self) -> None:
        """Begin to watch."""
        try:
            self._begin(self._native)
            self._probe()
        except OSError as error:
            if error.errno not in EXHAUSTED:
                raise
            self._scan_instead()

    def stop(self) -> None:
        """End; a thread in the middle of a scan ends a moment later by itself."""
        observer, self._observer = self._observer, None
        if observer is not None:
            with suppress(RuntimeError, OSError):  # never started
                observer.stop()
                observer.join(0.3)

    def _begin(self, make: "Callable[[], BaseObserver]") -> None:
        self._observer = observer = make()
        self._schedule(observer, self._site)
        for name in FOLDERS:
            if (self._site / name).is_dir():
                self._schedule(observer, self._site / name)
        observer.start()

    def _schedule(self, observer: "BaseObserver", folder: Path) -> None:
        from watchdog.events import (
            DirCreatedEvent,
            DirDeletedEvent,
            DirMovedEvent,
            FileClosedEvent,
            FileCreatedEvent,
            FileDeletedEvent,
            FileModifiedEvent,
            FileMovedEvent,
            FileSystemEventHandler,
        )

        class Hearing(FileSystemEventHandler):
            on_any_event = staticmethod(self._hear)

        real = folder.resolve()  # watchdog does not follow a link
        self._names[real] = PurePosixPath(folder.relative_to(self._site).as_posix())
        # Not those of opening and closing for reading: a build would set off the next one.
        kinds = [FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent]
        kinds += [DirCreatedEvent, DirMovedEvent, DirDeletedEvent]
        observer.schedule(Hearing(), str(real), recursive=folder != self._site, event_filter=kinds)

    def _hear(self, event: "FileSystemEvent") -> None:
        for name in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(name))
            relative = self._name(path)
            if relative is None:
                continue
            if event.is_directory and path.is_dir():
                self._hear_of_folder(path, relative)
            if matters(relative):
                self._changed(str(relative))

    def _hear_of_folder(self, path: Path, relative: PurePosixPath) -> None:
        try:
            if self._observer is not None and str(relative) in FOLDERS and path.resolve() not in self._names:
                self._schedule(self._observer, path)
            self._probe()
        except OSError:
            self._scan_instead()

    def _name(self, path: Path) -> PurePosixPath | None:
        for folder in (path, *path.parents):
            if folder in self._names:
                return self._names[folder] / path.relative_to(folder).as_posix()
        return None

    def _probe(self) -> None:
        """Raise OSError if the system has no watch left.

        Those for the folders below one are refused without a word (watchdog 7): so ask for one more, and give it back.
        """
        if self._observer is None or self._scans:
            return
        from watchdog.events import FileSystemEventHandler

        folder = self._site / ".dateline"
        folder.mkdir(exist_ok=True)
        self._observer.unschedule(self._observer.schedule(FileSystemEventHandler(), str(folder)))

    def _scan_instead(self) -> None:
        self._say(ADVICE)
        self._scans = True
        if self._observer is not None:
            with suppress(RuntimeError, OSError):
                self._observer.stop()
        self._begin(scanning_observer)


def matters(path: PurePosixPath) -> bool:
    """Return whether a build may read this path; the inbox is looked after elsewhere."""
    if is_temporary(path.name) or path.is_relative_to(INBOX):
        return False
    return path.parts[:1] in {(name,) for name in FOLDERS} or (len(path.parts) == 1 and path.suffix in SETTINGS)
