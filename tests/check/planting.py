"""The golden site, built once, and copies of it that faults are planted in."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.check import CheckOptions, check
from tests.sites import AS_OF, build_at, copy_golden_site

Plant = Callable[..., Path]


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, built; nobody changes it."""
    folder = copy_golden_site(tmp_path_factory.mktemp("checked") / "site")
    build_at(folder)
    return folder


@pytest.fixture
def plant(golden: Path, tmp_path: Path) -> Plant:
    """Return a function that copies the golden site, built, and plants faults in it.

    It takes a mapping of paths to bytes, to (old, new) for a replacement in the file, or to None for none.
    """

    def planted(faults: dict[str, Any]) -> Path:
        site = tmp_path / "planted"
        shutil.copytree(golden, site)
        for path, fault in faults.items():
            target = site / path
            if fault is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(fault, tuple):
                old, new = fault
                data = target.read_bytes()
                assert old in data, f"{path} has no {old!r}"
                fault = data.replace(old, new, 1)
            target.write_bytes(fault)
        return site

    return planted


def found(site: Path, name: str, **options: Any) -> list[str]:
    """Return what a check says of a site, as people read it, without its own name at the end."""
    now = options.pop("now", AS_OF)
    report = check(site, CheckOptions(names=(name,), **{"jobs": 1} | options), now=now)
    return [str(finding.problem) for finding in report.findings]
