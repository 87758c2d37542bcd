"""What is added to a page, and to which."""

import pytest

from generator.problems import Problem
from generator.serve.injection import Shown, digests_of, script_tag, waiting_page, with_script
from generator.serve.panel import make_panel, section_of

SCRIPT = b"<script></script>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<html><body><p>x</body></html>", b"<html><body><p>x<script></script></body></html>"),
        (b"<BODY>x</BODY>", b"<BODY>x<script></script></BODY>"),
        (
            b"<pre>&lt;/body></pre></body> <!-- </body> -->",
            b"<pre>&lt;/body></pre></body> <!-- <script></script></body> -->",
        ),
        (b"<!doctype html><title>x</title>x", b"<!doctype html><title>x</title>x<script></script>"),
        (b"google-site-verification: google1.html", b"google-site-verification: google1.html"),
        (b"", b""),
    ],
)
def test_the_script_goes_to_the_end_of_whole_pages_only(page: bytes, expected: bytes) -> None:
    assert with_script(page, SCRIPT) == expected


def test_the_script_knows_which_page_of_which_build_it_is_in() -> None:
    shown = Shown("r1", plan=4, build=3, address='/"><b>/', digest="d1", unstyled="d2")
    assert script_tag(shown) == (
        b'<script type="module" src="/_dateline/reload.js" data-dateline-run="r1" data-dateline-plan="4" '
        b'data-dateline-build="3" data-dateline-digest="d1" data-dateline-unstyled="d2" '
        b'data-dateline-page="/&quot;&gt;&lt;b&gt;/"></script>\n'
    )


@pytest.mark.parametrize(
    ("page", "same"),
    [
        (b'<link rel="stylesheet" href="b.css">\n<p>x', True),
        (b'<link href="b.css" rel=stylesheet>\n<link rel="stylesheet" href="theme.css">\n<p>x', True),
        (b"<p>x", True),
        (b'<link rel="icon" href="b.png">\n<p>x', False),
        (b'<link rel="stylesheet" href="a.css">\n<p>y', False),
    ],
)
def test_pages_that_differ_in_their_stylesheets_only_are_told_from_others(page: bytes, *, same: bool) -> None:
    (digest, unstyled), (other, other_unstyled) = (
        digests_of(one) for one in (b'<link rel="stylesheet" href="a.css">\n<p>x', page)
    )
    assert digest != other
    assert (unstyled == other_unstyled) is same


def test_a_page_that_waits_says_for_what() -> None:
    assert b"Building the site" in waiting_page(None, SCRIPT)


def test_a_page_that_waits_shows_the_problem_to_readers_without_scripts_escaped(tmp_path) -> None:
    problem = Problem(path="config.yaml", line=2, message="<img src=x onerror=alert(1)> is no title")
    page = waiting_page(make_panel([section_of(tmp_path, [problem], title="Not built", hint="")]), SCRIPT)
    assert b"config.yaml:2: &lt;img src=x onerror=alert(1)&gt; is no title" in page
    assert b"<img" not in page
    assert SCRIPT in page
