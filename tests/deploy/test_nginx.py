"""The golden site behind nginx with the fragment that the build makes: every header, redirect and page is right."""

import gzip
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from generator.media_types import UNKNOWN, media_type_of
from generator.organise.server_files import SERVER_FILES
from tests.deploy.samples import R, change, deploy_at, without_manifest
from tests.deploy.servers import get, nginx
from tests.sites import copy_golden_site, files_in
from tests.sites import release as release_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
ALIASES = (
    "[/old.php?id=7, /old.php?id=8&lang=fr, /old.php, '/?p=12', /a/b.aspx, '/a$b/c \"d\".html', /tags/?tag=x, "
    "'/café/ü/', /100%25/]"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Deploy the golden site, with compressed files beside the plain ones and aliases of every kind."""
    folder = tmp_path_factory.mktemp("nginx")
    site = copy_golden_site(folder / "site")
    with (site / "config.yaml").open("a") as config:
        config.write("deploy:\n  live: {type: folder, path: ../www/archive, compress: [gzip]}\n")
    change(site, {R + "2024/aliases.md": release_file("Aliases", id="aliases1", aliases=ALIASES)})
    deploy_at(site)
    return folder


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    root = folder / "www"
    with nginx(folder / "nginx", f"root {root};\ninclude {root}/archive/_nginx.conf;") as found:
        yield found


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    return without_manifest(files_in((folder / "www/archive").resolve()))


def address_of(path: str) -> str:
    from urllib.parse import quote

    return "/archive/" + quote(path.removesuffix("index.html") if PurePosixPath(path).name == "index.html" else path)


def test_every_file_is_served_with_its_type_and_headers(origin: str, files: dict[str, bytes]) -> None:
    redirected = {"old.php", "404.html"}
    served = 0
    for path, data in files.items():
        if path.endswith(".gz") or f"/{path}" in SERVER_FILES or path in redirected or b'http-equiv="refresh"' in data:
            continue
        status, headers, body = get(origin + address_of(path))
        if status == 410:
            assert b"No longer here" in body
            continue
        assert (status, body) == (200, data), path
        expected = media_type_of(PurePosixPath(path)) if PurePosixPath(path).suffix else UNKNOWN
        assert headers["content-type"] == expected, path
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        caching = (
            "31536000, immutable" if path.startswith("assets/") else "3600" if path.startswith("media/") else "300"
        )
        assert headers["cache-control"] == f"public, max-age={caching}"
        served += 1
    assert served > 200


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("old.php?id=7", "2024/01/aliases/"),
        ("old.php?id=8&lang=fr", "2024/01/aliases/"),
        ("old.php", "2024/01/aliases/"),
        ("?p=12", "2024/01/aliases/"),
        ("a/b.aspx", "2024/01/aliases/"),
        ("a%24b/c%20%22d%22.html", "2024/01/aliases/"),
        ("tags/?tag=x", "2024/01/aliases/"),
        ("caf%C3%A9/%C3%BC/", "2024/01/aliases/"),
        ("100%25/", "2024/01/aliases/"),
        ("index.php?id=7", "2012/03/first-lantern-night/"),
        ("news/lanterns/", "2012/03/first-lantern-night/"),
        ("stories/lantern.html", "2012/03/first-lantern-night/"),
        ("press/lantern%20night.html", "2012/03/first-lantern-night/"),
        ("2012/03/lantern-festival/", "2012/03/first-lantern-night/"),
        ("tags/lanterns/", "tags/lantern-nights/"),
        ("2012/03/first-lantern-night", "2012/03/first-lantern-night/"),
    ],
)
def test_an_old_address_leads_to_the_present_one_and_that_answers(origin: str, address: str, target: str) -> None:
    status, headers, _ = get(f"{origin}/archive/{address}")
    assert (status, headers["location"]) == (301, f"/archive/{target}")
    assert get(f"{origin}/archive/{target}")[0] == 200


@pytest.mark.parametrize("address", ["index.php?id=8", "index.php", "nowhere/", "2012/03/nowhere/x.html", "404.html"])
def test_an_unknown_address_has_the_page_that_says_so(origin: str, files: dict[str, bytes], address: str) -> None:
    status, headers, body = get(f"{origin}/archive/{address}")
    assert (status, body) == (404, files["404.html"])
    assert headers["content-security-policy"] == POLICY
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "cache-control" not in headers


@pytest.mark.parametrize("address", ["?p=13", "tags/?tag=y", "?utm_source=feed"])
def test_a_page_with_another_query_is_the_page(origin: str, files: dict[str, bytes], address: str) -> None:
    status, headers, body = get(f"{origin}/archive/{address}")
    assert (status, body) == (200, files[f"{address.partition('?')[0]}index.html"])
    assert headers["cache-control"] == "public, max-age=300"


def test_compressed_files_are_served_to_those_who_take_them(origin: str, files: dict[str, bytes]) -> None:
    packed = [path for path in files if path.endswith(".gz") and b'http-equiv="refresh"' not in files[path[:-3]]]
    assert len(packed) > 100
    for path in packed:
        plain = path.removesuffix(".gz")
        if plain == "404.html" or f"/{plain}" in SERVER_FILES:
            continue
        status, headers, body = get(origin + address_of(plain), Accept_Encoding="gzip")
        if status != 410:
            assert (status, headers["content-encoding"], gzip.decompress(body)) == (200, "gzip", files[plain])
            assert headers["vary"] == "Accept-Encoding"
            assert headers["content-type"] == media_type_of(PurePosixPath(plain))


@pytest.mark.parametrize("address", ["tags/steam/", "2010/05/lost-release/"])
def test_what_is_gone_says_so_to_programs_as_well(origin: str, files: dict[str, bytes], address: str) -> None:
    status, headers, body = get(f"{origin}/archive/{address}")
    assert (status, body) == (410, files[f"{address}index.html"])
    assert headers["content-security-policy"] == POLICY


def test_twins_of_withdrawn_releases_are_not_to_be_indexed(origin: str) -> None:
    for address, noindex in (
        ("2018/01/clock-tower/release.md", "noindex"),
        ("2018/02/cellar/release.json", "noindex"),
        ("2024/02/visitor-count/release.md", None),
    ):
        status, headers, _ = get(f"{origin}/archive/{address}")
        assert (status, headers.get("x-robots-tag")) == (200, noindex)
        assert headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("name", [*SERVER_FILES, "/.dateline-manifest"])
def test_what_is_for_the_server_is_not_served(origin: str, name: str) -> None:
    assert get(f"{origin}/archive{name}")[0] == 404


@pytest.mark.browser
def test_a_browser_reads_it_without_one_message(origin: str, chromium: "Browser") -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    for address in (
        "",
        "2012/03/first-lantern-night/",
        "search/?q=lantern",
        "timeline/",
        "tags/",
        "fa/",
        "2025/05/lantern-film/",
    ):
        answer = page.goto(f"{origin}/archive/{address}", wait_until="networkidle")
        assert answer
        assert answer.status == 200
    context.close()
    assert said == []
