"""Where the links of bodies and the aliases of releases lead, once the site has moved."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from tests.sites import release

CONFIG = """\
title: Archive
base_url: https://news.example.org/archive/
previous_urls: [http://old.example.net/press/, https://news.example.org/]
"""

LINKS = [  # as written, as on the page at /2021/02/second/
    ("/2020/01/first/", "../../../2020/01/first/"),
    ("https://news.example.org/archive/2020/01/first/", "../../../2020/01/first/"),
    ("https://news.example.org/2020/01/first/", "../../../2020/01/first/"),
    ("http://old.example.net/press/2020/01/first/#words", "../../../2020/01/first/#words"),
    ("http://old.example.net/press/read.php?id=7", "../../../2020/01/first/"),
    ("http://old.example.net/press/nothing-here/", "http://old.example.net/press/nothing-here/"),
    ("http://other.example.net/2020/01/first/", "http://other.example.net/2020/01/first/"),
    ("first.md", "../../../2020/01/first/"),
]


@pytest.mark.parametrize(("written", "leads_to"), LINKS)
def test_links_to_an_earlier_address_of_the_site_lead_to_where_the_release_is_now(
    make_site: Callable[..., Path], written: str, leads_to: str
) -> None:
    alias = "http://old.example.net/press/read.php?id=7"
    site = make_site(
        {
            "config.yaml": CONFIG,
            "content/releases/first.md": release("First", date="2020-01-01", aliases=f"['{alias}']"),
            "content/releases/second.md": release("Second", f"[there]({written})", date="2021-02-02"),
        }
    )
    report = build(site, BuildOptions())
    page = (report.output / "2021/02/second/index.html").read_text(encoding="utf-8")
    assert f'<a href="{leads_to}">there</a>' in page


@pytest.mark.parametrize(
    ("alias", "answers"),
    [
        ("https://news.example.org/archive/old-name/", "old-name/index.html"),
        ("http://old.example.net/press/old-name.html", "old-name.html"),
        ("http://other.example.net/press/old-name/", "press/old-name/index.html"),
    ],
)
def test_an_alias_that_is_a_whole_url_stands_where_its_path_is_below_the_site(
    make_site: Callable[..., Path], alias: str, answers: str
) -> None:
    site = make_site(
        {
            "config.yaml": CONFIG,
            "content/releases/first.md": release("First", date="2020-01-01", aliases=f"['{alias}']"),
        }
    )
    assert "2020/01/first/" in (build(site, BuildOptions()).output / answers).read_text(encoding="utf-8")


def test_a_feed_keeps_its_id_when_the_site_moves_or_takes_another_title(make_site: Callable[..., Path]) -> None:
    configs = [
        "title: Archive\nbase_url: http://old.example.net/press/\n",
        "title: Another\nbase_url: https://new.example.org/\nprevious_urls: [http://old.example.net/press/]\n",
    ]
    ids = []
    for number, config in enumerate(configs):
        site = make_site({"config.yaml": config}, name=str(number))
        ids.append((build(site, BuildOptions()).output / "feed.xml").read_text(encoding="utf-8").split("</id>")[0])
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    "written",
    [
        "../media/p.png",
        "/media/p.png",
        "../media/./p.png",
        "../media/p.png/.",
        "../media/q/../p.png",
        "../media/p%2Epng",
        "../media/p.png?size=2#top",
    ],
)
def test_a_picture_is_published_however_its_address_is_written(make_site: Callable[..., Path], written: str) -> None:
    text = release("First", f"![there]({written})", date="2020-01-01")
    site = make_site(
        {"config.yaml": CONFIG, "content/releases/first.md": text, "content/media/p.png": b"\x89PNG\r\n\x1a\n"}
    )
    report = build(site, BuildOptions())
    page = (report.output / "2020/01/first/index.html").read_text(encoding="utf-8")
    assert 'src="../../../media/p.png' in page
    assert (report.output / "media/p.png").is_file()
    assert report.warnings == ()
