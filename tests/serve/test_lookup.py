"""Every way to ask for a file, and every way to ask for one that is nobody's business."""

from pathlib import Path

import pytest

from generator.serve.lookup import Found, Moved, find_file


@pytest.mark.parametrize(
    ("target", "file", "address"),
    [
        ("/", "index.html", "/"),
        ("/?utm=1", "index.html", "/"),
        ("/index.html", "index.html", "/"),
        ("/2024/01/ferry/", "2024/01/ferry/index.html", "/2024/01/ferry/"),
        ("/2024/01/ferry/index.html", "2024/01/ferry/index.html", "/2024/01/ferry/"),
        ("/2024/01/ferry/?from=feed", "2024/01/ferry/index.html", "/2024/01/ferry/"),
        ("/%D8%AE%D8%A8%D8%B1/", "خبر/index.html", "/خبر/"),
        ("/a%20b.txt", "a b.txt", "/a b.txt"),
        ("/assets/style.ab12cd34.css", "assets/style.ab12cd34.css", "/assets/style.ab12cd34.css"),
        ("/.well-known/security.txt", ".well-known/security.txt", "/.well-known/security.txt"),
    ],
)
def test_an_address_leads_to_its_file(folder: Path, target: str, file: str, address: str) -> None:
    assert find_file(folder, target) == Found((folder / file).resolve(), address)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/2024/01/ferry", "/2024/01/ferry/"),
        ("/2024/01/ferry?a=b%20c", "/2024/01/ferry/?a=b%20c"),
        ("/%D8%AE%D8%A8%D8%B1", "/%D8%AE%D8%A8%D8%B1/"),
    ],
)
def test_a_folder_without_its_slash_moves_to_the_address_with_it(folder: Path, target: str, location: str) -> None:
    assert find_file(folder, target) == Moved(location)


OUTSIDE = [
    "",
    "*",
    "http://127.0.0.1/index.html",
    "/..",
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2E%2E%2Fsecret.txt",
    "/2024/../../secret.txt",
    "/2024%2f..%2f..%2fsecret.txt",
    "/%252e%252e/secret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/2024\\01\\ferry/",
    "/%00",
    "/index.html%00.txt",
    "/index.html%0a",
    "/.",
    "/./index.html",
    "//index.html",
    "/2024//01/ferry/",
    "/index.html/",
    "/.gitignore",
    "/.git/config",
    "/%FF",
    "/%C0%AE%C0%AE/secret.txt",
    "/index.html::$DATA",
    "/C:/Windows/win.ini",
    "/con",
    "/NUL.txt",
    "/media/aux .mp3",
    "/lpt1/",
    "/index.html.",
    "/index.html%20",
    "/empty/",
    "/nothing",
    "/link-out.txt",
    "/folder-out/secret.txt",
    "/loop",
    "/" + "a" * 5000,
    "/" + "a/" * 5000,
]


@pytest.mark.parametrize("target", OUTSIDE, ids=[target[:40] for target in OUTSIDE])
def test_what_looks_odd_is_not_there(folder: Path, target: str) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link-out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "folder-out").symlink_to(folder.parent)
    (folder / "loop").symlink_to(folder / "loop")
    assert find_file(folder, target) is None


def test_a_link_to_a_file_inside_is_followed(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a b.txt")
    assert find_file(folder, "/link.txt") == Found((folder / "a b.txt").resolve(), "/link.txt")


def test_a_folder_that_is_itself_reached_through_a_link_is_served(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(folder)
    assert isinstance(find_file(tmp_path / "linked", "/"), Found)


def test_nothing_is_found_before_the_first_build(tmp_path: Path) -> None:
    assert find_file(tmp_path / "not-yet", "/") is None
