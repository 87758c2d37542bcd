"""What servers are told: nothing hidden, nothing that a rule could misread."""

from collections.abc import Callable
from pathlib import Path

from tests.sites import CONFIG, build_at, files_in, release

FORMATS = CONFIG + "redirects: {formats: [netlify, nginx, apache]}\n"
R = "content/releases/"


def test_without_pages_of_redirects_the_servers_know_them_all(make_site: Callable[..., Path]) -> None:
    files = {R + "a.md": release("A", aliases="[/old/, '/x/a*b:c/', '/p.php?a=1&b=2', '/p.php?flag', '/q$.php?a=$b']")}
    site = make_site({"config.yaml": FORMATS, "content/addresses.tsv": "/gone/\tx\n"} | files)
    build_at(site)
    found = files_in(site / "output")
    assert "old/index.html" not in found
    assert found["_redirects"].decode().splitlines()[1:] == [
        "/archive/old/ /archive/2024/01/a/ 301",
        "/archive/p.php a=1 b=2 /archive/2024/01/a/ 301",
        "/archive/q$.php a=$b /archive/2024/01/a/ 301",
        "/archive/x/a%2Ab%3Ac/ /archive/2024/01/a/ 301",
    ]
    apache = found[".htaccess"].decode()
    assert 'RewriteCond %{QUERY_STRING} "^flag$"\nRewriteRule "^p\\.php$" "/archive/2024/01/a/"' in apache
    assert 'RewriteRule "^x/a\\*b:c/$"' in apache
    nginx = found["_nginx.conf"].decode()
    assert 'location = "/archive/p.php" { if ($args = "a=1&b=2") { return 301 /archive/2024/01/a/; } if' in nginx
    assert "a=$b" not in nginx


def test_a_hidden_release_leaves_nothing_in_them(make_site: Callable[..., Path]) -> None:
    hidden = release(
        "B", embargo="2030-01-01", aliases="[/zephyrine/, /zephyrine.php?id=1]", slug="zephyrine", id="zephyr"
    )
    site = make_site({"config.yaml": FORMATS, R + "a.md": release("A"), R + "b.md": hidden})
    build_at(site)
    assert [path for path, data in files_in(site / "output").items() if b"zephyr" in data] == []


def test_of_a_release_that_moved_the_twin_leads_to_the_twin(make_site: Callable[..., Path]) -> None:
    ledger = "/2024/01/old/\ta1\n/2024/01/old/release.md\ta1\n/2024/01/old/release.txt\ta1\n"
    files = {R + "a.md": release("A", id="a1"), "content/addresses.tsv": ledger}
    site = make_site(files | {"config.yaml": FORMATS + "formats: [html, md]\n"})
    build_at(site)
    found = files_in(site / "output")
    assert found["_redirects"].decode().splitlines()[1:] == [
        "/archive/2024/01/old/ /archive/2024/01/a/ 301",
        "/archive/2024/01/old/release.md /archive/2024/01/a/release.md 301",
        "/archive/2024/01/old/release.txt /archive/2024/01/a/ 301",
    ]


def test_by_default_there_are_none(make_site: Callable[..., Path]) -> None:
    site = make_site({R + "a.md": release("A", aliases="[/old/]")})
    build_at(site)
    assert files_in(site / "output").keys() & {"_headers", "_redirects", "_nginx.conf", ".htaccess"} == set()
