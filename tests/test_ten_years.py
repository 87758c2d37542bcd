"""One release over ten years, with the commands that people type, deployed after each step.

After each step the public site is what a build from nothing makes, every address that was ever public answers, the id
is the same, and exactly the files named in `ten_years.txt` have come, gone or changed. `python -m tests.test_ten_years`
writes that table anew; read its diff.
"""

import csv
import io
import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.build import BuildOptions, now_from
from generator.export import csv_lines, json_lines, open_outline, write_database
from generator.export.tables import RELATIONS
from tests.sites import build_at, dateline, differences, files_in, release, write_site

TABLE = Path(__file__).with_name("ten_years.txt")
CONFIG = """\
title: The Archive
base_url: https://news.example.org/
formats: [html, md, txt, ninjs]
feeds: {limit: 3}
deploy: {public: {type: folder, path: ../public}}
"""
RAW = """\
FOR IMMEDIATE RELEASE

Harbour wall to rise two metres

HALIFAX, Nova Scotia – The Saltmere Trust said today that the harbour wall will be raised by two metres.

"It has stood for a century," said Roya Kamyar, Chief Engineer of the trust.

Work begins in May and ends in October.

Contact:
Callum Dunmore
press@example.org

###
"""
WALL = "content/releases/2016/2016-03-08-harbour-wall-to-rise-two-metres.md"
MOVED = "content/releases/2016/2016-03-08-harbour-wall.md"
PERSIAN, NEWER = "content/releases/2018/2018-02-01-divar.md", "content/releases/2019/2019-06-03-wall-rises-three.md"
FILES: dict[str, str | bytes | None] = {
    "config.yaml": CONFIG,
    "content/releases/2016/2016-01-05-tides.md": release("Tides", id="tides", date="2016-01-05", tags="[Sea]"),
    "content/inbox/2016-03-08-wall.txt": RAW,
}
ID = "f4c63ce169b77f59"
OLD, NEW = "/2016/03/harbour-wall-to-rise-two-metres/", "/2016/03/harbour-wall/"
NOT_COMPARED = (".dateline-manifest",)
"""What a target keeps for itself."""


@dataclass
class Story:
    """The site, what is public, and what has been seen so far."""

    site: Path
    public: dict[str, bytes] = field(default_factory=dict)
    seen: dict[str, list[str]] = field(default_factory=dict)
    related: dict[str, str] = field(default_factory=dict)
    """Which release names which, by their ids."""

    def run(self, day: str, *arguments: str) -> None:
        """Type a command at noon of a day; it must do what it is told."""
        done = dateline(*arguments, cwd=self.site, SOURCE_DATE_EPOCH=epoch(day))
        assert done.returncode == 0, done.stderr

    def deploy(self, day: str, step: str) -> None:
        """Build, check and send the site, and hold it to what must be so after every step."""
        self.run(day, "deploy")
        before, self.public = self.public, self.files(self.site.parent / "public")
        self.seen[step] = [
            *(f"+ {path}" for path in self.public if path not in before),
            *(f"- {path}" for path in before if path not in self.public),
            *(f"~ {path}" for path in before if path in self.public and self.public[path] != before[path]),
        ]
        self.is_as_from_nothing(day)
        self.every_address_answers()
        self.exports_say_what_the_site_says(day)

    def files(self, folder: Path) -> dict[str, bytes]:
        return {path: data for path, data in files_in(folder).items() if path not in NOT_COMPARED}

    def is_as_from_nothing(self, day: str) -> None:
        clean = self.site.parent / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.site, clean, ignore=shutil.ignore_patterns(".dateline", "output"))
        build_at(clean, BuildOptions(), epoch=epoch(day))
        assert list(differences(self.files(clean / "output"), self.public)) == []

    def every_address_answers(self) -> None:
        ledger = (self.site / "content/addresses.tsv").read_text(encoding="utf-8")
        pages = [line.split("\t")[0] for line in ledger.splitlines() if line.split("\t")[0].endswith("/")]
        assert [page for page in pages if f"{page[1:]}index.html" not in self.public] == []

    def exports_say_what_the_site_says(self, day: str) -> None:
        files = [data.decode() for path, data in self.public.items() if re.match(r"data/\w+\.jsonl", path)]
        public = {row["url"]: row for text in files for row in map(json.loads, text.splitlines())}
        with open_outline(self.site, as_of=now_from({"SOURCE_DATE_EPOCH": epoch(day)}), hidden=False) as outline:
            lines = {row["url"]: row for row in map(json.loads, json_lines(outline))}
            related = {row["id"]: row.pop(one) for row in lines.values() for one in RELATIONS if one in row}
            table = {row["url"]: row["title"] for row in csv.DictReader(csv_lines(outline))}
            count = write_database(outline, self.site.parent / "archive.sqlite")
        assert lines == public
        assert related == self.related
        assert table == {url: row["title"] for url, row in public.items()}
        with closing(sqlite3.connect(self.site.parent / "archive.sqlite")) as database:
            titles = dict(database.execute("SELECT url, title FROM releases").fetchall())
        assert (count, titles) == (len(public), table)

    def page(self, address: str) -> str:
        return self.public[f"{address[1:]}index.html"].decode()

    def has(self, word: str) -> list[str]:
        return [path for path, data in self.public.items() if word.encode() in data]

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        file = self.site / path
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def epoch(day: str) -> str:
    return str(int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp()))


