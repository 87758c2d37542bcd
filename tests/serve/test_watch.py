"""What is heard of, on a real file system."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from watchdog.observers.api import BaseObserver

from generator.serve.watch import ADVICE, Watch, matters, native_observer

Eventually = Callable[[Callable[[], object]], None]


class Heard:
    """A watch on a site, and what it heard."""

    def __init__(self, site: Path, native: Callable[[], BaseObserver] = native_observer) -> None:
        self.paths: list[str] = []
        self.said: list[str] = []
        self.watch = Watch(site, changed=self.paths.append, say=self.said.append, native=native)


@pytest.fixture
def heard(site: Path) -> Iterator[Heard]:
    heard = Heard(site)
    heard.watch.start()
    yield heard
    heard.watch.stop()


def edit(file: Path) -> None:
    file.write_text(file.read_text() + "\n")


def replace(file: Path) -> None:
    """Save as many editors do: a new file takes the place of the old one."""
    new = file.with_name(f".{file.name}.new")
    new.write_text("---\n")
    new.replace(file)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("content/releases/2024/2024-03-05-night-boat.md", edit),
        ("content/releases/2024/2024-03-05-night-boat.md", replace),
        ("content/releases/2024/2024-03-05-night-boat.md", Path.unlink),
        ("content/releases/2024", shutil.rmtree),
        ("config.yaml", edit),
        ("config.yaml", replace),
    ],
)
def test_a_change_is_heard(heard: Heard, site: Path, eventually: Eventually, name: str, change: Callable) -> None:
    change(site / name)
    eventually(lambda: name in heard.paths)


@pytest.mark.parametrize("folder", ["content/releases/2025/05", "layouts", "layouts/assets/fonts"])
def test_folders_made_later_are_watched_too(heard: Heard, site: Path, eventually: Eventually, folder: str) -> None:
    (site / folder).mkdir(parents=True)
    (site / folder / "at-once.md").write_text("x")
    eventually(lambda: {folder.split("/")[0], f"{folder}/at-once.md"} & set(heard.paths))
    file = site / folder / "later.md"
    eventually(lambda: file.write_text("x") and f"{folder}/later.md" in heard.paths)


def test_a_folder_that_takes_the_place_of_another_is_watched(heard: Heard, site: Path, eventually: Eventually) -> None:
    for _ in range(3):
        shutil.copytree(site / "content", site / "copy")
        shutil.rmtree(site / "content")
        (site / "copy").rename(site / "content")
        file = site / "content/releases/2024/later.md"
        eventually(lambda: "content" in heard.paths)
        heard.paths.clear()
        eventually(lambda file=file: file.write_text("x") and "content/releases/2024/later.md" in heard.paths)


def test_content_that_is_a_link_to_a_folder_is_watched(site: Path, tmp_path: Path, eventually: Eventually) -> None:
    (site / "content").rename(tmp_path / "elsewhere")
    (site / "content").symlink_to(tmp_path / "elsewhere")
    heard = Heard(site)
    heard.watch.start()
    edit(tmp_path / "elsewhere/releases/2024/2024-03-05-night-boat.md")
    eventually(lambda: "content/releases/2024/2024-03-05-night-boat.md" in heard.paths)
    heard.watch.stop()


def test_reading_a_file_is_no_change(heard: Heard, site: Path, eventually: Eventually) -> None:
    for file in site.rglob("*.md"):
        file.read_bytes()
    edit(site / "config.yaml")
    eventually(lambda: heard.paths)
    assert set(heard.paths) == {"config.yaml"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/releases/2024/a.md", True),
        ("content/static/.nojekyll", True),
        ("layouts/home.html", True),
        ("config.yaml", True),
        ("vocabulary.yml", True),
        ("content/inbox/a.txt", False),
        ("content/inbox", False),
        ("content/releases/2024/.a.md.swp", False),
        ("output/index.html", False),
        (".dateline", False),
        ("README.md", False),
    ],
)
def test_only_what_a_build_reads_matters(path: str, *, expected: bool) -> None:
    assert matters(PurePosixPath(path)) is expected


def exhausted(number: int) -> Callable[[], BaseObserver]:
    """Make an observer for which the system has no watch left."""

    def make() -> BaseObserver:
        raise OSError(number, "inotify watch limit reached")

    return make


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_where_no_watches_are_left_it_says_so_and_scans(site: Path, eventually: Eventually, number: int) -> None:
    heard = Heard(site, exhausted(number))
    heard.watch.start()
    assert heard.said == [ADVICE]
    edit(site / "content/releases/2024/2024-03-05-night-boat.md")
    eventually(lambda: "content/releases/2024/2024-03-05-night-boat.md" in heard.paths)
    heard.watch.stop()


def test_where_the_last_watch_went_to_a_folder_it_notices(
    site: Path, monkeypatch: pytest.MonkeyPatch, eventually: Eventually
) -> None:
    def observer_with_few_watches() -> BaseObserver:
        observer = native_observer()
        schedule = observer.schedule

        def refuse_one_more(handler: object, path: str, **options: object) -> object:
            if path.endswith(".dateline"):
                raise OSError(errno.ENOSPC, "inotify watch limit reached")
            return schedule(handler, path, **options)

        monkeypatch.setattr(observer, "schedule", refuse_one_more)
        return observer

    heard = Heard(site, observer_with_few_watches)
    heard.watch.start()
    assert heard.said == [ADVICE]
    edit(site / "config.yaml")
    eventually(lambda: "config.yaml" in heard.paths)
    heard.watch.stop()


FEW_WATCHES = 'echo 3 > /proc/sys/user/max_inotify_watches && exec "$@"'


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux counts watches")
def test_where_the_system_itself_has_no_watch_left_an_edit_is_found(site: Path, eventually: Eventually) -> None:
    arguments = [sys.executable, "-m", "generator", "serve", "--port", "0", "--site", str(site)]
    alone = ["unshare", "--user", "--map-root-user"]  # a user of its own, whose limits concern nobody else
    with subprocess.Popen(
        [*alone, "sh", "-c", FEW_WATCHES, "sh", *arguments], stderr=subprocess.PIPE, text=True
    ) as serve:
        try:
            assert serve.stderr is not None
            said: list[str] = []
            while ADVICE not in said or not any(line.startswith("built in") for line in said):
                said.append(serve.stderr.readline().strip())
                assert said[-1], said  # it has ended
            edit(site / "content/releases/2024/2024-03-05-night-boat.md")
            assert "night-boat.md" in serve.stderr.readline()
        finally:
            serve.terminate()


def test_another_fault_of_the_system_is_not_hidden(site: Path) -> None:
    with pytest.raises(OSError, match="broken"):
        Heard(site, lambda: (_ for _ in ()).throw(OSError(errno.EIO, "broken"))).watch.start()
