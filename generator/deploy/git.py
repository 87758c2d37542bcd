"""A branch of a git repository, for hosts that serve one: GitHub Pages, GitLab Pages.

The branch is never checked out: `git fast-import` writes a commit from the one before and what changed. What others
keep in the branch stays. A push moves it at once, and only from where it was looked at.
"""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from generator.deploy.manifest import MANIFEST, ManifestDamaged, decode_manifest
from generator.deploy.programs import run_program
from generator.deploy.target import Done, Opening, TargetFailed, Upload, Version

if TYPE_CHECKING:
    from generator.deploy_settings import GitPlace

_THERE, _NEXT = "refs/dateline/there", "refs/dateline/next"
_WENT_BACK = "Dateline-went-back-to: "
_PLAIN_FILES = ".nojekyll"
"""With this file GitHub Pages serves files whose names begin with an underscore."""


@contextmanager
def open_target(opening: Opening) -> Iterator["GitStore"]:
    """Look at the branch; what is known of it is kept in a repository of our own."""
    place: GitPlace = opening.place
    own = opening.workshop.absolute() / f"{opening.name}.git"
    if not (own / "HEAD").exists():
        run_program(["git", "init", "--quiet", "--bare", str(own)])
    store = GitStore(own, opening.site.absolute(), place)
    try:
        store.look()
        yield store
    finally:
        store.close()


