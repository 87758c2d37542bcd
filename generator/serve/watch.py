"""Hears of changes in a site's `content/`, `layouts/` and configuration.

No change is missed in silence: where the system cannot watch every folder, this says so and scans them instead.
"""

import errno
import os
import stat
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.serve.temporary import is_temporary

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

FOLDERS = ("content", "layouts")
INBOX = PurePosixPath("content/inbox")
SETTINGS = (".yaml", ".yml")
"""Endings of the files beside the folders that a build may read: the configuration, a vocabulary."""
SCANS = 1.0
"""Seconds between two scans where the system cannot watch."""
PATIENCE = 0.2
"""Seconds a thread is given to end."""
EXHAUSTED = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})
ADVICE = (
    "no file watches are left on this system, so changes are found by scanning, up to a second later; "
    "on Linux, raise fs.inotify.max_user_watches to see them at once"
)


def native_observer() -> "BaseObserver":
    """Make the observer of this operating system; it may raise OSError when it starts, or now."""
    from watchdog.observers import Observer  # slow to import, and only the preview needs it

    # Said, of no consequence, when a folder is made while watchdog looks through the one above it.
    warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
    return Observer()


def scanning_observer() -> "BaseObserver":
    """Make one that compares the folders with how they were."""
    from watchdog.observers.polling import PollingObserver

    return PollingObserver(timeout=SCANS)


def make_handler(hear: "Callable[[FileSystemEvent], None]") -> "FileSystemEventHandler":
    """Have a function called with each event."""
    from watchdog.events import FileSystemEventHandler

    handler = FileSystemEventHandler()
    handler.on_any_event = hear  # type: ignore[assignment, method-assign]
    return handler


def kinds_of_change() -> "list[type[FileSystemEvent]]":
    """List the events that matter: not those of reading, or a build would set off the next one."""
    from watchdog import events

    return [
        events.FileCreatedEvent,
        events.FileModifiedEvent,
        events.FileClosedEvent,
        events.FileMovedEvent,
        events.FileDeletedEvent,
        events.DirCreatedEvent,
        events.DirMovedEvent,
        events.DirDeletedEvent,
    ]


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder that is watched."""

    real: Path
    """Without links, which watchdog does not follow."""
    identity: tuple[int, int]
    """Tells it from another folder that took its place."""
    watch: "ObservedWatch"


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
        self._observer: BaseObserver | None = None
        self._watched: dict[str, Watched] = {}
        self._scans = self._stopped = False
        self._folders_changed = threading.Event()
        self._keeper = threading.Thread(target=self._keep_up, name="dateline-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        try:
            self._begin(self._native())
            self._probe()
        except OSError as error:
            if error.errno not in EXHAUSTED:
                raise
            self._scan_instead()
        self._keeper.start()

    def stop(self) -> None:
        """End; a thread in the middle of a scan ends a moment later by itself."""
        self._stopped = True
        self._folders_changed.set()
        if self._keeper.is_alive():
            self._keeper.join(PATIENCE)
        self._end_observer(patience=PATIENCE)

    def _begin(self, observer: "BaseObserver") -> None:
        self._observer = observer
        self._cover(observer)
        observer.start()

    def _cover(self, observer: "BaseObserver") -> list[str]:
        """Watch what is there to be watched; return the names of the folders that are new."""
        new = []
        for name in (".", *FOLDERS):
            real, known = (self._site / name).resolve(), self._watched.get(name)
            identity = identity_of(real)
            if known and (known.real, known.identity) != (real, identity):
                del self._watched[name]
                with suppress(KeyError, OSError):  # it went away with the folder
                    observer.unschedule(known.watch)
            if identity and name not in self._watched:
                watch = observer.schedule(
                    make_handler(self._hear), str(real), recursive=name != ".", event_filter=kinds_of_change()
                )
                self._watched[name] = Watched(real, identity, watch)
                new.append(name)
        return new

    def _hear(self, event: "FileSystemEvent") -> None:
        for name in (event.src_path, event.dest_path):
            path = self._name(Path(os.fsdecode(name)))
            if path is None:
                continue
            if event.is_directory and path.parts[:1] != (".dateline",):
                self._folders_changed.set()
            if matters(path):
                self._changed(str(path))

    def _name(self, path: Path) -> PurePosixPath | None:
        for name, watched in reversed(tuple(self._watched.items())):  # the site's own folder comes last
            if path.is_relative_to(watched.real):
                return PurePosixPath(name, path.relative_to(watched.real).as_posix())
        return None

    def _keep_up(self) -> None:
        """Watch new folders too; in a thread of its own, because watchdog holds its lock while it calls `_hear`."""
        while self._folders_changed.wait() and not self._stopped:
            self._folders_changed.clear()
            try:
                for name in self._cover(self._observer) if self._observer else ():
                    self._changed(name)  # what was written to it before it was watched
                self._probe()
            except OSError:
                self._scan_instead()
                self._changed("content")  # what was written to it while nobody watched

    def _probe(self) -> None:
        """Raise OSError if the system has no watch left.

        Those for the folders below one are refused without a word (watchdog 7): so ask for one more, and give it back.
        """
        if self._observer is None or self._scans:
            return
        folder = self._site / ".dateline"
        folder.mkdir(exist_ok=True)
        self._observer.unschedule(self._observer.schedule(make_handler(lambda _: None), str(folder)))

    def _scan_instead(self) -> None:
        self._say(ADVICE)
        self._end_observer(patience=0)
        self._scans, self._watched = True, {}
        self._begin(scanning_observer())

    def _end_observer(self, *, patience: float) -> None:
        if self._observer is not None:
            with suppress(RuntimeError, OSError):  # never started
                self._observer.stop()
                self._observer.join(patience)


def identity_of(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from others; None if there is none."""
    try:
        about = folder.stat()
    except OSError:
        return None
    return (about.st_dev, about.st_ino) if stat.S_ISDIR(about.st_mode) else None


def matters(path: PurePosixPath) -> bool:
    """Return whether a build may read this path; the inbox is looked after elsewhere."""
    if is_temporary(path.name) or path.is_relative_to(INBOX):
        return False
    return path.parts[:1] in {(name,) for name in FOLDERS} or (len(path.parts) == 1 and path.suffix in SETTINGS)
