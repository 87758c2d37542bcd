"""Where a dateline names its day: marked when it is the release's, and never a word changed."""

import pytest

from generator.dates import StatedDate
from generator.organise.dateline_day import make_dateline

DAY = StatedDate(2024, 9, 3)


@pytest.mark.parametrize(
    ("dateline", "language", "day"),
    [
        ("WASHINGTON, DC, September 3, 2024 /EINPresswire.com/ --", "en", "September 3, 2024"),
        ("LONDON, 3 September 2024 –", "en-GB", "3 September 2024"),
        ("NEW YORK, Sept. 3 (Northwire) –", "en", "Sept. 3"),
        ("PARIS, le 3 septembre 2024 –", "fr", "3 septembre 2024"),
        ("BERLIN, 3. September 2024 –", "de", "3. September 2024"),
        ("BERLIN, 03.09.2024 –", "de", "03.09.2024"),
        ("MADRID, 3 de septiembre de 2024 –", "es", "3 de septiembre de 2024"),
        ("2024-09-03, Oslo", "nb", "2024-09-03"),
        ("東京、2024年9月3日 –", "ja", "2024年9月3日"),
        ("القاهرة، 3 سبتمبر 2024 –", "ar", "3 سبتمبر 2024"),
        ("تهران، ۱۳ شهریور ۱۴۰۳ –", "fa", ""),
        ("LONDON, 13 September 2024 –", "en", ""),
        ("LONDON, 3 October 2024 –", "en", ""),
        ("LONDON –", "en", ""),
    ],
)
def test_the_day_of_the_release_is_found_in_its_dateline(dateline: str, language: str, day: str) -> None:
    found = make_dateline(dateline, DAY, language)
    assert found.day == day
    assert found.before + found.day + found.after == dateline
    assert found.date == (DAY if day else None)


@pytest.mark.parametrize("date", [None, StatedDate(2024), StatedDate(2024, 9)])
def test_a_release_without_a_day_of_its_own_marks_none(date: StatedDate | None) -> None:
    assert make_dateline("LONDON, 3 September 2024 –", date, "en").day == ""