class GitStore:
    """The branch, as it is there and as it is to be."""

    can_forget = False

    def __init__(self, own: Path, site: Path, place: "GitPlace") -> None:
        """Name our own repository, the site and the place."""
        self._own, self._site, self._place = own, site, place
        self._there = ""
        self._put: dict[str, Path] = {}
        self._removed: list[str] = []
        self._objects: _Objects | None = None

    def look(self) -> None:
        """Bring what is in the branch into our own repository."""
        listed = self._git("ls-remote", self._address, f"refs/heads/{self._place.branch}").decode()
        self._there = listed.split("\t")[0] if listed else ""
        if not self._there:
            return
        known, _ = run_program(self._command("cat-file", "-e", f"{self._there}^{{commit}}"), fails_with=(1, 128))
        if known:
            self._git("fetch", "--quiet", "--no-tags", "--force", self._address, f"{self._there}:{_THERE}")
        self._git("update-ref", _THERE, self._there)

    def read_manifest(self) -> bytes | None:
        """Return the manifest in the branch."""
        return self._read_from(self._there, MANIFEST) if self._there else None

    def is_empty(self) -> bool:
        """Tell whether there is no such branch, or nothing in it."""
        return not self._there or not self._git("ls-tree", "--name-only", self._there)

    def begin(self, manifest: bytes) -> None:  # noqa: ARG002 - nobody sees a step before its end
        """Begin a commit."""
        self._put, self._removed = {}, []

    def put(self, uploads: Sequence[Upload], done: Done) -> None:
        """Keep in mind what goes into the commit."""
        for upload in uploads:
            self._put[upload.path] = upload.source
            done(upload)

    def remove(self, paths: Sequence[str]) -> None:
        """Keep in mind what goes out of it."""
        self._removed += paths

    def note(self, manifest: bytes) -> None:
        """Note nothing."""

    def commit(self, manifest: bytes) -> None:
        """Write the commit and push it."""
        files = len(self._put) + len(self._removed)
        with self._importing(f"Deploy {files} changed files") as stream:
            for path in self._removed:
                stream.write(b"D %s\n" % _quoted(path))
            for path, source in self._put.items():
                _write_file(stream, path, source)
            _write_bytes(stream, MANIFEST, manifest)
            if _PLAIN_FILES not in self._put:
                _write_bytes(stream, _PLAIN_FILES, b"")
        self._push()

    def versions(self) -> list[Version]:
        """Return the version that is shown and the one before it, if the branch still has it."""
        found: list[Version] = []
        commit = self._there
        while commit and len(found) < 2:
            data = self._read_from(commit, MANIFEST)
            if data is None:
                break
            try:
                manifest = decode_manifest(data)
            except ManifestDamaged:
                break
            if not (found and manifest.is_partial):
                found.append(Version(commit, manifest, partial(self._read_whole, commit)))
            commit = self._commit_before(commit)
        return found

    def show(self, paths: dict[str, Version], manifest: bytes) -> None:
        """Commit a version made of files of others."""
        now = self.versions()[0].manifest.files
        old = next((version.name for version in paths.values() if version.name != self._there), self._there)
        blobs = self._blobs(old)
        with self._importing(f"Go back\n\n{_WENT_BACK}{old}") as stream:
            for path in now.keys() - paths.keys():
                stream.write(b"D %s\n" % _quoted(path))
            for path, version in paths.items():
                if version.name == old:
                    stream.write(b"M 100644 %s %s\n" % (blobs[path], _quoted(path)))
            _write_bytes(stream, MANIFEST, manifest)
        self._push()

    def forget(self, version: Version, paths: Sequence[str]) -> None:
        """Leave history as it is: `history: replace` keeps none."""

    def close(self) -> None:
        """End the program that reads objects."""
        if self._objects:
            self._objects.close()

    @cached_property
    def _address(self) -> str:
        """Where the repository is: a remote of the site's own repository is looked up there."""
        name = self._place.repository
        if "/" not in name and ":" not in name:
            code, found = run_program(["git", "-C", str(self._site), "remote", "get-url", name], fails_with=(2, 128))
            if code == 0:
                return found.decode().strip()
        path = self._site / Path(name).expanduser()
        return str(path) if path.exists() else name

    @cached_property
    def _environment(self) -> Mapping[str, str]:
        """How git reaches hosts from the site's own repository, where workflows leave their credentials."""
        wanted = [
            "git",
            "-C",
            str(self._site),
            "config",
            "-z",
            "--get-regexp",
            r"^(http|credential|url|core\.sshcommand)\.?",
        ]
        _, listed = run_program(wanted, fails_with=(1, 128))
        pairs = [entry.split("\n", 1) for entry in listed.decode(errors="replace").split("\0") if "\n" in entry]
        environment = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_COUNT": str(len(pairs))}
        for number, (key, value) in enumerate(pairs):
            environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return environment

    def _command(self, *arguments: str) -> list[str]:
        return ["git", f"--git-dir={self._own}", *arguments]

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        return run_program(self._command(*arguments), stdin=stdin, environment=self._environment)[1]

    @contextmanager
    def _importing(self, message: str) -> Iterator[BinaryIO]:
        """Yield a stream to which the changes of the next commit are written."""
        script = self._own / "next-commit"
        with script.open("wb") as stream:
            text = message.encode()
            stream.write(b"feature done\ncommit %s\ncommitter %s %d +0000\n" % (_NEXT.encode(), self._who, time.time()))
            stream.write(b"data %d\n%s\n" % (len(text), text))
            if self._there and self._place.history == "keep":
                stream.write(b"from %s\n" % self._there.encode())
            elif self._there:
                tree = self._git("rev-parse", f"{self._there}^{{tree}}").strip()
                stream.write(b'M 040000 %s ""\n' % tree)
            yield stream
            stream.write(b"done\n")
        try:
            with script.open("rb") as stream:
                subprocess.run(  # noqa: S603 - no shell reads the arguments
                    self._command("fast-import", "--quiet", "--force", "--done"),
                    stdin=stream,
                    capture_output=True,
                    check=True,
                )
        except subprocess.CalledProcessError as error:
            raise TargetFailed(f"git fast-import: {error.stderr.decode(errors='replace').splitlines()[0]}") from error
        finally:
            script.unlink(missing_ok=True)

    def _push(self) -> None:
        new = self._git("rev-parse", _NEXT).decode().strip()
        branch = f"refs/heads/{self._place.branch}"
        lease = f"--force-with-lease={branch}:{self._there}"
        self._git("push", "--quiet", lease, self._address, f"{new}:{branch}")
        self._there = new
        self._git("update-ref", _THERE, new)

    @cached_property
    def _who(self) -> bytes:
        found = []
        for key, default in (("user.name", "Dateline"), ("user.email", "dateline@localhost")):
            code, value = run_program(["git", "-C", str(self._site), "config", key], fails_with=(1, 128))
            found.append(value.strip() if code == 0 and value.strip() else default.encode())
        return b"%s <%s>" % (*(part.translate(None, b"<>\n") for part in found),)

    def _read_from(self, commit: str, path: str) -> bytes | None:
        if self._objects is None:
            self._objects = _Objects(self._command("cat-file", "--batch"))
        return self._objects.read(f"{commit}:{path}")

    def _read_whole(self, commit: str, path: str) -> bytes:
        data = self._read_from(commit, path)
        if data is None:
            raise TargetFailed(f"{path} is not in the commit {commit[:12]}")
        return data

    def _commit_before(self, commit: str) -> str:
        """Return the commit before; of one that went back, the one before that to which it went back."""
        text = self._git("cat-file", "commit", commit).decode(errors="replace")
        for line in text.splitlines():
            if line.startswith(_WENT_BACK):
                return self._commit_before(line.removeprefix(_WENT_BACK))
        head = text.partition("\n\n")[0].splitlines()
        return next((line.removeprefix("parent ") for line in head if line.startswith("parent ")), "")

    def _blobs(self, commit: str) -> dict[str, bytes]:
        """Return the object of each file of a commit."""
        entries = (entry.partition(b"\t") for entry in self._git("ls-tree", "-r", "-z", commit).split(b"\0") if entry)
        return {path.decode(): head.split()[2] for head, _, path in entries}


class _Objects:
    """Reads objects of a repository one after the other, in one process."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the program."""
        self._process = subprocess.Popen([*command], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - no shell

    def read(self, name: str) -> bytes | None:
        """Return an object, or None when there is none."""
        if not (self._process.stdin and self._process.stdout):
            return None
        self._process.stdin.write(f"{name}\n".encode())
        self._process.stdin.flush()
        head = self._process.stdout.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        data = self._process.stdout.read(int(head[2]))
        self._process.stdout.read(1)
        return data

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


def _write_file(stream: BinaryIO, path: str, source: Path) -> None:
    _write_bytes(stream, path, source.read_bytes())


def _write_bytes(stream: BinaryIO, path: str, data: bytes) -> None:
    stream.write(b"M 100644 inline %s\ndata %d\n" % (_quoted(path), len(data)))
    stream.write(data + b"\n")


def _quoted(path: str) -> bytes:
    text = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'.encode()
