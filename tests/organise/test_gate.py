"""What is visible at an instant: a table of front matter, the instant and what becomes of the release."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.dates import StatedDate
from generator.model import Extract, FrontMatter, Release, Withdrawal
from generator.organise.gate import UNDATED, becomes_visible, pass_gate

PARIS = ZoneInfo("Europe/Paris")
DAY, BEFORE, AFTER = "2026-07-01", "2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z"


def front(**values: Any) -> FrontMatter:
    dates = {key: StatedDate.parse(values.pop(key)) for key in ("date", "embargo", "expires") if key in values}
    return FrontMatter(title="T", **dates, **values)


def passed(values: dict[str, Any], as_of: str, *, drafts: bool = False) -> str:
    release = Release(path="a.md", digest="", front=front(**values), body=Extract(key="", beginning=""))
    visible, hidden = pass_gate([release], as_of=datetime.fromisoformat(as_of), zone=PARIS, drafts=drafts)
    if hidden:
        return "hidden"
    return " ".join(filter(None, ["visible", visible[0].ribbon, "removed" if visible[0].removed else ""]))


@pytest.mark.parametrize(
    ("values", "as_of", "what"),
    [
        # a plain day begins at 00:00 of the site's zone
        ({"date": DAY}, BEFORE, "hidden"),
        ({"date": DAY}, AFTER, "visible"),
        # a local time too is meant there; an instant says itself where it is
        ({"date": "2026-07-01T09:00"}, "2026-07-01T06:59:59Z", "hidden"),
        ({"date": "2026-07-01T09:00"}, "2026-07-01T07:00:00Z", "visible"),
        ({"date": "2026-07-01T00:30:00-05:00"}, "2026-07-01T05:29:59Z", "hidden"),
        ({"date": "2026-07-01T00:30:00-05:00"}, "2026-07-01T05:30:00Z", "visible"),
        # a month and a year begin with their first day
        ({"date": "2026-07"}, BEFORE, "hidden"),
        ({"date": "2026-07"}, AFTER, "visible"),
        ({"date": "2027"}, "2026-12-31T22:59:59Z", "hidden"),
        ({"date": "2027"}, "2026-12-31T23:00:00Z", "visible"),
        # the later of date and embargo
        ({"date": DAY, "embargo": "2026-07-02T06:00Z"}, "2026-07-02T05:59:59Z", "hidden"),
        ({"date": DAY, "embargo": "2026-07-02T06:00Z"}, "2026-07-02T06:00:00Z", "visible"),
        ({"date": "2026-07-03", "embargo": DAY}, "2026-07-02T12:00:00Z", "hidden"),
        # a draft is never visible
        ({"date": "2020", "status": "draft"}, AFTER, "hidden"),
        ({"status": "draft"}, AFTER, "hidden"),
        # what has expired or was withdrawn stays, without its text
        ({"date": DAY, "expires": "2026-07-05"}, "2026-07-04T21:59:59Z", "visible"),
        ({"date": DAY, "expires": "2026-07-05"}, "2026-07-04T22:00:00Z", "visible removed"),
        ({"date": DAY, "withdrawn": Withdrawal(date=StatedDate(2026), reason="R")}, AFTER, "visible removed"),
        ({"date": DAY, "withdrawn": Withdrawal(date=StatedDate(2026), reason="R", text="kept")}, AFTER, "visible"),
        ({"date": DAY, "withdrawn": Withdrawal(date=StatedDate(2026), reason="R")}, BEFORE, "hidden"),
    ],
)  # fmt: skip
def test_a_release_is_visible_from_its_instant_on(values: dict[str, Any], as_of: str, what: str) -> None:
    assert passed(dict(values), as_of) == what


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"date": "2020"}, "visible"),
        ({"date": "2030"}, "visible embargoed"),
        ({"date": "2020", "embargo": "2030"}, "visible embargoed"),
        ({"date": "2020", "status": "draft"}, "visible draft"),
        ({"date": "2030", "status": "draft"}, "visible draft"),
        ({"status": "draft"}, "visible draft"),
    ],
)
def test_a_preview_shows_what_is_hidden_with_a_ribbon(values: dict[str, Any], what: str) -> None:
    assert passed(values, AFTER, drafts=True) == what


def test_a_draft_without_a_date_comes_after_all_others() -> None:
    assert becomes_visible(front(), UTC) == UNDATED > becomes_visible(front(date="9999-12-31T23:59:59Z"), UTC)
