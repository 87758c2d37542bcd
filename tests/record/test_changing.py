"""Changes of content: the file, the journal and the manifest agree, whatever goes wrong between them."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.fixity import check_fixity, list_content
from generator.journal import LOG, Event
from generator.manifest import begin_manifest, sha256_of
from generator.problems import DatelineError
from generator.record import changing
from generator.record.changing import FileChange, change_files
from tests.sites import release, write_site

NOW = datetime(2026, 7, 1, tzinfo=UTC)
A, B, C = (f"content/releases/2024/{name}.md" for name in "abc")
EVENT = Event(kind="modification", outcome="set", id="x1")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path, {A: release("A"), B: release("B")})
    begin_manifest(tmp_path, list_content(tmp_path))
    return tmp_path


def read(site: Path, path: str) -> bytes:
    return (site / path).read_bytes()


def events(site: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (site / LOG).read_text(encoding="utf-8").splitlines()]


def test_a_file_is_written_logged_and_recorded(site: Path) -> None:
    old = read(site, A)
    change_files(site, [FileChange(path=A, old=old, new=b"new", event=EVENT)], now=NOW)
    assert read(site, A) == b"new"
    (event,) = events(site)
    assert (event["event"], event["outcome"], event["file"], event["id"]) == ("modification", "set", A, "x1")
    assert (event["sha256_before"], event["sha256_after"]) == (sha256_of(old), sha256_of(b"new"))
    assert check_fixity(site).findings == ()


def test_a_file_moves_by_one_change_of_two_and_one_event(site: Path) -> None:
    old = read(site, A)
    moved = Event(kind="modification", outcome="moved", details={"from": A})
    change_files(
        site, [FileChange(path=C, old=None, new=old, event=moved), FileChange(path=A, old=old, new=None)], now=NOW
    )
    assert (read(site, C), (site / A).exists()) == (old, False)
    assert [(event["file"], event["from"]) for event in events(site)] == [(C, A)]
    assert check_fixity(site).findings == ()


def test_a_file_of_the_site_outside_of_content_is_logged_alone(site: Path) -> None:
    change_files(site, [FileChange(path="vocabulary.yaml", old=None, new=b"tags: []\n", event=EVENT)], now=NOW)
    assert [event["file"] for event in events(site)] == ["vocabulary.yaml"]
    assert check_fixity(site).findings == ()


def test_no_changes_write_nothing(site: Path) -> None:
    change_files(site, [], now=NOW)
    assert not (site / LOG).exists()


def test_what_was_done_before_a_failure_is_noted_and_the_rest_is_not(site: Path) -> None:
    changes = [
        FileChange(path=A, old=read(site, A), new=b"one", event=EVENT),
        FileChange(path=B, old=b"what it was not", new=b"two", event=EVENT),
        FileChange(path=C, old=None, new=b"three", event=EVENT),
    ]
    with pytest.raises(DatelineError, match="changed by somebody else"):
        change_files(site, changes, now=NOW)
    assert [event["file"] for event in events(site)] == [A]
    assert check_fixity(site).findings == ()
    assert not (site / C).exists()


def test_an_edit_of_a_damaged_file_does_not_hide_the_damage(site: Path) -> None:
    (site / A).write_bytes(damaged := read(site, A).replace(b"W", b"V"))
    change_files(site, [FileChange(path=A, old=damaged, new=damaged + b"\n", event=EVENT)], now=NOW)
    assert [(finding.path, finding.kind) for finding in check_fixity(site).findings] == [(A, "changed")]


class KilledError(BaseException):
    """The process ended."""


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize("step", ["update_manifest", "replace_file", "append_events"])
def test_killed_anywhere_the_same_command_finishes(site: Path, step: str, nth: int) -> None:
    """What is killed here does nothing afterwards either, as `finally` would."""
    new = {A: b"one", B: b"two", C: b"three"}

    def changes() -> list[FileChange]:
        found = {path: read(site, path) if (site / path).exists() else None for path in new}
        return [
            FileChange(path=path, old=found[path], new=data, event=EVENT)
            for path, data in new.items()
            if found[path] != data
        ]

    left = [nth]

    def killing(real: Callable[..., object], *, counts: bool) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            left[0] -= counts
            if left[0] <= 0:
                raise KilledError
            return real(*arguments, **named)

        return call

    names = ("update_manifest", "replace_file", "append_events")
    patches = {name: killing(getattr(changing, name), counts=name == step) for name in names}
    with patch.multiple(changing, **patches), suppress(KilledError):  # type: ignore[arg-type]
        change_files(site, changes(), now=NOW)
    change_files(site, changes(), now=NOW)
    changing.update_manifest(site, {})  # as any later command does
    assert {path: read(site, path) for path in new} == new
    assert check_fixity(site).findings == ()
