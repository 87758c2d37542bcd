"""The search index as it is planned: who is in it, and what one more release changes."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.config import Config
from generator.dates import StatedDate
from generator.digests import digest_of
from generator.model import Body, Extract, FrontMatter, Release, Withdrawal
from generator.organise import Archive, make_outline, organise
from generator.organise.search import plan_search
from generator.wording import ENGLISH
from tests.sites import build_at, files_in, release, write_site

AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
CONFIG = Config(title="Archive", base_url="https://example.org/")


@cache
def words() -> list[str]:
    chance = random.Random(3)
    return ["".join(chance.choices("abcdefghilmnoprstuvw", k=chance.randint(3, 9))) for _ in range(9000)]


def make_release(number: int, date: StatedDate, **front: Any) -> Release:
    """Return a release with a title of nine words and a text of three hundred, some of them frequent."""
    chance = random.Random(number)
    text = " ".join(words()[int(len(words()) * chance.random() ** 3)] for _ in range(300))
    title = " ".join(chance.choices(words(), k=9))
    matter = FrontMatter(title=title, id=f"id-{number}", slug=f"release-{number}", date=date, **front)
    extract = Extract(key=text, beginning=text[:300])
    return Release(path=f"content/releases/{number}.md", digest=digest_of(number), front=matter, body=extract)


def read_body(key: str) -> Body:
    return Body(html="", text=key, words=" ".join(sorted({*key.split()})))


def index_of(releases: Sequence[Release], kept: dict[str, bytes] | None = None, **circumstances: Any) -> dict[str, str]:
    """Return the text of every file of the index."""
    archive = Archive(
        releases=tuple(releases), pages=(), ledger=None, media=(), config=CONFIG, as_of=AS_OF, **circumstances
    )
    outline = make_outline(organise(archive), {}, (), read_body, lambda _: ENGLISH, kept)
    plans = (plan for plan in plan_search(outline) if plan.layout != "search.html")
    return {plan.address: plan.make_context().text for plan in plans}  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def archive() -> list[Release]:
    """Nine hundred releases of three years."""
    chance = random.Random(9)
    years = (2015, 2016, 2025)
    dates = [StatedDate(years[number % 3], chance.randint(1, 12), chance.randint(1, 28)) for number in range(900)]
    return [make_release(number, date) for number, date in enumerate(sorted(dates, key=StatedDate.isoformat))]


@pytest.mark.parametrize(
    ("date", "most"),
    [(StatedDate(2026, 6, 30), 70), (StatedDate(2025, 12, 31), 70), (StatedDate(2016, 6, 30), 300)],
)
def test_one_more_release_changes_few_files_and_none_of_other_years(
    archive: list[Release], date: StatedDate, most: int
) -> None:
    before = index_of(archive)
    after = index_of([*archive, make_release(7777, date)])
    changed = {address for address in before.keys() | after.keys() if before.get(address) != after.get(address)}
    folders = {address.split("/")[2] for address in changed}
    newest_before = {2026: {"2025"}, 2025: {"2016"}}.get(date.year, set())  # which gets one file more
    assert folders - newest_before <= {f"{date.year}", "titles", "index.json", "names.json"}
    assert 3 <= len(changed) <= most


def test_what_was_kept_gives_the_same_files(archive: list[Release]) -> None:
    kept: dict[str, bytes] = {}
    index_of(archive[:-1], kept)
    assert index_of(archive, kept) == index_of(archive)
    some = dict(list(kept.items())[::2])
    assert index_of(archive, some) == index_of(archive)


def test_the_order_in_which_releases_are_read_shows_nowhere(archive: list[Release]) -> None:
    assert index_of(archive[:200][::-1]) == index_of(archive[:200])


def test_only_what_stands_in_lists_is_in_the_index() -> None:
    day = StatedDate(2020, 1, 2)
    shown = make_release(1, day)
    hidden = [
        make_release(2, day, status="draft"),
        make_release(3, day, embargo=StatedDate(2027)),
        make_release(4, StatedDate(2030)),
        make_release(5, day, listed=False),
        make_release(6, day, variant_of="1.md"),
        make_release(7, day, expires=StatedDate(2021)),
        make_release(8, day, withdrawn=Withdrawal(date=day, reason="Wrong", text="kept")),
        make_release(9, day, withdrawn=Withdrawal(date=day, reason="Wrong")),
    ]
    assert index_of([shown, *hidden]) == index_of([shown])
    assert json.loads(index_of([shown])["/search/index.json"])["years"][0][:2] == [2020, 1]


def test_many_releases_of_one_day_stand_in_several_files() -> None:
    found = index_of([make_release(number, StatedDate(2020)) for number in range(100)])
    cards = {address: json.loads(text) for address, text in found.items() if "/2020/" in address and ".json" in address}
    assert sorted(cards) == [f"/search/2020/0{suffix}.json" for suffix in ("-1", "-2", "-3", "")]
    assert sum(len(one) for one in cards.values()) == 100


def test_a_release_carries_only_what_a_result_shows() -> None:
    found = index_of([make_release(1, StatedDate(2020, 1, 2), language="fr", issuers=("The Trust",))])
    ((address, _, day, _, *rest),) = json.loads(found["/search/2020/0.json"])
    assert (address, day, rest) == ("/2020/01/release-1/", "2020-01-02", ["fr", "The Trust"])


def test_without_search_there_is_no_page_no_index_and_no_field(tmp_path: Path) -> None:
    config = "title: Archive\nbase_url: https://example.org/\nsearch: {enabled: false}\n"
    site = write_site(tmp_path, {"config.yaml": config, "content/releases/a.md": release("A")})
    build_at(site)
    found = files_in(site / "output")
    assert [path for path in found if path.startswith("search")] == []
    assert b'role="search"' not in found["index.html"]


def test_each_language_has_a_search_page_of_its_own_and_all_read_one_index(tmp_path: Path) -> None:
    config = "title: Archive\nbase_url: https://example.org/\nlanguages: {fr: {title: Archives}}\n"
    files = {"a.md": release("One"), "b.md": release("Un", language="fr", translation_of="a.md")}
    site = write_site(
        tmp_path, {"config.yaml": config} | {f"content/releases/{name}": text for name, text in files.items()}
    )
    build_at(site)
    found = files_in(site / "output")
    assert b'data-index="index.json"' in found["search/index.html"]
    assert b'data-index="../../search/index.json"' in found["fr/search/index.html"]
    assert "fr/search/index.json" not in found
    assert json.loads(found["search/index.json"])["years"][0][:2] == [2024, 2], "both can be found"
