"""Related releases are older, share rare terms, and never change because a newer release came."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Extract, FrontMatter, Release
from generator.organise.related import Related, find_related, related_when_asked
from generator.organise.site import Entry, TermGroup


def entries(count: int) -> list[Entry]:
    """Return releases called 0, 1, 2 …, oldest first."""
    return [
        Entry(
            release=Release(
                path=str(number), digest="", front=FrontMatter(title="T"), body=Extract(key="", beginning="")
            ),
            address=f"/{number}/",
            instant=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number),
            ribbon="",
            removed=False,
            listed=True,
        )
        for number in range(count)
    ]


def related(
    carried: list[set[str]], find: Callable[[list[TermGroup], list[Entry]], Related] = find_related
) -> dict[str, list[str]]:
    """Return which releases are related to each that has any, given the terms that each carries."""
    standing = entries(len(carried))
    groups = [
        TermGroup(
            kind="tags",
            name=name,
            key=name,
            address=f"/tags/{name}/",
            entries=tuple(one for one, names in zip(standing, carried, strict=True) if name in names),
        )
        for name in sorted(set().union(*carried))
    ]
    found = find(groups, standing)
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


def test_to_a_release_that_stands_nowhere_nothing_is_related() -> None:
    assert not find_related([], [])("elsewhere")
    assert not related_when_asked([], [])("elsewhere")
