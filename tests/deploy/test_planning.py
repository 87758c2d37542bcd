"""The plan: what goes first, what is sent at all, and when too much would be taken away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.deploy.manifest import (
    NOT_THERE,
    UNSURE,
    HeldFile,
    Manifest,
    ManifestDamaged,
    decode_manifest,
    encode_manifest,
)
from generator.deploy.planning import Batch, Plan, make_plan, under_way
from generator.public_file import ASSET, FEED, LIST, RELEASE
from tests.deploy.samples import AFTER, BEFORE, broken_links, built_files, change, configured, deploy_at, go_back


def file(digest: str, rank: int = LIST, release: str = "", *, withdrawn: bool = False) -> HeldFile:
    return HeldFile(digest, 10, rank, release, withdrawn)


def plan(held: dict[str, HeldFile], wanted: dict[str, HeldFile], pages: dict[str, bytes] | None = None) -> Plan:
    return make_plan(Manifest(held), Manifest(wanted), lambda path: (pages or {}).get(path, b""))


def test_what_is_new_comes_before_what_changed_and_each_by_its_rank() -> None:
    wanted = {
        "feed.xml": file("2", FEED),
        "index.html": file("2", LIST),
        "2024/b/index.html": file("1", RELEASE, "b"),
        "2024/a/index.html": file("2", RELEASE, "a"),
        "tags/new/index.html": file("1", LIST),
        "assets/x.css": file("1", ASSET),
        "same.html": file("1"),
    }
    held = {
        "feed.xml": file("1", FEED),
        "index.html": file("1", LIST),
        "2024/a/index.html": file("1", RELEASE, "a"),
        "old.html": file("1"),
        "same.html": file("1"),
    }
    found = plan(held, wanted)
    assert found.batches == (
        Batch("new", ASSET, ("assets/x.css",)),
        Batch("new", RELEASE, ("2024/b/index.html",)),
        Batch("new", LIST, ("tags/new/index.html",)),
        Batch("changed", RELEASE, ("2024/a/index.html",)),
        Batch("changed", LIST, ("index.html",)),
        Batch("changed", FEED, ("feed.xml",)),
    )
    assert (found.removed, found.unchanged, found.withdrawn, found.deletes) == (("old.html",), 1, (), 1)


def test_a_file_that_has_the_name_of_a_new_folder_goes_before_it_and_the_reverse() -> None:
    held = {"kit": file("1"), "press/deep/one.txt": file("1"), "press/two.txt": file("1"), "old.html": file("1")}
    wanted = {"kit/a.txt": file("1", ASSET), "press": file("1", LIST)}
    found = plan(held, wanted)
    assert found.batches == (
        Batch("new", ASSET, ("kit/a.txt",), ("kit",)),
        Batch("new", LIST, ("press",), ("press/deep/one.txt", "press/two.txt")),
    )
    assert found.removed == ("kit", "old.html", "press/deep/one.txt", "press/two.txt")


def test_what_was_withdrawn_goes_first_with_the_new_pages_that_it_leads_to() -> None:
    wanted = {
        "a/index.html": file("2", RELEASE, "a", withdrawn=True),
        "b/index.html": file("1", RELEASE, "b"),
        "tags/t/index.html": file("1", LIST),
        "tags/u/index.html": file("1", LIST),
        "first/index.html": file("1", RELEASE, "c", withdrawn=True),
    }
    held = {"a/index.html": file("1", RELEASE, "a"), "a/release.md": file("1", RELEASE, "a")}
    pages = {"a/index.html": b'<a href="../b/">', "b/index.html": b'<a href="../tags/t/">'}
    found = plan(held, wanted, pages)
    assert (found.leads, found.withdrawn, found.erased) == (
        ("tags/t/index.html", "b/index.html"),
        ("a/index.html",),
        ("a/release.md",),
    )
    assert [batch.paths for batch in found.batches] == [("first/index.html",), ("tags/u/index.html",)]
    assert found.deletes == 0  # the content says so itself


def test_what_belongs_to_a_release_that_is_nowhere_any_more_goes_first_and_counts_as_taken_away() -> None:
    held = {"a/index.html": file("1", RELEASE, "a"), "a/release.md": file("1", RELEASE, "a"), "b.html": file("1")}
    found = plan(held, {"a/index.html": file("2", RELEASE)})
    assert (found.withdrawn, found.erased, found.removed) == (("a/index.html",), ("a/release.md",), ("b.html",))
    assert found.deletes == 3


def states(held: dict[str, bytes], plan: Plan, wanted: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Yield what a target holds after each file that comes or goes."""
    now = dict(held)
    for path in (*plan.leads, *plan.withdrawn):
        yield (now := now | {path: wanted[path]})
    for path in plan.erased:
        yield (now := {other: data for other, data in now.items() if other != path})
    for path in (path for batch in plan.batches for path in batch.paths):
        yield (now := now | {path: wanted[path]})
    for path in plan.removed:
        yield (now := {other: data for other, data in now.items() if other != path})


