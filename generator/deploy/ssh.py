"""A folder of a server that has rsync, reached by the machine's own ssh with its keys, agent and known hosts.

rsync writes each file beside its place and renames it, and of a changed file sends the difference.
"""

import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.deploy.manifest import MANIFEST
from generator.deploy.programs import run_program
from generator.deploy.target import Done, Opening, TargetFailed, Upload, folders_above

if TYPE_CHECKING:
    from generator.deploy_settings import ServerPlace

_NOT_THERE = 44
"""What our own commands end with when there is no such file."""
_CONNECT_SECONDS = 20
_ENDS_WITHIN, _POLL = 30.0, 0.05
"""Seconds that we wait for a program of a deployment that was killed, and between two looks at it."""


@contextmanager
def open_target(opening: Opening) -> Iterator["SshStore"]:
    """Open a connection that the steps share.

    Raises TargetFailed when a program of an earlier deployment outlived it and does not end.
    """
    place: ServerPlace = opening.place
    staged, lock = (opening.workshop / f"{opening.name}{ending}" for ending in (".staged", ".sending"))
    with _alone(lock) as held, tempfile.TemporaryDirectory(prefix="dl-") as sockets:
        store = SshStore(place, opening.site, staged, Path(sockets), held)
        try:
            yield store
        finally:
            store.close()


class SshStore:
    """The folder."""

    def __init__(self, place: "ServerPlace", site: Path, staged: Path, sockets: Path, lock: int) -> None:
        """Name the place, where files are laid out before they are sent, and a folder for the connection's socket.

        Every program that is run holds the lock.
        """
        self._path = place.path.removeprefix("~/")
        self._staged, self._lock = staged, lock
        self._address = f"{place.user}@{place.host}" if place.user else place.host
        options = ["BatchMode=yes", f"ConnectTimeout={_CONNECT_SECONDS}", "ControlMaster=auto", "ControlPersist=60"]
        options.append(f"ControlPath={sockets}/%C")
        if place.known_hosts:
            options += [f"UserKnownHostsFile={site.absolute() / Path(place.known_hosts).expanduser()}"]
            options += ["StrictHostKeyChecking=yes"]
        if place.key:
            options.append("IdentitiesOnly=yes")
        self._ssh = ["ssh", *(part for option in options for part in ("-o", option))]
        self._ssh += ["-p", str(place.port)] if place.port else []
        self._ssh += ["-i", str(site.absolute() / Path(place.key).expanduser())] if place.key else []

    def read_manifest(self) -> bytes | None:
        """Return the manifest."""
        name = self._name(MANIFEST)
        code, data = self._run(f"if [ -e {name} ]; then cat {name}; else exit {_NOT_THERE}; fi")
        return None if code == _NOT_THERE else data

    def is_empty(self) -> bool:
        """Tell whether nothing lies there."""
        _, listed = self._run(f"if [ -d {self._folder} ]; then ls -A {self._folder}; fi")
        return not listed.strip()

    def begin(self, manifest: bytes) -> None:
        """Make the folder and write what may be there."""
        self._run(f"mkdir -p {self._folder}")
        self._write_manifest(manifest)

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Send files."""
        by_path = {upload.path: upload for upload in uploads}
        host = self._address.rpartition("@")
        bracketed = f"[{host[2]}]" if ":" in host[2] else host[2]
        command = ["rsync", "--recursive", "--ignore-times", "--secluded-args", "--chmod=D755,F644", "--out-format=%n"]
        command += ["--rsh", shlex.join(self._ssh), f"{self._staged}/", f"{host[0]}{host[1]}{bracketed}:{self._path}/"]
        try:
            shutil.rmtree(self._staged, ignore_errors=True)
            self._stage(uploads)
            _, listed = run_program(command, inherited=[self._lock])
        except TargetFailed as failed:
            raise _with_advice(failed) from failed
        finally:
            shutil.rmtree(self._staged, ignore_errors=True)
        for name in listed.decode(errors="replace").splitlines():
            if name in by_path:
                done(by_path.pop(name))
        for upload in by_path.values():  # rsync writes some names otherwise
            done(upload)

    def _stage(self, uploads: Sequence[Upload]) -> None:
        """Lay files out as they are to lie there."""
        for upload in uploads:
            target = self._staged / upload.path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.hardlink_to(upload.source)
            except OSError:  # another file system, or one without hard links
                shutil.copyfile(upload.source, target)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and the folders that are empty then."""
        names = b"".join(f"./{path}\0".encode() for path in paths)
        each = 'for name; do [ -d "$name" ] || rm -f -- "$name" || exit 1; done'
        self._run(f"cd {self._folder} && xargs -0 sh -c {shlex.quote(each)} sh", stdin=names)
        folders = b"".join(f"./{folder}\0".encode() for folder in folders_above(paths))
        if folders:
            self._run(f"cd {self._folder} && xargs -0 rmdir -- 2>/dev/null; true", stdin=folders)

    def note(self, manifest: bytes) -> None:
        """Write the manifest."""
        self._write_manifest(manifest)

    def commit(self, manifest: bytes) -> None:
        """Write the manifest."""
        self._write_manifest(manifest)

    def close(self) -> None:
        """End the connection."""
        with suppress(TargetFailed):
            run_program([*self._ssh, "-O", "exit", self._address], fails_with=(255,))

    @property
    def _folder(self) -> str:
        return shlex.quote(self._path)

    def _name(self, path: str) -> str:
        return shlex.quote(f"{self._path}/{path}")

    def _write_manifest(self, manifest: bytes) -> None:
        name, draft = self._name(MANIFEST), self._name(f"{MANIFEST}.tmp")
        self._run(f"cat > {draft} && mv -f {draft} {name}", stdin=manifest)

    def _run(self, command: str, stdin: bytes = b"") -> tuple[int, bytes]:
        arguments = [*self._ssh, self._address, command]
        return run_program(arguments, stdin=stdin, fails_with=(_NOT_THERE,), inherited=[self._lock])


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    """Hold a lock that programs inherit to which the descriptor is passed, and keep when we are killed.

    Another run, perhaps of newer content, must not read what is there, send or remove while one of them is at it.
    """
    import fcntl  # not on Windows, where there is no rsync either

    with path.open("ab") as file:
        for _ in range(int(_ENDS_WITHIN / _POLL)):
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(_POLL)
        else:
            raise TargetFailed("a program of a deployment that was killed is still at work; end it, or wait for it")
        yield file.fileno()


def _with_advice(failed: TargetFailed) -> TargetFailed:
    """Say what to do when the server has no rsync."""
    if "command not found" in str(failed) or "rsync: not found" in str(failed):
        return TargetFailed(f"{failed}; install rsync there, or use the type sftp")
    return failed
