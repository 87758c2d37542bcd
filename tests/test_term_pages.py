"""The pages of terms: a chart of years that can be followed and read, and indexes by name and by count."""

import re
from pathlib import Path

from tests.sites import build_at, release, write_site


def built(folder: Path, tags_by_date: dict[str, str], config: str = "") -> Path:
    """Build a site with a release for each date, and return its output."""
    head = f"title: The Archive\nbase_url: https://example.org/\n{config}"
    releases = {
        f"content/releases/r{number}.md": release(f"R {number}", date=date, tags=tags)
        for number, (date, tags) in enumerate(tags_by_date.items())
    }
    build_at(write_site(folder, {"config.yaml": head} | releases))
    return folder / "output"


def test_a_chart_has_a_link_for_each_year_and_room_for_those_without(tmp_path: Path) -> None:
    output = built(tmp_path, {"2019-01-01": "[a]", "2022-01-01": "[a]", "2022-02-01": "[a]"})
    page = (output / "tags/a/index.html").read_text(encoding="utf-8")
    chart = page.partition("<svg")[2].partition("</svg>")[0]
    assert 'viewBox="0 0 80 100"' in chart
    assert 'aria-label="Releases per year"' in chart
    bars = re.findall(r'<a href="([^"]+)"><title>([^<]+)</title>.*?class="bar" x="(\d+)" y="([\d.]+)"', chart)
    assert bars == [("2019/", "2019: 1 release", "4", "50.0"), ("2022/", "2022: 2 releases", "64", "0.0")]
    assert "style=" not in chart
    assert re.search(r'<ul class="years">\s*<li><a href="2022/">2022</a>', page), "the same in words"


def test_a_term_of_one_year_has_no_chart(tmp_path: Path) -> None:
    output = built(tmp_path, {"2019-01-01": "[a]", "2019-02-01": "[a]"})
    assert "<svg" not in (output / "tags/a/index.html").read_text(encoding="utf-8")


def test_an_index_has_terms_by_name_and_by_count(tmp_path: Path) -> None:
    output = built(tmp_path, {"2019-01-01": "[alpha, zeta]", "2020-01-01": "[zeta]"})
    page = (output / "tags/index.html").read_text(encoding="utf-8")
    by_name, by_count = page.partition(">By count</h2>")[::2]
    assert re.findall(r"<bdi>(alpha|zeta)</bdi>", by_name) == ["alpha", "zeta"]
    assert re.findall(r"<bdi>(alpha|zeta)</bdi>", by_count) == ["zeta", "alpha"]


def test_a_chart_in_persian_counts_in_persian(tmp_path: Path) -> None:
    output = built(tmp_path, {"2019-01-01": "[a]", "2020-01-01": "[a]"}, "language: fa\n")
    assert "<title>۲۰۱۹: ۱ اعلامیه</title>" in (output / "tags/a/index.html").read_text(encoding="utf-8")
