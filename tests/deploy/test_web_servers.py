"""The golden site behind nginx and Apache, with what the build says to each: headers, redirects and pages are right."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

import brotli
import pytest

from generator.media_types import UNKNOWN, media_type_of
from generator.organise.server_files import SERVER_FILES
from tests.deploy.samples import R, change, deploy_at, without_manifest
from tests.deploy.servers import apache, get, leave_out, nginx
from tests.sites import copy_golden_site, files_in
from tests.sites import release as release_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
PERCENT = "50% of {it}.txt"
BROTLI = "ngx_http_brotli_static_module"
ALIASES = (
    "[/old.php?id=7, /old.php?id=8&lang=fr, /old.php, '/?p=12', /a/b.aspx, '/a$b/c \"d\".html', /tags/?tag=x, "
    "'/café/ü/', /100%25/, '/b+c(d)^/']"
)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that serves the golden site at /archive/ with what the build says to it."""

    origin: str
    forbids: int
    """What it answers for its own files."""
    plain: frozenset[str] = frozenset()
    """Of which it does not send the compressed form."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Deploy the golden site, with compressed files beside the plain ones and aliases of every kind."""
    with TemporaryDirectory(prefix="dateline-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # Apache reads it with an account of its own
        site = copy_golden_site(folder / "site")
        with (site / "config.yaml").open("a") as config:
            config.write("deploy:\n  live: {type: folder, path: ../www/archive, compress: [gzip, brotli]}\n")
        own = {PERCENT: "Half a text. " * 99, "table.csv.gz": gzip.compress(b"a,b\n" * 999, mtime=0)}
        change(site, {f"content/static/{name}": data for name, data in own.items()})
        change(site, {R + "2024/aliases.md": release_file("Aliases", id="aliases1", aliases=ALIASES)})
        deploy_at(site)
        yield folder


@pytest.fixture(scope="module", params=["nginx", "apache"])
def server(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
    root = folder / "www"
    if request.param == "apache":
        with apache(folder / "apache", root) as origin:
            yield Server(origin=origin, forbids=403, plain=frozenset({PERCENT}))
    else:
        if not Path(f"/usr/lib/nginx/modules/{BROTLI}.so").exists():
            leave_out("nginx cannot send brotli; install libnginx-mod-http-brotli-static")
        lines = f"root {root};\nbrotli_static on;\ninclude {root}/archive/_nginx.conf;"
        with nginx(folder / "nginx", lines, (BROTLI,)) as origin:
            yield Server(origin=origin, forbids=404)


@pytest.fixture(scope="module")
def origin(server: Server) -> str:
    return server.origin


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    return without_manifest(files_in((folder / "www/archive").resolve()))


def address_of(path: str) -> str:
    return "/archive/" + quote(path.removesuffix("index.html") if PurePosixPath(path).name == "index.html" else path)


def test_every_file_is_served_with_its_type_and_headers(origin: str, files: dict[str, bytes]) -> None:
    redirected = {"old.php", "404.html"}
    served = 0
    for path, data in files.items():
        if is_packed(path) or f"/{path}" in SERVER_FILES or path in redirected or b'http-equiv="refresh"' in data:
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
        ("b%2Bc%28d%29%5E/", "2024/01/aliases/"),
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
    assert (status, urljoin(origin, headers["location"])) == (301, f"{origin}/archive/{target}")
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


@pytest.mark.parametrize(
    ("takes", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br;q=0.5", "br"),
        ("gzip;q=0", ""),
        ("deflate", ""),
        ("brr, x-gzip-2", ""),
    ],
)
def test_compressed_files_are_served_to_those_who_take_them(
    server: Server, files: dict[str, bytes], takes: str, coding: str
) -> None:
    open_ = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}
    packed = [path for path in files if f"{path}.gz" in files and f"/{path}" not in SERVER_FILES and path != "404.html"]
    served = 0
    for path in packed if takes in ("gzip", "br") else packed[::10]:
        assert f"{path}.br" in files
        sent = "" if path in server.plain else coding
        status, headers, body = get(server.origin + address_of(path), Accept_Encoding=takes)
        if status == 410 or b'http-equiv="refresh"' in files[path]:
            continue
        assert (status, headers.get("content-encoding", ""), open_[sent](body)) == (200, sent, files[path]), path
        assert headers["vary"] == "Accept-Encoding"
        assert headers["content-type"] == media_type_of(PurePosixPath(path))
        assert headers["content-security-policy"] == POLICY
        assert "content-language" not in headers
        served += 1
    assert served > 10


def test_a_file_that_somebody_published_compressed_is_that_file(origin: str, files: dict[str, bytes]) -> None:
    status, headers, body = get(f"{origin}/archive/table.csv.gz", Accept_Encoding="gzip, br")
    assert (status, body, headers["content-type"]) == (200, files["table.csv.gz"], "application/gzip")
    assert "content-encoding" not in headers


def is_packed(path: str) -> bool:
    return path.endswith((".gz", ".br")) and path != "table.csv.gz"


@pytest.mark.parametrize("address", ["tags/steam/", "2010/05/lost-release/"])
def test_what_is_gone_says_so_to_programs_as_well(origin: str, files: dict[str, bytes], address: str) -> None:
    status, headers, body = get(f"{origin}/archive/{address}")
    assert (status, body) == (410, files[f"{address}index.html"])
    assert headers["content-security-policy"] == POLICY
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_twins_of_withdrawn_releases_are_not_to_be_indexed(origin: str) -> None:
    for address, noindex in (
        ("2018/01/clock-tower/release.md", "noindex"),
        ("2018/02/cellar/release.json", "noindex"),
        ("2024/02/visitor-count/release.md", None),
    ):
        for takes in ("", "br"):
            status, headers, _ = get(f"{origin}/archive/{address}", Accept_Encoding=takes)
            assert (status, headers.get("x-robots-tag")) == (200, noindex)
            assert headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("name", [*SERVER_FILES, "/.dateline-manifest"])
def test_what_is_for_the_server_is_not_served(server: Server, name: str) -> None:
    assert get(f"{server.origin}/archive{name}")[0] == server.forbids


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
