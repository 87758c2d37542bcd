"""Which files nobody means."""

import pytest

from generator.serve.temporary import is_temporary


@pytest.mark.parametrize(
    "name",
    [
        ".a.md.swp",
        "a.md~",
        "4913",
        ".#a.md",
        "#a.md#",
        "~$brief.docx",
        ".~lock.a.odt#",
        "a.crdownload",
        "a.PART",
        ".DS_Store",
    ],
)
def test_what_programs_leave_is_left_alone(name: str) -> None:
    assert is_temporary(name)


@pytest.mark.parametrize("name", ["a.md", "2024-01-01-a.md", ".nojekyll", "part.md", "49130", "a.docx", "config.yaml"])
def test_what_the_user_means_is_not(name: str) -> None:
    assert not is_temporary(name)
