"""The check of HTML: each planted fault is found, the golden site has none."""

import shutil
from pathlib import Path

import pytest

from generator.check import CheckOptions, check
from generator.check.page_rules import find_faults
from tests.browser import leave_out
from tests.check.planting import Plant, found
from tests.check.planting import golden as golden
from tests.check.planting import plant as plant
from tests.page_checkers import NU
from tests.sites import AS_OF

PAGE = "output/about/index.html"


def test_the_golden_site_is_well_formed(golden: Path) -> None:
    assert found(golden, "html") == []


def test_a_planted_fault_is_found_with_its_line(plant: Plant) -> None:
    site = plant({PAGE: (b"<h1>", b"<h1 id=a><img src=../favicon.png>")})
    line = (site / PAGE).read_bytes().partition(b"<h1")[0].count(b"\n") + 1
    assert found(site, "html") == [
        f"{PAGE}:{line}: error: <img> has no alternative text; write an alt, an empty one for what only adorns"
    ]


def test_a_file_of_the_site_s_own_is_left_alone(plant: Plant) -> None:
    assert found(plant({"output/google0000.html": b"<b>"}), "html") == []


@pytest.fixture
def nu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Nu HTML checker, where it is installed."""
    if shutil.which("java") is None or not NU.is_file():
        leave_out("the Nu HTML checker needs Java, and its jar: run `make page-checkers`")
    monkeypatch.setenv("VNU_JAR", str(NU))


def test_the_nu_checker_finds_what_the_own_rules_do_not(nu: None, plant: Plant) -> None:
    site = plant({PAGE: (b"</main>", b"<table><tr><td rowspan=0.5>a</td></tr></table><center>b</center></main>")})
    said = found(site, "html")
    assert any(line.startswith(f"{PAGE}:") and ": error: Nu: The “center” element is obsolete" in line for line in said)
    assert [line for line in said if not line.startswith(f"{PAGE}:")] == []


def test_without_its_jar_the_report_says_so(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VNU_JAR", "/nowhere/vnu.jar")
    report = check(golden, CheckOptions(names=("html",), jobs=1), now=AS_OF)
    assert [name for name, _ in report.left_out] == ["html"]
    assert report.left_out[0][1].startswith("the Nu HTML checker did not judge the pages, for ")


def page(body: str, *, head: str = '<meta charset="utf-8"><title>A</title>', lang: str = "en") -> bytes:
    return f'<!doctype html>\n<html lang="{lang}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


GOOD = [
    "<h1>A</h1><p>One<p>Two<ul><li>a<li>b</ul><dl><dt>a<dd>b</dl>",
    "<h1>A</h1><table><caption>c<tr><td>a<td>b<tr><th>c</table><select><option>a<option>b</select>",
    "<H1>A</H1><BR><img alt='' src=a><p>1 < 2 & 3 > 2</p>",
    "<h1>A</h1><svg viewBox='0 0 1 1'><path d='M0'/><g><circle/></g></svg><br/>",
    "<h1 id=a>A</h1><label for=b>x</label><input id=b aria-labelledby='a b'><a href='#a'>x</a>",
    "<h1>A</h1><video src=a><track kind=captions src=b></video><a>no</a><input disabled value='>'>",
    '<h1>A</h1><script type="application/ld+json">{"a": "<p>"}</script><script src="a.js"></script>',
    "<h1>A</h1><!-- <p></div> --><textarea><div></textarea><ruby>a<rt>b</ruby>",
    "<h1>A</h1><p title='it&#39;s'>it's</p><p title=it's>a</p>",
]


@pytest.mark.parametrize("body", GOOD)
def test_a_good_page_has_no_fault(body: str) -> None:
    assert list(find_faults("x.html", page(body))) == []


BAD = {
    "<h1>A</h1><div><p>a</div></div>": "</div> closes nothing",
    "<h1>A</h1><p><div></div></p>": "</p> closes nothing",
    "<h1>A</h1><section><p>a": "<section> is not closed before </body>",
    "<h1>A</h1><b><i>a</b></i>": "<i> is not closed before </b>",
    "<h1>A</h1><p a=1 a=2>": "<p> has the attribute a twice",
    "<p>a</p>": "the page has no <h1>; write one, which says what the page is",
    "<h1>a</h1><h1>b</h1>": "the page has 2 <h1>; write one, which says what the page is",
    "<h1>A</h1><img src=a>": "<img> has no alternative text; write an alt, an empty one for what only adorns",
    "<h1>A</h1><map name=m><area href=a></map>": "<area> has no alternative text; write an alt, an empty one for what "
    "only adorns",
    "<h1 id=a>A</h1><p id=a>": "the id 'a' stands twice in the page; only the first can be pointed to",
    "<h1 id='a b'>A</h1>": "'a b' is no id; write one without blanks",
    "<h1>A</h1><label for=nobody>a</label>": "an attribute points to the element 'nobody', which is not in the page",
    "<h1>A</h1><video src=a></video>": "a video has no captions; name a file of them in 'captions' of the release's "
    "media",
    "<h1 onclick=x>A</h1>": "<h1> has the event handler onclick; nothing in a page may run",
    "<h1>A</h1><a href=' java\nscript:x'>a</a>": "<a> leads to a script (href); nothing in a page may run",
    "<h1 style='a:b'>A</h1>": "<h1> has a style of its own; the policy of the page forbids it",
    "<h1>A</h1><script>x</script>": "a script stands in the page; the policy of the page forbids it",
    "<h1>A</h1><style>x</style>": "a stylesheet stands in the page; the policy of the page forbids it",
}


@pytest.mark.parametrize("body", BAD)
def test_a_fault_is_named(body: str) -> None:
    said = [fault.message for fault in find_faults("x.html", page(body))]
    assert BAD[body] in said
    assert len(said) <= 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (page("<h1>A</h1>", lang=""), "<html> does not say in which language the page is; write its lang"),
        (page("<h1>A</h1>", head='<meta charset="utf-8">'), "the page has no <title>; write one"),
        (page("<h1>A</h1>", head="<title>A</title>"), '<meta charset="utf-8"> is missing; browsers would guess'),
        (
            page("<h1>A</h1>").replace(b"<!doctype html>", b""),
            "the page does not begin with <!doctype html>; browsers would take it for an old one",
        ),
        (page("<h1>\xe9</h1>").replace(b"\xc3\xa9", b"\xe9"), "the page is not UTF-8; write it so"),
        (page("<h1>A</h1>").partition(b"</body>")[0] + b"<section>", "<section> is never closed"),
    ],
)
def test_a_fault_of_the_whole_page_is_named(data: bytes, message: str) -> None:
    assert [fault.message for fault in find_faults("x.html", data)] == [message]
