"""Sheet and move, over files written in whatever way: every byte that they were not asked about stays."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import DatelineError
from generator.record.moving import move_release
from generator.record.sheet import write_sheet
from generator.record.sheet_apply import apply_sheet
from tests.record.test_values import BODY, Chunk, front_matters, read, words
from tests.sites import CONFIG, write_site

NOW = datetime(2026, 7, 1, tzinfo=UTC)
PATH = "content/releases/2024/2024-01-11-old.md"
Made = tuple[list[Chunk], list[str], str]


def written(made: Made, *more: str) -> bytes:
    """Return a file with these keys; those of `more` come last."""
    chunks, gaps, line_end = made
    text = "".join(
        f"{gap}{chunk.head}{chunk.value}{chunk.tail}\n" for chunk, gap in zip(chunks, gaps, strict=True)
    ) + "".join(f"{line}\n" for line in more)
    return f"---\n{text}---\n{BODY}".replace("\n", line_end).encode()


def left_alone(before: bytes, after: bytes) -> int:
    """Return how many bytes of a file are as they were, at its beginning and its end."""
    pairs = list(zip(before, after, strict=False))
    start = next((number for number, (one, other) in enumerate(pairs) if one != other), len(pairs))
    rest = zip(reversed(before[start:]), reversed(after[start:]), strict=False)
    end = next((number for number, (one, other) in enumerate(rest) if one != other), None)
    return start + (min(len(before), len(after)) - start if end is None else end)


def cell_of(chunks: list[Chunk], key: str) -> int:
    """Return how long a value is as it is written, with what stands before it on its line."""
    return max((len((chunk.head + chunk.value).encode()) for chunk in chunks if chunk.key == key), default=0)


@settings(max_examples=60)
@given(front_matters(), st.sampled_from(["title", "tags", "people"]), words)
def test_a_sheet_changes_the_cell_that_somebody_changed(made: Made, column: str, value: str) -> None:
    value = value.replace("|", "/").replace("\\", "/").strip("'") or "x"
    before = written(made)
    with TemporaryDirectory() as folder:
        site = write_site(Path(folder), {"config.yaml": CONFIG, PATH: before})
        data, _ = write_sheet(site)
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        rows[0][column] = value
        sheet = site / "review.csv"
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        try:
            apply_sheet(site, sheet, now=NOW)
        except DatelineError:
            assert any(chunk.shared and chunk.key == column for chunk in made[0])
            assert (site / PATH).read_bytes() == before
            return
        after = (site / PATH).read_bytes()
    held = getattr(read(after), column)
    assert held == value if column == "title" else held == (value,)
    # What changed lies between the cell and its name in `inferred`; a line end more for each of its lines in Windows.
    settled = after.replace(b"inferred: [tags]", b"inferred: [title, tags]").replace(
        b"inferred: [title]", b"inferred: [title, tags]"
    )
    assert left_alone(before, settled) >= len(before) - 2 * cell_of(made[0], column)


@settings(max_examples=60)
@given(front_matters(), st.booleans())
def test_a_move_adds_the_old_address_and_changes_nothing_else(made: Made, with_id: bool) -> None:
    before = written(made, *(["id: 'a1' # stays"] if with_id else []))
    with TemporaryDirectory() as folder:
        site = write_site(Path(folder), {"config.yaml": CONFIG, PATH: before})
        moved = move_release(site, PATH, "new", now=NOW)
        assert [path.name for path in (site / PATH).parent.iterdir()] == [Path(moved.path).name]
        after = (site / moved.path).read_bytes()
    front = read(after)
    assert (front.aliases, front.slug) == (("/2024/01/old/",), None if with_id else "new")
    line_end = made[2].encode()
    for line in (b"aliases:" + line_end + b"  - /2024/01/old/" + line_end, b"slug: new" + line_end):
        after = after.replace(line, b"", 1)
    assert after == before
