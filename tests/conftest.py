"""What all tests share: one way of looking for counter-examples, no settings from outside, a site to write into."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import chromium as chromium
from tests.samples_beside import shared as shared
from tests.sites import write_site

settings.register_profile(
    "dateline",
    deadline=None,  # a busy machine is no counter-example
    derandomize=True,  # the same run for everyone
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", parent=settings.get_profile("dateline"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dateline"))


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """Run without what the developer's own environment says of a site."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("DATELINE_") or name == "SOURCE_DATE_EPOCH":
                patch.delenv(name)
        yield


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a site of the given files into the test's own folder."""

    def make(files: dict[str, str | bytes | None], name: str = "site") -> Path:
        return write_site(tmp_path / name, files)

    return make
