"""Nothing leaks: two hundred random archives are built, and no byte of what they hide is in any file or path.

Every text that a hidden release has begins with `zq`, as no visible one does, and its days lie in years that nothing
else names. Words of the search index are written without what they share with the one before; they are read back.
"""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from generator.organise.search.postings import DIGITS
from tests.organise.test_search_index import words
from tests.sites import AS_OF, build_at, differences, files_in, release, write_site

ARCHIVES = 200
CONFIG = """\
title: The Archive
base_url: https://example.org/archive/
timezone: Pacific/Auckland
formats: [html, md, txt, ninjs]
feeds: {formats: [atom, rss, json], per_term: true}
suggestions: {publish: [tags, people, organizations, places]}
languages: {fr: {title: Les archives}}
"""
SECRET_YEARS = ("1923", "1931", "1947", "2093", "2094")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
HIDE = {
    "a draft": {"status": "draft", "date": "1931-05-06"},
    "a draft without a day": {"status": "draft", "date": "null"},
    "a day to come": {"date": "2093-04-05"},
    "an instant a minute away": {"date": "1947-02-03", "embargo": "2026-07-01T12:01:00Z"},
    "an embargo": {"date": "1923-11-12T08:00:00Z", "embargo": "2094-01-02T10:00:00+02:00"},
    "a month to come": {"date": "2093-07"},
}


def fields(chance: random.Random, mark: str, number: int) -> dict[str, Any]:
    """Return the front matter of a release, with a word of its own for each thing that one can carry."""

    def said(what: str) -> str:
        return f"{mark}{what}{number} {chance.choice(words())}"

    front: dict[str, Any] = {
        "id": f"{mark}id{number}",
        "slug": f"{mark}slug{number}" if chance.random() < 0.5 else None,
        "subtitle": said("subtitle"),
        "summary": said("summary"),
        "number": f"{mark}number{number}",
        "identifiers": f"[{mark}doi{number}]",
        "dateline": said("dateline"),
        "place": f"{{city: {said('city')}, country: {said('country')}}}",
        "issuers": f"[{said('issuer')}]",
        "source": said("wire"),
        "source_url": f"https://wire.example/{mark}source{number}",
        "tags": f"[shared, {said('tag')}]",
        "people": f"[Ada Quill, {said('person')}]",
        "organizations": f"[The Trust, {said('body')}]",
        "places": f"[Harbour, {said('town')}]",
        "tickers": f"['NYSE:{mark.upper()}{number}']",
        "quotes": f"[{{text: {said('quote')}, speaker: {said('speaker')}, role: {said('role')}, pull: true}}]",
        "contacts": f"[{{name: {said('contact')}, email: {mark}mail{number}@example.org}}]",
        "disclosures": f"[{{kind: paid, text: {said('paid')}}}, {{kind: fara, text: {said('fara')}}}]",
        "notices": f"[{{date: 2020-01-02, kind: editor, text: {said('notice')}}}]",
        "corrections": f"[{{date: 2020-01-03, note: {said('correction')}}}]",
        "aliases": f"[/old/{mark}alias{number}/, '/?story={mark}query{number}']",
        "media": f"[{{file: {mark}picture{number}.png, alt: {said('alt')}, caption: {said('caption')}}}]",
        "language": chance.choice(("en", "fr")),
    }
    return {name: value for name, value in front.items() if value and (name in ALWAYS or chance.random() < 0.7)}


ALWAYS = ("id", "summary", "tags", "media")


def make_archive(chance: random.Random, *, pointing: bool) -> tuple[dict[str, str | bytes | None], set[str]]:
    """Return the files of a site and which of them are those of hidden releases."""
    files: dict[str, str | bytes | None] = {"config.yaml": CONFIG}
    hidden: set[str] = set()
    count = chance.randint(3, 8)
    concealed = [chance.random() < 0.5 for _ in range(count)]
    names = [f"{'zq' if hide else 'open'}file{number}.md" for number, hide in enumerate(concealed)]
    for number, (name, hide) in enumerate(zip(names, concealed, strict=True)):
        mark = "zq" if hide else "vis"
        front = fields(chance, mark, number)
        day = {"date": f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"}
        front |= HIDE[chance.choice(sorted(HIDE))] if hide else day
        body = " ".join(chance.choices(words(), k=60)) + f"\n\n## {mark}heading{number}\n\n{mark}body{number} ends."
        if pointing and not hide:
            others = [other for other in names if other != name]
            for field in ("replaces", "translation_of", "variant_of"):
                if chance.random() < 0.2:
                    front[field] = chance.choice(others)
            front["related"] = f"[{', '.join(chance.sample(others, min(2, len(others))))}]"
            body += f"\n\nSee [this]({chance.choice(others)})."
        text = release(f"{mark.title()}title{number} {chance.choice(words())}", body, **front)
        paths = {
            f"content/releases/{name}": text.replace("date: null\n", ""),
            f"content/media/{mark}picture{number}.png": PNG,
        }
        files |= paths
        hidden |= set(paths) if hide else set()
    return files, hidden


def index_words(text: str) -> str:
    """Return the words of a file of the search index, each whole."""
    before, whole = "", []
    for line in text.splitlines():
        shared = DIGITS.index(line[0])
        before = before[:shared] + line[1 : line.index(" ", 1)]
        whole.append(before)
    return "\n".join(whole)


def traces(path: str, data: bytes) -> list[str]:
    """Return what a file or its path says of a hidden release."""
    text = data.decode("utf-8", errors="replace")
    if re.match(r"search/(\d{4}|titles)/.*\.txt$", path):
        text = index_words(text)
    said = f"{path}\n{text}"
    years = re.findall(rf"\b(?:{'|'.join(SECRET_YEARS)})\b", said)
    return [*re.findall(r"\b.{0,20}zq\w*", said, re.IGNORECASE), *years]


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_no_trace_of_a_hidden_release_is_in_the_output(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    pointing = bool(seed % 2)
    files, hidden = make_archive(chance, pointing=pointing)
    site = write_site(tmp_path / "site", files)
    build_at(site)
    built = files_in(site / "output")
    assert {path: found for path, data in built.items() if (found := traces(path, data))} == {}
    if not pointing and seed % 4 == 0:
        without = {path: data for path, data in files.items() if path not in hidden}
        build_at(write_site(tmp_path / "without", without))
        assert list(differences(files_in(tmp_path / "without" / "output"), built)) == []


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    """The same archives with every release visible are full of it, in every kind of file."""
    files, _ = make_archive(random.Random(3), pointing=False)
    held_back = re.compile(r"^(?:status|embargo|date): .*\n", re.MULTILINE)
    shown = {
        path: held_back.sub("", data).replace("---\n", "---\ndate: 1931-05-06\n", 1) if path.endswith(".md") else data
        for path, data in files.items()
        if isinstance(data, str)
    }
    shown |= {path: data for path, data in files.items() if isinstance(data, bytes)}
    site = write_site(tmp_path, shown)
    build_at(site)
    kinds = {
        re.sub(r"^search/(\d{4}|titles)/.*", "search", Path(path).suffix if "search/" not in path else path)
        for path, data in files_in(site / "output").items()
        if traces(path, data)
    }
    assert kinds >= {".html", ".md", ".txt", ".json", ".xml", ".csv", ".jsonl", ".png", "search"}, kinds
    assert AS_OF.year == 2026