def imported(story: Story) -> None:
    story.run("2016-03-08", "deploy")
    story.public = story.files(story.site.parent / "public")
    story.run("2016-03-09", "import", "--status", "draft")
    story.deploy("2016-03-09", "imported as a draft")
    assert f"id: {ID}\n" in (story.site / WALL).read_text()
    assert story.seen["imported as a draft"] == []


def title_and_date_fixed_in_a_sheet(story: Story) -> None:
    sheet = story.site.parent / "review.csv"
    story.run("2016-03-10", "sheet", "--output", str(sheet))
    rows = list(csv.reader(io.StringIO(sheet.read_bytes().decode("utf-8-sig"), newline="")))
    header, (row,) = rows[0], [row for row in rows if row[0] == ID]
    row[header.index("title")], row[header.index("date")] = "Harbour wall to rise by two metres", "2016-03-14"
    row[header.index("inferred")] = ""
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    before = (story.site / WALL).read_text()
    story.run("2016-03-10", "sheet", "--apply", str(sheet))
    after = before.replace("wall to rise two", "wall to rise by two").replace("date: 2016-03-08", "date: 2016-03-14")
    assert (story.site / WALL).read_text() == after.replace("  inferred:\n    - date\n    - people\n", "")
    story.deploy("2016-03-10", "fixed in a sheet, still a draft")
    assert story.seen["fixed in a sheet, still a draft"] == []


def published_under_embargo(story: Story) -> None:
    story.run(
        "2016-03-11", "set", ID, "status=published", "embargo=2016-04-01T09:00Z", "tags=Sea | Walls", "number=16/7"
    )
    story.deploy("2016-03-11", "published, the embargo not over")
    assert story.seen["published, the embargo not over"] == []
    story.deploy("2016-04-02", "the embargo is over")
    assert "<h1>Harbour wall to rise by two metres</h1>" in story.page(OLD)
    assert story.page(f"/id/{ID}/")


def corrected(story: Story) -> None:
    story.deploy("2017-05-01", "a year later")
    note = "The wall rises by one metre, not two."
    story.run("2017-05-02", "correct", "16/7", "--note", note)
    story.edit(WALL, lambda text: text.replace("raised by two metres", "raised by one metre"))
    story.run("2017-05-02", "accept", WALL)
    story.deploy("2017-05-02", "corrected")
    assert note in story.page(OLD)
    assert "<del>two metres.</del>" in story.page(f"{OLD}versions/1/").replace(" </del>", "</del>")
    assert b"raised by one metre" in story.public["feed.xml"]
    assert b"raised by two metres" in story.public["feed/2016-04.xml"]
    assert "~ feed/2016-04.xml" not in story.seen["corrected"]
    assert json.loads(story.public[f"{OLD[1:]}release.json"])["version"] == "2"


def translated(story: Story) -> None:
    text = release("دیوار بندر", "دیوار یک متر بلندتر می‌شود.", date="2018-02-01", language="fa", translation_of=ID)
    write_site(story.site, {"config.yaml": None, PERSIAN: text.replace(ID, WALL.removeprefix("content/releases/"))})
    story.run("2018-02-01", "set", "--ids")
    story.run("2018-02-01", "accept")
    story.related = {re.findall(r"^id: (\w+)", (story.site / PERSIAN).read_text(), re.MULTILINE)[0]: ID}
    story.deploy("2018-02-01", "translated")
    assert 'href="../../../2018/02/divar/"' in story.page(OLD)


def replaced(story: Story) -> None:
    text = release(
        "Wall rises three metres", "The wall rises by three metres.", id="newer", date="2019-06-03", tags="[Walls]"
    )
    write_site(story.site, {"config.yaml": None, NEWER: text})
    story.run("2019-06-03", "accept")
    story.run("2019-06-03", "set", NEWER, f"replaces={WALL}")
    story.related["newer"] = ID
    story.deploy("2019-06-03", "replaced")
    assert "A later release takes its place:" in story.page(OLD)
    assert "<del>" in story.page("/2019/06/wall-rises-three/changes/")


