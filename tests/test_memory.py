"""What a preview remembers from build to build. That its builds are exact is tested in test_incremental.py."""

from pathlib import Path

import pytest

from generator.build import BuildOptions
from generator.last_time import LastTime
from generator.memory import Memory
from generator.problems import BuildFailed
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
