"""An erasure that is killed, at whatever moment: the same command finishes it, and the journal tells of all."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from generator.fixity import check_fixity, list_content
from generator.known_exports import note_export
from generator.manifest import begin_manifest, sha256_of
from generator.problems import DatelineError
from generator.record.erasure import performing
from generator.record.erasure.erasing import erase_release, erase_text
from tests.sites import AS_OF, build_at, files_in, release, write_site
from tests.test_manifest import sha256sum

R = "content/releases/2024/"
PATH = f"{R}2024-01-11-quagga-affair.md"
FILES: dict[str, str | bytes | None] = {
    PATH: release("Quagga affair", "Quagga.", id="a1", original=f"{{file: ab/a.txt, sha256: {'a' * 64}}}"),
    f"{R}variant.md": release("Quagga too", "Quagga.", id="v1", variant_of="2024-01-11-quagga-affair"),
    f"{R}other.md": release("Other", "[It](2024-01-11-quagga-affair.md) followed.", id="o1", date="2024-01-12"),
    f"{R}2024-01-11-quagga-affair.md~": "Quagga, before it was edited.",
    f"{R}.edited-7-0a0b.tmp": release("Quagga affair", "Quagga.", id="a1"),
    "content/versions/a1/1.md": release("Quagga affair", "Quagga before.", id="a1"),
    "content/originals/ab/a.txt": "Quagga raw.",
    "content/log.jsonl": f'{{"event": "ingestion", "file": "{PATH}", "id": "a1", "outcome": "imported"}}\n',
    "content/addresses.tsv": "/\t-\n/2024/01/quagga-affair/\ta1\n/2024/01/other/\to1\n",
    "vocabulary.yaml": "tags:\n  - name: Quagga\n",
}
STEPS = ("_remove", "update_manifest", "append_events", "replace_file", "remove_file")
"""What an erasure does, one after the other."""
KILLED_AT_MOST = 60


def by_text(site: Path) -> None:
    erase_text(site, "Quagga", within=None, reason="Request 12", now=AS_OF, agreed=True)


def by_name(site: Path) -> None:
    erase_release(site, PATH, forget=True, reason="Request 12", now=AS_OF, agreed=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = write_site(tmp_path / "site", FILES)
    begin_manifest(site, list_content(site))
    build_at(site)
    (tmp_path / "all.txt").write_text("Quagga, exported. a1")
    note_export(site, tmp_path / "all.txt")
    return site


@contextmanager
def killed_before(step: int) -> Iterator[list[int]]:
    """Kill what is done in here before it takes one of its steps; how many were taken is in the list."""
    taken = [0]

    def wrapped(function: Callable[..., object]) -> Callable[..., object]:
        def take(*arguments: object, **named: object) -> object:
            if taken[0] == step:
                raise KeyboardInterrupt
            taken[0] += 1
            return function(*arguments, **named)

        return take

    with ExitStack() as stack:
        for name in STEPS:
            stack.enter_context(patch.object(performing, name, wrapped(getattr(performing, name))))
        yield taken


@pytest.mark.parametrize("erase", [by_text, by_name])
def test_killed_before_any_step_the_same_command_finishes_it(site: Path, erase: Callable[[Path], None]) -> None:
    kept = site.with_name("kept")
    shutil.copytree(site.parent, kept)
    before = {path: data for path, data in files_in(site).items() if path.startswith(("content/", "vocabulary"))}
    for step in range(KILLED_AT_MOST):
        shutil.rmtree(site)
        shutil.copytree(kept / "site", site)
        shutil.copy(kept / "all.txt", site.parent)
        with killed_before(step) as taken:
            try:
                erase(site)
            except KeyboardInterrupt:
                pass
            else:
                break
        erase(site)
        _is_done(site, before, by_name=erase is by_name)
    assert 10 < taken[0] == step < KILLED_AT_MOST - 1
    _is_done(site, before, by_name=erase is by_name)


def _is_done(site: Path, before: dict[str, bytes], *, by_name: bool) -> None:
    after = files_in(site)
    left = {path: data for path, data in after.items() if not (by_name and path == "vocabulary.yaml")}
    assert [path for path, data in left.items() if b"uagga" in data or "quagga" in path] == []
    assert not (site.parent / "all.txt").exists()
    assert (check_fixity(site).findings, sha256sum(site).returncode) == ((), 0)
    log = after["content/log.jsonl"].decode()
    for path, data in before.items():
        if after.get(path) != data and path not in ("content/log.jsonl", "content/manifest-sha256.txt"):
            assert sha256_of(data) in log, f"{path} was {sha256_of(data)}"
    assert "Request 12" in log


def test_what_content_holds_no_more_goes_from_what_was_made_of_it(site: Path) -> None:
    for path in FILES:
        if path != "content/log.jsonl":
            (site / path).unlink()
    (site / "content/log.jsonl").write_text("")
    (site.parent / "all.txt").unlink()
    assert any(b"uagga" in data for data in files_in(site / "output").values())
    by_text(site)
    assert [path for path, data in files_in(site).items() if b"uagga" in data] == []
    with pytest.raises(DatelineError, match="nothing was found"):
        by_text(site)