def moved(story: Story) -> None:
    story.run("2020-01-15", "move", OLD, "--slug", "harbour-wall")
    assert (story.site / MOVED).exists()
    assert f"replaces: {MOVED}" in (story.site / NEWER).read_text()
    story.deploy("2020-01-15", "moved to another slug")
    assert "url=../harbour-wall/" in story.page(OLD)
    assert "url=../../2016/03/harbour-wall/" in story.page(f"/id/{ID}/")


def moved_to_another_domain(story: Story) -> None:
    urn = story.public["feed.xml"].partition(b"<id>")[2].partition(b"</id>")[0]
    new = CONFIG.replace("https://news.example.org/", "https://archive.example.net/press/")
    write_site(story.site, {"config.yaml": f"{new}previous_urls: [https://news.example.org/]\n"})
    story.deploy("2021-01-15", "moved to another domain")
    assert story.public["feed.xml"].partition(b"<id>")[2].partition(b"</id>")[0] == urn
    assert story.has("https://news.example.org/") == []


def withdrawn(story: Story) -> None:
    reason = "The engineer never said this."
    story.run("2025-09-30", "withdraw", "16/7", "--reason", reason, "--alternative", NEWER)
    story.deploy("2025-09-30", "withdrawn")
    assert reason in story.page(NEW)
    assert "wall-rises-three" in story.page(NEW)
    words = ("raised by", "stood for a century", "Kamyar", "Dunmore", "Work begins", "one metre, not two", "16/7")
    assert {word: story.has(word) for word in words if story.has(word)} == {}
    assert "url=../../" in story.page(f"{NEW}versions/1/")
    assert "~ feed/2016-04.xml" in story.seen["withdrawn"]


def erased(story: Story) -> None:
    reason = "judgment of 1 May 2026"
    story.run("2026-05-02", "erase", ID, "--yes", "--reason", reason)
    everywhere = {path: path.read_bytes() for path in story.site.rglob("*") if path.is_file()}
    assert [path for path, data in everywhere.items() if b"stood for a century" in data or b"Dunmore" in data] == []
    story.related = {}
    story.run("2026-05-02", "deploy", "--force")  # what was known of the target is erased too
    story.deploy("2026-05-02", "erased")
    assert story.has("Harbour wall to rise by two metres") == []
    assert "No longer here" in story.page(NEW)
    assert "No longer here" in story.page(OLD)
    assert reason in (story.site / "content/log.jsonl").read_text()


STEPS = (
    imported,
    title_and_date_fixed_in_a_sheet,
    published_under_embargo,
    corrected,
    translated,
    replaced,
    moved,
    moved_to_another_domain,
    withdrawn,
    erased,
)


def told(folder: Path) -> Mapping[str, list[str]]:
    """Tell the whole story and return what came, went and changed at each step."""
    story = Story(write_site(folder / "site", FILES))
    names: set[bytes] = set()
    for step in STEPS:
        step(story)
        names |= {entry_id(story)} if b"Harbour" in story.public["feed.xml"] else set()
    assert len(names) == 1  # whatever became of title, date, slug and domain
    return {step: [generic(line) for line in lines] for step, lines in story.seen.items()}


def entry_id(story: Story) -> bytes:
    """Return how the feed names the release."""
    return story.public["feed.xml"].partition(b"<title>Harbour")[0].rpartition(b"<id>")[2].partition(b"</id>")[0]


def generic(line: str) -> str:
    """Return a line of the table without what is random, or changes with the layouts."""
    return re.sub(r"(?<=id/)[0-9a-f]{16}(?=/)|(?<=assets/)(\w+)\.[0-9a-f]{8}", lambda found: found[1] or "ID", line)


def read_table() -> dict[str, list[str]]:
    parts = TABLE.read_text(encoding="utf-8").split("# ")[1:]
    return {part.splitlines()[0]: [line for line in part.splitlines()[1:] if line] for part in parts}


@pytest.mark.timeout(600)  # forty commands, each a process of its own
def test_one_release_over_ten_years(tmp_path: Path) -> None:
    table = read_table()
    seen = told(tmp_path)
    assert [*seen] == [*table]
    for step, lines in seen.items():
        assert lines == table[step], step


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        parts = ["\n".join([f"# {step}", *lines]) for step, lines in told(Path(folder)).items()]
        TABLE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    sys.exit(0)
