"""Spans of calendar time, and what comes after one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.spans import Span

ZONE = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("24 months", Span(months=24)),
        ("1 month", Span(months=1)),
        ("2 years", Span(months=24)),
        (" 90days ", Span(days=90)),
        ("0 days", Span()),
    ],
)
def test_a_span_is_written_as_people_write_it(text: str, span: Span) -> None:
    assert Span.parse(text) == span


@pytest.mark.parametrize("text", ["", "24", "two years", "-1 month", "1.5 years", "months", "999999 days", "٢ days"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no span of time"):
        Span.parse(text)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2024-01-11T09:30", Span(months=24), "2026-01-11T09:30"),
        ("2024-01-31T00:00", Span(months=1), "2024-02-29T00:00"),
        ("2024-02-29T00:00", Span(months=12), "2025-02-28T00:00"),
        ("2024-11-30T00:00", Span(months=3), "2025-02-28T00:00"),
        ("2024-02-20T12:00", Span(months=2), "2024-04-20T12:00"),  # the clocks changed, noon stays noon
        ("2024-01-11T00:00", Span(days=90), "2024-04-10T00:00"),
    ],
)
def test_months_are_those_of_the_calendar(start: str, span: Span, end: str) -> None:
    begin, expected = (datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (start, end))
    assert span.after(begin, ZONE) == expected


def test_what_no_calendar_reaches_never_comes() -> None:
    latest = datetime.max.replace(tzinfo=UTC)
    assert Span(months=12 * 9000).after(datetime(2024, 1, 1, tzinfo=UTC), ZONE) == latest
    assert Span(days=1).after(latest, ZONE) == latest
