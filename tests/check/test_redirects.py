"""The check of redirects: loops, chains, dead ends, and public addresses that do not answer."""

from pathlib import Path

import pytest

from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant

LANTERNS = "output/tags/lanterns/index.html"
STEAM = "output/stories/lantern.html"


def leads(target: str) -> tuple[bytes, bytes]:
    return b'content="0; url=', f'content="0; url={target}" data-x="'.encode()


def test_the_golden_site_has_no_bad_redirect(golden: Path) -> None:
    assert found(golden, "redirects") == []


FAULTS = {
    "a dead end": ("/archive/nowhere/", "the redirect leads to no file of the site; build again"),
    "itself": ("./", "the redirect leads to itself; mend its 'aliases'"),
    "a chain": (
        "/archive/news/lanterns/",
        (
            "the redirect leads to another one, output/news/lanterns/index.html; let it lead to "
            "2012/03/first-lantern-night/index.html"
        ),
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_found(kind: str, plant: Plant) -> None:
    target, message = FAULTS[kind]
    assert found(plant({LANTERNS: leads(target)}), "redirects") == [f"{LANTERNS}: error: {message}"]


def test_a_circle_is_found_from_each_of_its_pages(plant: Plant) -> None:
    site = plant({LANTERNS: leads("/archive/stories/lantern.html"), STEAM: leads("/archive/tags/lanterns/")})
    assert found(site, "redirects") == [
        f"{STEAM}: error: the redirect goes round in a circle by way of {LANTERNS}; mend the 'aliases'",
        f"{LANTERNS}: error: the redirect goes round in a circle by way of {STEAM}; mend the 'aliases'",
    ]


def test_a_redirect_to_another_site_is_left_alone(plant: Plant) -> None:
    assert found(plant({LANTERNS: leads("https://www.example.com/")}), "redirects") == []


def test_an_address_of_the_ledger_that_does_not_answer_is_found_with_its_line(plant: Plant) -> None:
    assert found(plant({"output/1999/index.html": None}), "redirects") == [
        "content/addresses.tsv:10: error: /1999/ was public and does not answer; build again, or restore what was there"
    ]


RULES = {
    "/old/ /archive/about/ 301\n# c\n\n/x/* /archive/:splat 301\n/y/ https://example.com/ 302\n": [],
    "/old/ /archive/lost/ 301\n": ["error: /old/ leads to no file of the site: /archive/lost/"],
    "/a/ /b/ 301\n/b/ /archive/about/ 301\n": [
        "error: /a/ leads to /b/, which is redirected itself; let it lead to the end"
    ],
    "/a/ /archive/about/\n/a/ /archive/tags/\n": ["warning: /a/ is redirected in line 1 already; hosts take the first"],
    "/a id=:id /archive/about/ 301\n": [],
}


@pytest.mark.parametrize("rules", RULES)
def test_the_rules_of_hosts_are_looked_at(rules: str, plant: Plant) -> None:
    said = found(plant({"output/_redirects": rules.encode()}), "redirects")
    assert [line.partition(": ")[2] for line in said] == RULES[rules]
