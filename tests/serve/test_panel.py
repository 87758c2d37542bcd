"""What the panel is told."""

from pathlib import Path

import pytest

from generator.problems import Problem
from generator.serve.panel import (
    Line,
    Panel,
    Section,
    lines_around,
    make_panel,
    plain_text,
    section_of,
    section_of_build,
    section_of_fault,
    section_of_inbox,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_bytes("---\r\ntitle: A\r\ndate: soon\r\ntags: خبر\r\nslug: a\r\n---\r\n".encode())
    (tmp_path / "long.md").write_text("x" * 5000)
    (tmp_path / "bytes.md").write_bytes(b"\xff\xfe\x00")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "line", "numbers"),
    [
        ("a.md", 3, [1, 2, 3, 4, 5]),
        ("a.md", 1, [1, 2, 3]),
        ("a.md", 7, [5, 6, 7]),
        ("a.md", 99, []),
        ("a.md", None, []),
        ("", 3, []),
        ("gone.md", 1, []),
        ("bytes.md", 1, []),
        ("../outside.md", 1, []),
    ],
)
def test_the_lines_around_a_problem_are_shown(site: Path, path: str, line: int | None, numbers: list[int]) -> None:
    (site.parent / "outside.md").write_text("secret")
    assert [shown.number for shown in lines_around(site, path, line)] == numbers


def test_the_line_at_fault_is_marked(site: Path) -> None:
    assert lines_around(site, "a.md", 2)[1] == Line(2, "title: A", wrong=True)


def test_a_long_line_is_cut(site: Path) -> None:
    assert len(lines_around(site, "long.md", 1)[0].text) == 300


def test_errors_of_a_build_hide_its_warnings(site: Path) -> None:
    problems = [Problem(message="unknown key", severity="warning"), Problem(message="no title")]
    section = section_of_build(site, problems)
    assert section is not None
    assert [shown.message for shown in section.problems] == ["no title"]


def test_many_problems_are_counted(site: Path) -> None:
    section = section_of_build(site, [Problem(message=str(number)) for number in range(25)])
    assert section is not None
    assert (len(section.problems), section.more) == (20, 5)


def test_nothing_wrong_is_no_panel(site: Path) -> None:
    assert make_panel([section_of_build(site, []), section_of_inbox(site, []), None]) is None


def test_a_fault_of_ours_says_so_and_how_to_report_it() -> None:
    section = section_of_fault("Traceback …", "9.9")
    assert section.title == "Dateline has a fault"
    assert "not a mistake in your files" in section.hint
    assert "report it" in section.hint
    assert section.report == "dateline 9.9\nTraceback …"


def test_a_panel_can_be_read_as_plain_text(site: Path) -> None:
    section = section_of(
        site, [Problem(path="a.md", line=3, message="'soon' is no date")], title="Not built", hint="Mend it"
    )
    panel = Panel((*filter(None, [section]), Section("Fault", "Ours", report="Traceback")))
    assert plain_text(panel) == "Not built\nMend it\n\na.md:3: 'soon' is no date\n\nFault\nOurs\n\nTraceback"
