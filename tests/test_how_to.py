"""What the how-tos tell people to type does what they say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.how_to_pages import commands_in, follow
from tests.sites import CONFIG, files_in, release

PATH = "content/releases/2024/2024-02-27-visitors.md"
FILES: dict[str, str | bytes | None] = {
    "config.yaml": f"{CONFIG}formats: [html, md, ninjs]\ndeploy: {{public: {{type: folder, path: ../public}}}}\n",
    PATH: release("Visitors", "There were 12,040 visitors.", id="9f2c0000deadbeef", date="2024-02-27"),
    "content/releases/2024/2024-03-01-later.md": release("Later", date="2024-03-01", id="later"),
}


@pytest.fixture
def site(make_site: Callable[..., Path]) -> Path:
    return make_site(FILES)


def test_a_correction(site: Path) -> None:
    def correct() -> None:
        file = site / PATH
        file.write_text(file.read_text().replace("12,040 visitors.", "1,204 visitors.", 1))

    said = follow("correct-a-release", site, by_hand={"dateline accept": correct})
    assert "content/versions/9f2c0000deadbeef/1.md keeps the text as it was." in next(iter(said.values())).stderr
    files = files_in(site / "output")
    page = files["2024/02/visitors/index.html"].decode()
    assert "There were 1,204 visitors, not 12,040." in page
    assert '"correction":' in page.replace(" ", "")
    assert b'"version": "2"' in files["2024/02/visitors/release.json"]
    earlier = files["2024/02/visitors/versions/1/index.html"].decode()
    assert "<del>12,040 </del><ins>1,204 </ins>visitors." in earlier
    assert "noindex" in earlier
    assert b"1,204 visitors." in files["feed.xml"]
    assert b"12,040 visitors." in files["feed/2024-02.xml"]
    assert b"1,204" not in files["feed/2024-02.xml"]


def test_a_withdrawal(site: Path) -> None:
    seen: list[dict[str, bytes]] = []

    def look() -> None:
        seen.append(files_in(site.parent / "public"))

    second = "dateline withdraw content/releases/2024/2024-02-27-visitors.md --reason 'The study"
    follow("withdraw-a-release", site, by_hand={second: look})
    (public,) = seen
    page = public["2024/02/visitors/index.html"].decode()
    assert "The figures were taken from another museum." in page
    assert "noindex" in page
    assert [path for path, data in public.items() if b"12,040" in data] == []
    assert b"Withdrawn on " in public["feed.xml"]
    assert "mark-withdrawn" in public["2024/02/index.html"].decode()
    assert (site / PATH).read_text() == FILES[PATH]


def test_the_pages_have_the_commands_that_are_tried() -> None:
    assert [command.split()[1] for command in commands_in("correct-a-release")] == ["correct", "accept", "build"]
    tried = ["withdraw", "build", "deploy", "withdraw", "set"]
    assert [command.split()[1] for command in commands_in("withdraw-a-release")] == tried
