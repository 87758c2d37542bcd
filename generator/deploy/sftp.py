"""A folder of a server that takes files by SFTP and runs nothing.

Each file is written beside its place and renamed. Several go at once, for each costs some ways there and back.
"""

import os
import socket
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from generator.deploy.manifest import MANIFEST
from generator.deploy.target import Done, Opening, TargetFailed, TargetUnreachable, Upload, folders_above

if TYPE_CHECKING:
    from generator.deploy_settings import ServerPlace

_AT_ONCE = 4
_SECONDS = 20.0
PASSWORD = "SFTP_PASSWORD"  # noqa: S105 - the name of a variable
"""The variable that holds the account's password, or that of its key, where there is one."""


@contextmanager
def open_target(opening: Opening) -> Iterator["SftpStore"]:
    """Open the connection."""
    try:
        import paramiko
    except ImportError:
        raise TargetFailed("this needs paramiko; install it with: pip install 'dateline[sftp]'") from None
    store = SftpStore(opening.place, opening.site, paramiko)
    try:
        yield store
    finally:
        store.close()


def _connect(client: Any, place: "ServerPlace", site: Path) -> None:
    import paramiko

    known = site / Path(place.known_hosts).expanduser() if place.known_hosts else None
    client.load_host_keys(str(known)) if known else client.load_system_host_keys()
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    configured: dict[str, Any] = {}
    with suppress(OSError):
        configured = dict(paramiko.SSHConfig.from_path(str(Path("~/.ssh/config").expanduser())).lookup(place.host))
    key = [str(site / Path(place.key).expanduser())] if place.key else configured.get("identityfile")
    password = os.environ.get(PASSWORD)
    client.connect(
        configured.get("hostname", place.host),
        place.port or int(configured.get("port", 22)),
        place.user or configured.get("user"),
        password=password,
        passphrase=password,
        key_filename=key,
        look_for_keys=not place.key,
        allow_agent=not place.key,
        timeout=_SECONDS,
        banner_timeout=_SECONDS,
        auth_timeout=_SECONDS,
    )


@contextmanager
def _words_of(paramiko: Any) -> Iterator[None]:
    """Word what the library raises."""
    try:
        yield
    except paramiko.AuthenticationException:
        raise TargetFailed("the server takes none of the keys and passwords that there are") from None
    except paramiko.BadHostKeyException as error:
        raise TargetFailed(
            f"{error.hostname} has another key than the known one; find out why before you go on"
        ) from None
    except paramiko.SSHException as error:
        if "not found in known_hosts" in str(error):
            raise TargetFailed(f"{error}; add it with ssh-keyscan once you are sure that it is right") from None
        raise TargetUnreachable(str(error)) from None
    except (TimeoutError, ConnectionError, EOFError, socket.gaierror) as error:
        raise TargetUnreachable(str(error) or "the connection ended") from None
    except OSError as error:
        unreachable = isinstance(error, paramiko.ssh_exception.NoValidConnectionsError)
        raise (TargetUnreachable if unreachable else TargetFailed)(str(error)) from None


class SftpStore:
    """The folder; a connection that breaks is made anew at the next attempt."""

    def __init__(self, place: "ServerPlace", site: Path, paramiko: Any) -> None:
        """Name the place; nothing is connected yet."""
        self._place, self._site, self._paramiko = place, site, paramiko
        self._path = place.path.removeprefix("~/")
        self._connection: Any = None
        self._clients: list[Any] = []
        self._folders: set[str] = set()

    def read_manifest(self) -> bytes | None:
        """Return the manifest."""
        with self._talking() as one:
            try:
                with one.open(self._name(MANIFEST), "rb") as file:
                    file.prefetch()
                    data: bytes = file.read()
                    return data
            except FileNotFoundError:
                return None

    def is_empty(self) -> bool:
        """Tell whether nothing lies there."""
        with self._talking() as one:
            try:
                return not one.listdir(self._path)
            except FileNotFoundError:
                return True

    def begin(self, manifest: bytes) -> None:
        """Make the folder and write what may be there."""
        with self._talking() as one:
            self._make_folder(one, self._path)
            self._write(one, MANIFEST, manifest)

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Send files, several at once."""
        with self._talking() as one:
            for folder in reversed(folders_above([upload.path for upload in uploads])):
                self._make_folder(one, f"{self._path}/{folder}")
            free: SimpleQueue[Any] = SimpleQueue()
            for client in self._clients:
                free.put(client)

            def send(upload: Upload) -> Upload:
                client = free.get()
                try:
                    self._write(client, upload.path, upload.source.read_bytes())
                finally:
                    free.put(client)
                return upload

            self._at_once(send, uploads, done)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and the folders that are empty then."""
        with self._talking() as one:
            for path in paths:
                self._remove(one, self._name(path))
            for folder in folders_above(paths):
                with suppress(FileNotFoundError):
                    if not one.listdir(f"{self._path}/{folder}"):
                        one.rmdir(f"{self._path}/{folder}")
                        self._folders.discard(f"{self._path}/{folder}")

    def note(self, manifest: bytes) -> None:
        """Write the manifest."""
        with self._talking() as one:
            self._write(one, MANIFEST, manifest)

    def commit(self, manifest: bytes) -> None:
        """Write the manifest."""
        self.note(manifest)

    def close(self) -> None:
        """End the connection."""
        if self._connection:
            self._connection.close()
        self._connection, self._clients = None, []

    @contextmanager
    def _talking(self) -> Iterator[Any]:
        """Yield a channel of a connection that stands, and let go of one that breaks."""
        try:
            with _words_of(self._paramiko):
                if self._connection is None:
                    self._connection = self._paramiko.SSHClient()
                    _connect(self._connection, self._place, self._site)
                    self._clients = [self._connection.open_sftp() for _ in range(_AT_ONCE)]
                yield self._clients[0]
        except TargetUnreachable:
            self.close()
            raise

    def _at_once(self, send: Callable[[Upload], Upload], uploads: Sequence[Upload], done: Done) -> None:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                for upload in pool.map(send, uploads):
                    done(upload)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _name(self, path: str) -> str:
        return f"{self._path}/{path}"

    def _write(self, client: Any, path: str, data: bytes) -> None:
        name = self._name(path)
        with client.open(f"{name}.part", "wb") as file:
            file.set_pipelined(True)
            file.write(data)
        try:
            client.posix_rename(f"{name}.part", name)
        except OSError:  # a server without OpenSSH's way of renaming
            with suppress(FileNotFoundError):
                client.remove(name)
            client.rename(f"{name}.part", name)

    def _remove(self, one: Any, name: str) -> None:
        try:
            one.remove(name)
        except FileNotFoundError:
            pass
        except OSError:  # servers do not say that it is a folder
            if not stat.S_ISDIR(one.lstat(name).st_mode or 0):
                raise

    def _make_folder(self, one: Any, folder: str) -> None:
        if folder in self._folders:
            return
        parent = folder.rpartition("/")[0]
        try:
            one.stat(folder)
        except FileNotFoundError:
            if parent and parent != folder:
                self._make_folder(one, parent)
            one.mkdir(folder)
        self._folders.add(folder)
