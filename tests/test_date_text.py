"""Dates and numbers in words."""

import subprocess
import sys

import pytest

from generator.date_text import date_text, month_text, number_text
from generator.dates import StatedDate


@pytest.mark.parametrize(
    ("date", "language", "text"),
    [
        ("2011", "en", "2011"),
        ("2011-09", "en", "September 2011"),
        ("2024-01-11", "en", "January 11, 2024"),
        ("2024-01-11T09:00", "en", "January 11, 2024"),
        ("2024-01-11T09:00+01:00", "en", "January 11, 2024"),
        ("2024-01-11", "en-GB", "11 January 2024"),
        ("2011", "fa", "۲۰۱۱"),
        ("2011-09", "fa", "سپتامبر ۲۰۱۱"),
        ("2024-01-11", "fa", "۱۱ ژانویهٔ ۲۰۲۴"),
        ("2011", "fr", "2011"),
        ("2011-09", "fr", "septembre 2011"),
        ("2024-01-11", "fr", "11 janvier 2024"),
        ("2024-01-11", "ar-EG", "١١ يناير ٢٠٢٤"),
        ("2024-01-11", "zh-Hant-TW", "2024年1月11日"),
        ("2024-01-11", "de-x-simple", "11. Januar 2024"),
        ("2024-01-11", "tlh", "January 11, 2024"),
    ],
)
def test_date_is_shown_no_finer_than_stated(date: str, language: str, text: str) -> None:
    assert date_text(StatedDate.parse(date), language) == text


@pytest.mark.parametrize(
    ("language", "wide", "short"),
    [
        ("en", "September", "Sep"),
        ("fr", "septembre", "sept."),
        ("fa", "سپتامبر", "سپتامبر"),
        ("ru", "сентябрь", "сент."),
    ],
)
def test_month_stands_alone(language: str, wide: str, short: str) -> None:
    september = StatedDate(2011, 9)
    assert (month_text(september, language), month_text(september, language, short=True)) == (wide, short)


def test_month_of_a_year_is_refused() -> None:
    with pytest.raises(ValueError, match="2011 names no month"):
        month_text(StatedDate(2011), "en")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "12,345"), ("de", "12.345"), ("fr", "12\u202f345"), ("fa", "۱۲٬۳۴۵")]
)
def test_number_has_the_digits_of_its_language(language: str, text: str) -> None:
    assert number_text(12345, language) == text


def test_no_language_leaks_into_the_next() -> None:
    september = StatedDate(2011, 9)
    assert [month_text(september, language) for language in ("ja", "hi", "ckb")] == ["9月", "सितंबर", "ئەیلوول"]


def test_babel_waits_for_its_first_use() -> None:
    code = "import sys, generator.date_text; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
