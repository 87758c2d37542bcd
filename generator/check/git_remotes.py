"""Where a git repository sends what is in it, read from its own files: no network, no program."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.problems import Problem

_PUBLIC_HOSTS = frozenset(
    "github.com gitlab.com codeberg.org bitbucket.org git.sr.ht gitea.com framagit.org salsa.debian.org notabug.org "
    "gitee.com launchpad.net pagure.io gitlab.freedesktop.org gitlab.gnome.org invent.kde.org disroot.org".split()
)
_SECTION = re.compile(r'^\s*\[remote "([^"]+)"\]')
_URL = re.compile(r"^\s*(?:push)?url\s*=\s*(\S+)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://(?:[^@/]*@)?|(?:[^@/]+@))([^/:]+)", re.IGNORECASE)


def find_public_remotes(site: Path, *, hidden: int) -> Iterator[Problem]:
    """Yield a warning for each remote on a public host, if releases are `hidden` and the content is in a repository."""
    if not hidden:
        return
    config = _find_config(site.resolve())
    for name, host in _remotes(config) if config else ():
        if host in _PUBLIC_HOSTS:
            count = f"{hidden:,} {'release is' if hidden == 1 else 'releases are'} not visible yet"
            message = (
                f"the content is in a git repository whose remote '{name}' is at {host}, and {count}: "
                "make sure that nobody else may read it, for this cannot be seen from here"
            )
            yield Problem(message=message, path="content", severity="warning")


def _find_config(folder: Path) -> Path | None:
    """Return the configuration of the repository that a folder lies in; of a work tree, that of its repository."""
    for parent in (folder, *folder.parents):
        git = parent / ".git"
        if git.is_file():
            found = re.match(r"gitdir:\s*(.+)", git.read_text("utf-8", "replace"))
            git = (parent / found[1].strip()).resolve() if found else git
            if (git / "commondir").is_file():
                git = (git / (git / "commondir").read_text("utf-8", "replace").strip()).resolve()
        if (git / "config").is_file():
            return git / "config"
    return None


def _remotes(config: Path) -> Iterator[tuple[str, str]]:
    """Yield name and host of each remote; a path on this machine has none."""
    name = ""
    for line in config.read_text("utf-8", "replace").splitlines():
        if section := _SECTION.match(line):
            name = section[1]
        elif line.lstrip().startswith("["):
            name = ""
        elif name and (url := _URL.match(line)):
            host = _HOST.match(url[1])
            if host:
                yield name, host[1].lower()
