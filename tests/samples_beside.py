"""The real releases that lie beside the repository, in `../shared/`, for tests that need them.

They are other people's texts, so a clone does not hold them. Without them such tests are skipped loudly, and fail with
CI=true.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real releases and of what is right for them."""
    if SHARED.is_dir():
        return SHARED
    message = "TESTS ON REAL RELEASES LEFT OUT: there is no folder 'shared' beside the repository"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
