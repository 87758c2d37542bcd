"""The text on a release's own page: pictures at their size, the sections that tell of the issuer apart."""

import pytest

from generator.organise.release_body import FIRST_VIEW, part_about, size_pictures

PICTURE = '<img alt="a" src="a%20b.png">'


def test_a_picture_has_the_size_of_its_file() -> None:
    sized = size_pictures(f"<p>{PICTURE}</p>", {"a%20b.png": (400, 300)})
    assert sized == '<p><img alt="a" src="a%20b.png" width="400" height="300"></p>'


def test_a_size_that_the_author_wrote_stays() -> None:
    written = '<img src="a%20b.png" width="40">'
    assert size_pictures(written, {"a%20b.png": (400, 300)}) == written


def test_a_picture_whose_size_is_not_known_has_none() -> None:
    assert size_pictures(PICTURE, {}) == PICTURE


def test_a_picture_far_down_waits_until_it_is_near() -> None:
    body = PICTURE + "x" * FIRST_VIEW + PICTURE
    first, second = size_pictures(body, {}).split("x" * FIRST_VIEW)
    assert (first, second) == (PICTURE, '<img alt="a" src="a%20b.png" loading="lazy">')


ABOUT = '<h2 id="p-1">About the museum</h2>\n<p>It keeps lanterns.</p>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>Words.</p>\n{ABOUT}", ("<p>Words.</p>", ABOUT)),
        (
            f"<p>Words.</p>\n{ABOUT}\n<h2>Notes to editors</h2>",
            ("<p>Words.</p>", f"{ABOUT}\n<h2>Notes to editors</h2>"),
        ),
        (
            "<p>Words.</p>\n<p><strong>À propos du musée</strong></p>\n<p>Il</p>",
            ("<p>Words.</p>", "<p><strong>À propos du musée</strong></p>\n<p>Il</p>"),
        ),
        (f"{ABOUT}\n<h2>What happens next</h2>", (f"{ABOUT}\n<h2>What happens next</h2>", "")),
        ("<h3>Aboutness</h3><p>a</p>", ("<h3>Aboutness</h3><p>a</p>", "")),
        (f"<blockquote>\n{ABOUT}</blockquote>", (f"<blockquote>\n{ABOUT}</blockquote>", "")),
        (f"<ul><li>{ABOUT}</li></ul>", (f"<ul><li>{ABOUT}</li></ul>", "")),
        ("<h2><em>About</em></h2>", ("", "<h2><em>About</em></h2>")),
        ("", ("", "")),
    ],
)
def test_what_tells_of_the_issuer_is_parted_from_the_text(body: str, expected: tuple[str, str]) -> None:
    assert part_about(body) == expected
