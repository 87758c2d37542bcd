"""How addresses are written in links."""

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import absolute_url, address_of_file, encode_address, is_whole, relative_link

RELEASE = "/2024/01/sea-gate/"


@pytest.mark.parametrize(
    ("from_address", "to_address", "link"),
    [
        ("/", "/", "./"),
        ("/", "/timeline/", "timeline/"),
        (RELEASE, "/", "../../../"),
        (RELEASE, RELEASE, "./"),
        (RELEASE, "/2024/01/", "../"),
        (RELEASE, "/2024/01/harbour/", "../harbour/"),
        (RELEASE, "/2024/02/harbour/", "../../02/harbour/"),
        (RELEASE, "/assets/style.0123abcd.css", "../../../assets/style.0123abcd.css"),
        (RELEASE, "/feed.xml", "../../../feed.xml"),
        ("/feed.xml", "/404.html", "404.html"),
        ("/feed.xml", RELEASE, "2024/01/sea-gate/"),
        ("/feed.xml", "/", "./"),
        (RELEASE, "/2024/02/harbour/?page=2#text", "../../02/harbour/?page=2#text"),
        (RELEASE, f"{RELEASE}#corrections", "#corrections"),
        (RELEASE, f"{RELEASE}?page=2", "./?page=2"),
        (RELEASE, "#corrections", "#corrections"),
        (RELEASE, "https://example.com/a b", "https://example.com/a b"),
        (RELEASE, "//example.com/", "//example.com/"),
        (RELEASE, "mailto:press@example.org", "mailto:press@example.org"),
        ("/tags/", "/tags/ایران/", "%D8%A7%DB%8C%D8%B1%D8%A7%D9%86/"),
        ("/tags/ایران/", "/tags/ایران/2012/", "2012/"),
        ("/", "/media/a b.pdf", "media/a%20b.pdf"),
        ("/", "/media/a%20b.pdf", "media/a%20b.pdf"),
        ("/tags/", "/tags/iran:sanctions/", "./iran:sanctions/"),
    ],
)
def test_link_is_relative_to_its_page(from_address: str, to_address: str, link: str) -> None:
    assert relative_link(from_address, to_address) == link


@pytest.mark.parametrize(
    ("from_address", "to_address", "link"),
    [
        (RELEASE, "/", "../../../index.html"),
        (RELEASE, RELEASE, "index.html"),
        (RELEASE, "/2024/02/harbour/?page=2#text", "../../02/harbour/index.html?page=2#text"),
        (RELEASE, f"{RELEASE}#corrections", "#corrections"),
        (RELEASE, "/feed.xml", "../../../feed.xml"),
        (RELEASE, "https://example.com/", "https://example.com/"),
    ],
)
def test_portable_link_names_the_index_file(from_address: str, to_address: str, link: str) -> None:
    assert relative_link(from_address, to_address, portable=True) == link


@pytest.mark.parametrize(
    "address", ["", "timeline/", "javascript:alert(1)", "data:text/html,x", "content/releases/a.md"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not an address; begin it with '/', or with 'https://'"):
        relative_link(RELEASE, address)


STEPS = st.lists(st.text("abz.:ی %", min_size=1, max_size=6).filter(lambda step: step.strip(".")), max_size=5)
FOLDERS = STEPS.map(lambda steps: "/" + "".join(f"{step}/" for step in steps))
FILES = st.builds(lambda folder, name: folder + name, FOLDERS, st.sampled_from(["feed.xml", "404.html", "a:b.pdf"]))


@given(FOLDERS | FILES, FOLDERS | FILES)
def test_browser_resolves_every_link_to_its_address(from_address: str, to_address: str) -> None:
    base = absolute_url("https://example.org/archive/", from_address)
    resolved = urljoin(base, relative_link(from_address, to_address))
    assert resolved == absolute_url("https://example.org/archive/", to_address)
    assert resolved.isascii()


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/", "https://example.org/archive/"),
        ("/tags/ایران/", "https://example.org/archive/tags/%D8%A7%DB%8C%D8%B1%D8%A7%D9%86/"),
        ("/media/100%.pdf", "https://example.org/archive/media/100%25.pdf"),
        ("https://example.com/", "https://example.com/"),
    ],
)
def test_absolute_url_stands_on_the_base_url(address: str, url: str) -> None:
    assert absolute_url("https://example.org/archive/", address) == url


@given(st.text())
def test_encoding_twice_changes_nothing(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert encode_address(encode_address(text)) == encode_address(text)


@given(st.text(min_size=1))
def test_address_of_a_file_leads_to_that_file_whatever_its_name(path: str) -> None:
    path = path.encode("utf-8", "ignore").decode()
    address = address_of_file(path)
    assert unquote(address) == f"/{path}"
    assert encode_address(address) == address
    assert "?" not in address
    assert "#" not in address


@pytest.mark.parametrize(
    ("address", "whole"),
    [("https://a/", True), ("HTTP://a/", True), ("//a/", True), ("tel:+1", True), ("/a/", False), ("httpish/", False)],
)
def test_whole_urls_are_told_apart(address: str, whole: bool) -> None:
    assert is_whole(address) is whole
