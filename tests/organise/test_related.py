"""Related releases are older, share rare terms, and never change because a newer release came."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Extract, FrontMatter, Release
from generator.organise.related import Related, find_related, related_when_asked
from generator.organise.site import Entry, TermGroup


def entries(carried: list[set[str]], days: int = 1, title: str = "T") -> list[Entry]:
    """Return releases called 0, 1, 2 …, oldest first, each with its tags and so many days after the one before."""
    return [
        Entry(
            release=Release(
                path=str(number),
                digest=title,
                front=FrontMatter(title=title, tags=tuple(sorted(tags))),
                body=Extract(key="", beginning=""),
            ),
            address=f"/{number}/",
            instant=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=days * number),
            ribbon="",
            removed=False,
            listed=True,
        )
        for number, tags in enumerate(carried)
    ]


def groups_of(carried: list[set[str]], standing: list[Entry]) -> list[TermGroup]:
    """Return the tags of releases."""
    return [
        TermGroup(
            kind="tags",
            name=name,
            key=name,
            address=f"/tags/{name}/",
            entries=tuple(one for one, names in zip(standing, carried, strict=True) if name in names),
        )
        for name in sorted(set().union(*carried))
    ]


def related(
    carried: list[set[str]], find: Callable[[list[TermGroup], list[Entry]], Related] = find_related
) -> dict[str, list[str]]:
    """Return which releases are related to each that has any, given the terms that each carries."""
    standing = entries(carried)
    return all_of(find(groups_of(carried, standing), standing), standing)


def all_of(found: Related, standing: list[Entry]) -> dict[str, list[str]]:
    """Return what is related to each release that has any."""
    return {
        one.release.path: [entry.release.path for entry in others]
        for one in standing
        if (others := found(one.release.path))
    }


def test_the_rarest_shared_term_counts_most_and_then_the_newer_release() -> None:
    carried = [{"rare"}, {"common"}, {"common"}, {"common"}, {"rare", "common"}]
    assert related(carried)["4"] == ["0", "3", "2", "1"]


def test_two_shared_terms_count_more_than_one() -> None:
    assert related([{"a", "b"}, {"a"}, {"b"}, {"a", "b"}])["3"] == ["0", "2", "1"]


def test_a_release_without_older_ones_of_its_terms_has_none() -> None:
    assert related([{"a"}, {"b"}, set()]) == {}


def test_a_term_that_most_releases_carry_says_nothing_once_there_are_many() -> None:
    assert related([{"news"}] * 100)["20"]
    assert "99" not in related([{"news"}] * 100)


@given(st.lists(st.sets(st.sampled_from("abcdefg")), max_size=60), st.sets(st.sampled_from("abcdefg")))
def test_a_new_release_changes_nothing_for_older_ones(carried: list[set[str]], newest: set[str]) -> None:
    before, after = related(carried) if carried else {}, related([*carried, newest])
    assert {path: found for path, found in after.items() if path != str(len(carried))} == before


@given(st.lists(st.sets(st.sampled_from("abcdefg")), min_size=1, max_size=60))
def test_only_older_releases_are_related(carried: list[set[str]]) -> None:
    for path, found in related(carried).items():
        assert len(found) == len(set(found))
        assert all(int(other) < int(path) for other in found)
        assert all(carried[int(other)] & carried[int(path)] for other in found)


@given(st.lists(st.sets(st.sampled_from("abcdefg")), min_size=1, max_size=60))
def test_for_few_releases_the_same_is_found_as_for_all(carried: list[set[str]]) -> None:
    assert related(carried, related_when_asked) == related(carried)


def test_of_terms_with_many_releases_the_same_is_found_for_few_as_for_all() -> None:
    carried = [{"rare"} if number % 30 == 0 else {"a" if number % 5 else "b", "c"} for number in range(120)]
    assert related(carried, related_when_asked) == related(carried)


archives = st.lists(st.lists(st.sets(st.sampled_from("abcd"), max_size=3), max_size=12), max_size=4)


@given(archives)
def test_what_is_kept_of_earlier_archives_changes_nothing(archives: list[list[set[str]]]) -> None:
    kept: dict[str, bytes] = {}
    for carried in archives:
        standing = entries(carried, days=100)
        groups = groups_of(carried, standing)
        found, anew = find_related(groups, standing, "", kept), find_related(groups, standing)
        assert all_of(found, standing) == all_of(anew, standing)
        paths = [str(number) for number in range(-1, len(carried))]
        assert found.told(paths) == anew.told(paths)


def test_a_year_is_looked_through_again_only_when_a_release_up_to_there_carries_other_terms() -> None:
    def find(title: str) -> list[str]:
        made.clear()
        standing = entries(carried, days=200, title=title)
        find_related(groups_of(carried, standing), standing, "", kept)
        return made

    class Kept(dict[str, bytes]):
        def __setitem__(self, key: str, value: bytes) -> None:
            made.append(key)
            super().__setitem__(key, value)

    made: list[str] = []
    kept, carried = Kept(), [{"a"}, {"a"}, {"a", "b"}, {"b"}, {"a"}]
    assert len(find("A title")) == 3, "2024, 2025 and 2026"
    assert find("Another title") == []
    carried[3] = {"a"}
    assert len(find("A title")) == 2


def test_what_is_told_of_releases_changes_with_what_is_related_to_them() -> None:
    def told(*carried: set[str], title: str = "A title") -> object:
        standing = entries([*carried], title=title)
        return find_related(groups_of([*carried], standing), standing).told(["0", "2"])

    assert told({"a"}, {"b"}, {"a"}) == told({"a"}, {"b"}, {"a"}, {"a"})
    assert told({"a"}, {"b"}, {"a"}) != told({"a"}, {"b"}, {"b"})
    assert told({"a"}, {"b"}, {"a"}) != told({"a"}, {"b"}, {"a"}, title="Another title")
    assert told({"a"}, {"b"}, {"a"}) != told({"a"}, {"a"}, {"a"})


def test_to_a_release_that_stands_nowhere_nothing_is_related() -> None:
    assert not find_related([], [])("elsewhere")
    assert not related_when_asked([], [])("elsewhere")