def test_after_each_single_file_no_page_that_readers_can_come_to_leads_to_nothing(
    make_site: Callable[..., Path],
) -> None:
    site = make_site(BEFORE | {"config.yaml": configured("type: folder\npath: ../public/site")})
    reports = [deploy_at(site)]
    held = built_files(reports[0])
    change(site, AFTER)
    for _ in range(2):
        reports.append(deploy_at(site, max_deletes=1000))
        wanted = built_files(reports[-1])
        found = [*states(held, reports[-1].plan, wanted)]
        assert found[-1] == wanted
        assert [broken_links(now, held) for now in found] == [[]] * len(found)
        go_back(site)
        held = wanted


def test_an_equal_build_sends_nothing() -> None:
    files = {"a.html": file("1"), "b.html": file("2", RELEASE, "b", withdrawn=True)}
    assert plan(files, files).is_empty


def test_a_file_that_was_on_its_way_is_sent_again() -> None:
    wanted = {"new.html": file("1"), "changed.html": file("2"), "same.html": file("3")}
    held = Manifest({"changed.html": file("1"), "same.html": file("3")})
    interrupted = under_way(("new.html", "changed.html"), (), held, Manifest(wanted))
    assert {path: one.digest for path, one in interrupted.files.items()} == {
        "new.html": NOT_THERE,
        "changed.html": UNSURE,
        "same.html": "3",
    }
    found = make_plan(interrupted, Manifest(wanted), lambda _: b"")
    assert [(batch.reason, batch.paths) for batch in found.batches] == [
        ("new", ("new.html",)),
        ("changed", ("changed.html",)),
    ]
    assert make_plan(interrupted, Manifest({"same.html": file("3")}), lambda _: b"").removed == (
        "changed.html",
        "new.html",
    )


@pytest.mark.parametrize(
    ("there", "gone", "limit", "most"),
    [
        (100, 50, None, None),
        (100, 51, None, 50),
        (2000, 100, None, None),
        (2000, 101, None, 100),
        (100, 3, 2, 2),
        (100, 1, 0, 0),
        (100, 100, 100, None),
    ],
)
def test_more_than_fifty_or_one_in_twenty_is_too_much(
    there: int, gone: int, limit: int | None, most: int | None
) -> None:
    held = {f"{number}.html": file("1") for number in range(there)}
    wanted = {f"{number}.html": file("1") for number in range(gone, there)}
    assert plan(held, wanted).too_many_deletes(limit) == most


def test_a_manifest_is_read_as_it_was_written() -> None:
    manifest = Manifest({"b.html": file("2", FEED, "id", withdrawn=True), "a.html": file("1")})
    data = encode_manifest(manifest)
    assert decode_manifest(data) == manifest
    assert encode_manifest(Manifest(dict(reversed(manifest.files.items())))) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        encode_manifest(Manifest())[:-9],
        encode_manifest(Manifest({}, 2)),
        encode_manifest(Manifest({"../x": file("1")})),
        encode_manifest(Manifest({"/etc/x": file("1")})),
    ],
)
def test_a_manifest_that_is_none_or_leads_out_of_the_target_is_refused(data: bytes) -> None:
    with pytest.raises(ManifestDamaged):
        decode_manifest(data)
