"""What a site changes of the look ends the stylesheet as custom properties, and cannot say anything else."""

from pathlib import Path

import pytest

from tests.sites import CONFIG, build_at, files_in, problems_of, release, write_site

RELEASE = {"content/releases/a.md": release("Lanterns")}
THEME = """theme:
  accent: "#7a1f3d"
  caution_wash: rgb(250 240 230)
  reading: Georgia, "Times New Roman", serif
  measure: 40rem
  dark: {accent: "#f0a3bd"}
"""


def stylesheet(site: Path) -> str:
    (found,) = (data for path, data in files_in(site / "output").items() if path.startswith("assets/style."))
    return found.decode()


def test_a_theme_ends_the_stylesheet_and_changes_its_address(tmp_path: Path) -> None:
    site = write_site(tmp_path, RELEASE)
    build_at(site)
    plain, before = stylesheet(site), set(files_in(site / "output"))
    write_site(site, {"config.yaml": CONFIG + THEME})
    build_at(site)
    assert stylesheet(site).removeprefix(plain) == (
        '\n:root { --accent: #7a1f3d; --caution-wash: rgb(250 240 230); --latin-reading: Georgia, "Times New Roman", '
        "serif; --measure: 40rem; }\n"
        "\n@media screen and (prefers-color-scheme: dark) { :root { --accent: #f0a3bd; } }\n"
    )
    assert len(before ^ set(files_in(site / "output"))) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "accent: 'red; } body { display: none'",
            "'accent' of the theme is 'red; } body { display: none'; write a colour",
        ),
        ("accent: url(https://example.org/a)", "'accent' of the theme is 'url(https://example.org/a)'; write a colour"),
        ("reading: 'a; b'", "'reading' of the theme is 'a; b'; write names of faces"),
        ("measure: 40", "'measure' of the theme is '40'; write a width"),
        ("colour: '#fff'", "unknown key 'theme.colour'"),
    ],
)
def test_a_value_that_is_none_is_an_error_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    (problem,) = problems_of(write_site(tmp_path, {"config.yaml": f"{CONFIG}theme:\n  {line}\n"}))
    assert problem.startswith(f"config.yaml:4: error: {message}")


def test_colours_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    theme = 'theme: {paper: "#ffffff", ink: "#777777", accent: "#06c", dark: {paper: "#000", soft: "#444"}}\n'
    advice = "which many cannot read; choose one of 4.5 : 1 or more"
    assert problems_of(write_site(tmp_path, {"config.yaml": CONFIG + theme})) == [
        f"config.yaml: warning: 'theme.ink' on 'theme.paper' has a contrast of 4.48 : 1, {advice}",
        f"config.yaml: warning: 'theme.dark.soft' on 'theme.dark.paper' has a contrast of 2.16 : 1, {advice}",
    ]


def test_a_logo_stands_beside_the_title(tmp_path: Path) -> None:
    config = CONFIG + "publisher: {name: The Trust, logo: /marks/lamp.svg}\n"
    site = write_site(tmp_path, RELEASE | {"config.yaml": config, "content/static/marks/lamp.svg": "<svg/>"})
    build_at(site)
    page = files_in(site / "output")["2024/01/a/index.html"].decode()
    assert '<img class="logo" src="../../../marks/lamp.svg" alt="">The Archive</a>' in page
    assert '"logo":"https://example.org/archive/marks/lamp.svg"' in page


def test_a_logo_that_is_not_there_is_reported(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"config.yaml": CONFIG + "publisher: {logo: /lamp.svg}\n"})
    (problem,) = problems_of(site)
    assert problem == (
        "config.yaml: warning: 'publisher.logo' names '/lamp.svg', which is not under content/static/; "
        "put it there or mend the name"
    )
