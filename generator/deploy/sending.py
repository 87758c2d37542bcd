"""Carrying a plan out: withdrawals first, then all else; nothing is removed unless everything came.

Interrupted anywhere, what the target's manifest says is still true: a file that is on its way or to be removed is
marked so before.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from generator.deploy.local_files import LocalFile, manifest_of, upload_of
from generator.deploy.manifest import HeldFile, Manifest, encode_manifest, with_changes
from generator.deploy.planning import Plan, after_withdrawals, under_way
from generator.deploy.target import Store, TargetFailed, TargetUnreachable, Upload

PAUSES = (1.0, 3.0, 9.0, 27.0)
"""Seconds before each further attempt at what did not come through."""
_NOTED_EVERY = 10.0
"""Seconds after which it is noted how far a step has come."""
_AT_ONCE = 200
"""Files that are given to a target at once."""

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many have come."""


class Sender:
    """One deployment on its way to one target."""

    def __init__(
        self,
        store: Store,
        files: Mapping[str, LocalFile],
        held: Manifest,
        *,
        packed: Path,
        remember: Callable[[Manifest], None],
        progress: Progress | None = None,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        """Name the open target, the build, what the target holds, and a folder for files made on the way.

        `remember` is told of each manifest before it is written to the target.
        """
        self._store, self._files, self._packed = store, files, packed
        self._remember, self._progress, self._pauses = remember, progress, pauses
        self._there = held
        self._wanted = manifest_of(files)
        self._arrived: dict[str, HeldFile] = {}
        self._noted_at = time.monotonic()
        self.sent, self.bytes_sent, self._bytes = 0, 0, 0

    def carry_out(self, plan: Plan) -> None:
        """Bring the target to the build; raise TargetFailed when it could not be brought there."""
        self._bytes = sum(self._wanted.files[path].size for path in plan.sent)
        if plan.withdrawn or plan.erased:
            self._withdraw(plan)
        paths = tuple(path for batch in plan.batches for path in batch.paths if self._must_go(path))
        if not (paths or plan.removed):
            return
        self._begin(paths, plan.removed)
        with _noting(self):
            for batch in plan.batches:
                self._remove(batch.cleared)
                self._put([path for path in batch.paths if self._must_go(path)])
            self._remove([path for path in plan.removed if path in self._there.files])
        self._commit(self._wanted)

    def _withdraw(self, plan: Plan) -> None:
        self._begin((*plan.leads, *plan.withdrawn), plan.erased)
        with _noting(self):
            with suppress(TargetFailed):  # what is new may fail; the rest of the deployment tries it again
                self._put(plan.leads)
            self._put(plan.withdrawn)
            self._remove(plan.erased)
        after = after_withdrawals(plan, self._there, self._wanted)
        missing = [path for path in plan.leads if path not in self._arrived]
        self._commit(with_changes(after, {}, missing))

    def _must_go(self, path: str) -> bool:
        held = self._there.files.get(path)
        return held is None or held.digest != self._wanted.files[path].digest

    def _begin(self, paths: Iterable[str], removed: Iterable[str]) -> None:
        self._arrived = {}
        self._there = under_way(paths, removed, self._there, self._wanted)
        data = self._encode(self._there)
        self._patiently(lambda: self._store.begin(data))

    def _put(self, paths: Iterable[str]) -> None:
        waiting = [*paths]
        for start in range(0, len(waiting), _AT_ONCE):
            part = waiting[start : start + _AT_ONCE]
            self._patiently(partial(self._put_missing, part))
            self._note_now_and_then()

    def _put_missing(self, paths: Sequence[str]) -> None:
        missing = [path for path in paths if path not in self._arrived]
        uploads = [upload_of(path, self._files[path], self._packed) for path in missing]
        if uploads:
            self._store.put(uploads, self._done)

    def _done(self, upload: Upload) -> None:
        if upload.path in self._arrived:
            return
        file = self._wanted.files[upload.path]
        self._arrived[upload.path] = file
        self.sent += 1
        self.bytes_sent += file.size
        if self._progress:
            self._progress(self.bytes_sent, self._bytes)

    def _remove(self, paths: Sequence[str]) -> None:
        if paths:
            self._patiently(lambda: self._store.remove(paths))
            self._there = with_changes(self._there, {}, paths)

    def _commit(self, manifest: Manifest) -> None:
        data = self._encode(manifest)
        self._patiently(lambda: self._store.commit(data))
        self._there, self._arrived = manifest, {}

    def _note_now_and_then(self) -> None:
        if time.monotonic() - self._noted_at > _NOTED_EVERY:
            self.note()

    def note(self) -> None:
        """Note how far the step has come."""
        self._noted_at = time.monotonic()
        self._there = with_changes(self._there, self._arrived)
        self._store.note(self._encode(self._there))

    def _encode(self, manifest: Manifest) -> bytes:
        self._remember(manifest)
        return encode_manifest(manifest)

    def _patiently(self, attempt: Callable[[], None]) -> None:
        """Try something until the target answers, with growing pauses."""
        for pause in self._pauses:
            try:
                return attempt()
            except TargetUnreachable:
                time.sleep(pause)
        return attempt()


class _noting:  # noqa: N801 - read as `with`
    """Notes how far a step has come when it is broken off."""

    def __init__(self, sender: Sender) -> None:
        """Name who knows."""
        self._sender = sender

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Note it, if the target still answers."""
        if kind is not None:
            with suppress(TargetFailed):
                self._sender.note()
