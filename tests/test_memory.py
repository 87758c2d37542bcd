"""What a preview remembers from build to build. That its builds are exact is tested in test_incremental.py."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import BuildOptions
from generator.file_stat import wait_until_settled
from generator.last_time import LastTime
from generator.load import scan, scan_again
from generator.memory import Memory
from generator.on_request import PagesOnRequest
from generator.problems import BuildFailed
from generator.state import State
from tests.sites import CONFIG, build_at, release, write_site


def test_what_was_made_the_last_time_is_not_made_again() -> None:
    made: list[str] = []

    def make(text: str) -> str:
        made.append(text)
        return text.upper()

    last = LastTime[str]()
    assert last.each(make, "abc", key=str) == ["A", "B", "C"]
    assert made == ["a", "b", "c"]
    assert last.each(make, "bd", key=str) == ["B", "D"]
    assert made == ["a", "b", "c", "d"]
    assert last.each(make, "ab", key=str) == ["A", "B"]
    assert made == ["a", "b", "c", "d", "a"], "what was not asked for is forgotten"


def test_an_item_that_changed_is_told_by_its_key() -> None:
    made: list[tuple[str, int]] = []

    def make(item: tuple[str, int]) -> int:
        made.append(item)
        return item[1]

    def all_of(**numbers: int) -> list[int]:
        made.clear()
        return last.each(make, [*numbers.items()], key=lambda item: item[0])

    last = LastTime[int]()
    assert all_of(a=1, b=2, c=3, d=4) == [1, 2, 3, 4]
    assert all_of(a=1, b=9, c=3, d=4) == [1, 9, 3, 4]
    assert made == [("b", 9)]
    assert all_of(x=0, d=4, c=3, b=9, a=1) == [0, 4, 3, 9, 1]
    assert made == [("x", 0)], "equal items are found wherever they stand"
    assert all_of() == []
    assert all_of(a=1) == [1]
    assert made == [("a", 1)]


@given(st.lists(st.lists(st.integers(0, 9), max_size=9), max_size=5))
def test_what_is_remembered_is_what_would_be_made(rounds: list[list[int]]) -> None:
    items = [f"item {number}" for number in range(10)]
    last = LastTime[str]()
    for numbers in rounds:
        asked = [items[number] for number in numbers]
        assert last.each(str.upper, asked, key=len) == [*map(str.upper, asked)]


def test_other_settings_make_everything_anew() -> None:
    last = LastTime[str]()
    assert last.each(str.upper, "ab", key=str, settings=1) == ["A", "B"]
    assert last.each(str.lower, "ab", key=str, settings=2) == ["a", "b"]
    assert last.each(str.upper, "ab", key=str, settings=2) == ["a", "b"]


def test_what_was_remembered_stays_when_the_making_of_another_fails() -> None:
    last = LastTime[int]()
    assert last.each(int, ["1", "2"], key=str) == [1, 2]
    with pytest.raises(ValueError, match="invalid literal"):
        last.each(int, ["1", "two"], key=str)
    assert last.each(lambda text: int(text) * 10, ["1", "2"], key=str) == [1, 2]


def test_an_unchanged_mistake_is_reported_by_every_build(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", "Words.", slug='"12"')})
    memory = Memory()
    for _ in range(2):
        with pytest.raises(BuildFailed, match="the slug '12' is refused"):
            build_at(tmp_path, BuildOptions(memory=memory))


def test_a_release_that_did_not_change_moves_with_the_permalink(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/releases/a.md": release("A", "Words.")})
    memory = Memory()
    addresses = []
    for permalink in ("/{year}/{slug}/", "/news/{slug}/"):
        write_site(tmp_path, {"config.yaml": f"{CONFIG}permalink: '{permalink}'\n"})
        addresses += build_at(tmp_path, BuildOptions(memory=memory)).addresses.values()
    assert addresses == ["/2024/a/", "/news/a/"]


A, B = "content/releases/a.md", "content/releases/b.md"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A site of two releases, old enough for their stats to be believed."""
    write_site(tmp_path, {A: release("A", "Words."), B: release("B", "Words.")})
    wait_until_settled(max(listed.stat.latest for listed in scan(tmp_path).files))
    return tmp_path


def test_only_changed_releases_can_be_known_without_a_scan(two: Path) -> None:
    found = scan(two)
    assert scan_again(two, found, {A}) is None, "it has not changed"
    write_site(two, {A: release("Another", "Words."), "content/releases/c.md": release("C", "Words.")})
    again = scan_again(two, found, {A})
    assert again
    assert [listed.path for listed in again.releases] == [A, B]
    assert again.releases[0] == scan(two).releases[0]
    for others in ({A, "content/releases/c.md"}, {A, "config.yaml"}, {A, B}):
        assert scan_again(two, found, others) is None
    (two / A).unlink()
    assert scan_again(two, found, {A}) is None
    (two / A).symlink_to(two / B)
    assert scan_again(two, found, {A}) is None


class Preview:
    """Builds of a site with one memory, and the titles of A and B in the pages that each offered."""

    def __init__(self, site: Path) -> None:
        """Build for the first time."""
        self.site, self.memory, self.offered = site, Memory(), list[str]()
        self.build()

    def build(self, *changed: str) -> list[str]:
        """Build because these files are said to have changed."""
        self.offered.clear()
        build_at(
            self.site,
            BuildOptions(drafts=True, memory=self.memory, changed=frozenset(changed), organised=self.note),
        )
        return self.offered

    def note(self, pages: PagesOnRequest) -> None:
        """Note the titles."""
        made = [(pages.make(pages.address_of(path) or "") or b"").decode() for path in (A, B)]
        self.offered.append(" ".join(page.partition("<title>")[2].partition(" ")[0] for page in made))
        pages.close()


def test_the_page_of_a_file_that_is_known_to_have_changed_waits_for_no_scan(two: Path) -> None:
    preview = Preview(two)
    assert preview.offered == ["A B"]
    write_site(two, {A: release("First", "Words.", slug="a")})
    assert preview.build(A) == ["First B"]


def test_the_pages_are_offered_again_when_more_had_changed_than_was_known(two: Path) -> None:
    preview = Preview(two)
    write_site(two, {A: release("First", "Words.", slug="a"), B: release("Second", "Words.", slug="b")})
    assert preview.build(A) == ["First B", "First Second"]


def test_the_sources_are_read_from_the_state_only_when_another_build_has_changed_it(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, read = Preview(two), list[str]()
    sources = State.sources

    def counted(state: State) -> object:
        read.append("read")
        return sources(state)

    monkeypatch.setattr(State, "sources", counted)
    for number in range(2):
        write_site(two, {A: release(f"First{number}", "Words.", slug="a")})
        assert preview.build(A) == [f"First{number} B"]
    assert read == []
    write_site(two, {B: release("Second", "Words.", slug="b")})
    build_at(two, BuildOptions())
    read.clear()
    assert preview.build() == ["First1 Second"]
    assert read == ["read"]
