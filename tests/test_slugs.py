"""Slugs are the same on every system, and never what a system or an address cannot take."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.slugs import slugify

SLUGS = {
    "words": ("Harbour Trust Opens the Old Lighthouse", "harbour-trust-opens-the-old-lighthouse"),
    "apostrophes": ("Nature's Role, Valentine’s Day", "natures-role-valentines-day"),
    "accents": ("Größe & Café — Çeşme", "grosse-cafe-cesme"),
    "Persian": ("ایران", "yrn"),
    "Chinese": ("北京", "beijing"),
    "nothing left": ("— !!! —", ""),
    "empty": ("", ""),
    "a reserved name of Windows": ("CON", "con-page"),
    "another one": ("Lpt1", "lpt1-page"),
    "two digits": ("42", "42-page"),
    "three digits": ("007", "007"),
}


@pytest.mark.parametrize(("text", "slug"), SLUGS.values(), ids=SLUGS)
def test_a_text_has_one_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_text_is_cut_between_words() -> None:
    assert slugify("lighthouse " * 20) == "-".join(["lighthouse"] * 7)
    assert slugify("x" * 200) == "x" * 80
    assert slugify("one two three", limit=7) == "one-two"


@given(st.text())
def test_a_slug_is_safe_and_stays_the_same(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 80
    assert slugify(slug) == slug
