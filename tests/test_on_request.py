"""Pages that are made when somebody asks for them, before the build that makes all of them is done."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest

from generator.build import BuildOptions
from generator.interruption import Interrupted, PagesGone
from generator.on_request import ENDINGS, PagesOnRequest
from generator.organise import PagePlan
from generator.problems import BuildFailed
from tests.sites import GOLDEN, build_at, release

PREVIEW = ".dateline/preview"


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, in a folder of its own."""
    return copytree(GOLDEN / "site", tmp_path_factory.mktemp("golden") / "site")


class Build:
    """A build of a preview, and the pages it offered."""

    def __init__(
        self, site: Path, *, early: Callable[[PagesOnRequest], object] = lambda _: None, complete: bool = True
    ) -> None:
        self.early: object = None
        self.plans: list[PagePlan] = []

        def organised(pages: PagesOnRequest) -> None:
            self.pages = pages
            self.early = early(pages)

        def planned(plans: Iterable[PagePlan]) -> None:
            self.plans = list(plans)
            if complete:
                self.pages.complete(self.plans)

        build_at(site, BuildOptions(drafts=True, clean=True, organised=organised, planned=planned))
        self.folder = site / PREVIEW

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the address and the bytes of every file that was written."""
        return files_in(self.folder)


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every file of a built site."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name != ".gitignore":
            yield f"/{name.removesuffix('index.html') if file.name == 'index.html' else name}", file.read_bytes()


def of(pages: PagesOnRequest, address: str) -> bytes | None:
    """Return what is at an address, whatever it is."""
    copy = pages.copy(address)
    return pages.asset(address) or (copy.read_bytes() if copy else None) or pages.make(address)


def test_every_file_is_byte_for_byte_what_the_build_writes(golden: Path) -> None:
    done = Build(golden)
    files = dict(done.files())
    assert len(files) > 200
    for address, data in files.items():
        assert of(done.pages, address) == data, address
    done.pages.close()


def test_releases_and_the_pages_that_lead_to_them_do_not_wait_for_the_plan(golden: Path) -> None:
    early = ("/", "/fa/", "/all/", "/timeline/", "/404.html", "/2012/03/first-lantern-night/", "/2014/06/toit-neuf/")
    done = Build(golden, early=lambda pages: {address: pages.make(address) for address in early})
    files = dict(done.files())
    assert done.early == {address: files.get(address) for address in early}
    assert sum(address in files for address in early) >= 5
    done.pages.close()


def test_a_list_waits_for_the_plan_and_what_no_layout_makes_for_nothing(golden: Path) -> None:
    with ThreadPoolExecutor() as pool:
        done = Build(golden, early=lambda pages: (pages.make("/nothing.ico"), pool.submit(pages.make, "/tags/")))
        nothing, waited = done.early  # type: ignore[misc]
        assert nothing is None
        assert waited.result(30) == dict(done.files())["/tags/"]
    done.pages.close()


def test_every_address_that_a_layout_makes_has_an_ending_that_is_waited_for(golden: Path) -> None:
    done = Build(golden)
    assert {plan.address for plan in done.plans if not plan.address.endswith(ENDINGS)} == set()
    done.pages.close()


def test_many_may_ask_at_once(golden: Path) -> None:
    done = Build(golden)
    addresses = [plan.address for plan in done.plans]
    files = dict(done.files())
    with ThreadPoolExecutor(8) as pool:
        for address, data in zip(addresses * 2, pool.map(done.pages.make, addresses * 2), strict=True):
            assert data == files[address]
    done.pages.close()


def test_pages_that_were_replaced_say_so_and_those_who_wait_are_told(golden: Path) -> None:
    done = Build(golden, complete=False)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(done.pages.make, "/tags/")
        done.pages.close()
        for ask in (lambda: waiting.result(30), lambda: done.pages.make("/"), lambda: done.pages.has("/")):
            with pytest.raises(PagesGone):
                ask()


def test_a_wrong_layout_is_named_by_the_page_that_needs_it(make_site: Callable[..., Path]) -> None:
    site = make_site({"content/releases/a.md": release("A"), "layouts/release.html": "\n{{ relaese.title }}"})
    found: list[BuildFailed] = []

    def early(pages: PagesOnRequest) -> None:
        assert pages.make("/")
        with pytest.raises(BuildFailed, match=r"layouts/release\.html:2: error: nothing is called 'relaese'") as caught:
            pages.make("/2024/01/a/")
        found.append(caught.value)
        pages.close()

    with pytest.raises(BuildFailed) as of_build:
        Build(site, early=early)
    assert found[0].problems == of_build.value.problems


def test_who_builds_waits_for_who_reads_and_a_moment_for_somebody_to_begin(golden: Path) -> None:
    done = Build(golden)

    def read() -> None:
        with done.pages.asking():
            done.pages.make("/")

    threading.Timer(0.1, read).start()
    done.pages.give_way(longest=60)
    assert "/" not in done.pages._made
    done.pages.give_way(first=30, longest=60)
    assert "/" in done.pages._made
    done.pages.close()


def test_who_builds_does_not_wait_for_who_waits_for_the_build(golden: Path) -> None:
    done = Build(golden, complete=False)

    def read() -> bytes | None:
        with done.pages.asking():
            return done.pages.make("/tags/")

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        done.pages.give_way(first=60, longest=60)
        assert not reading.done()
        done.pages.complete(done.plans)
        assert reading.result(30)
    done.pages.close()


def test_a_folder_that_is_copied_shows_its_index(make_site: Callable[..., Path]) -> None:
    done = Build(make_site({"content/static/game/index.html": "<!doctype html><title>Game</title>"}))
    assert of(done.pages, "/game/") == b"<!doctype html><title>Game</title>" == dict(done.files())["/game/"]
    done.pages.close()


class After:
    """Ends a build at the n-th time that it asks."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Interrupted


def test_a_build_that_is_ended_anywhere_leaves_whole_files_and_the_next_one_goes_on(
    make_site: Callable[..., Path],
) -> None:
    sources = {f"content/releases/{number}.md": release(f"T {number}", date=f"20{number:02}") for number in range(40)}
    expected = dict(Build(make_site(sources, "whole")).files())
    most = After(1_000_000)
    build_at(make_site(sources, "counted"), BuildOptions(drafts=True, check=most))
    asked = 1_000_000 - most.left
    rendered = []
    for count in (0, asked // 2, *range(asked - 4, asked + 1)):
        site = make_site(sources, f"site-{count}")
        try:
            build_at(site, BuildOptions(drafts=True, check=After(count)))
        except Interrupted:
            for address, data in files_in(site / PREVIEW):
                assert data == expected[address]
            rendered.append(build_at(site, BuildOptions(drafts=True)).rendered)
            assert dict(files_in(site / PREVIEW)) == expected
        else:
            break
    assert len(rendered) >= 2
    assert rendered[0] > rendered[-1] > 0
