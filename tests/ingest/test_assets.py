"""Files that come with a release: kept, attached, told apart from sources, and gone from the inbox with their page."""

import hashlib
import io
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.ingest import ImportOptions, SourceResult, attaching, import_sources, importing, summarise
from generator.ingest.companions import page_of
from tests.ingest.picture_files import PDF, SVG, png
from tests.packing import zipped
from tests.sites import build_at, problems_of, write_site

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
LAMP, KEEPER, LOGO = png(400, 300, 200), png(300, 300, 90), png(120, 40, 10)
WORDS = (
    "PORT ELLEN, Maine, March 4, 2019 -- The Harbour Trust opened the old lighthouse to visitors today, after nine"
    " years of repairs that were paid for by its members."
)

MORE = "The tower had been closed since a storm broke its lantern, and nobody but its keeper had climbed it since then."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Lighthouse opens</title>
<link rel="canonical" href="https://harbour.example/news/lighthouse">
<meta property="og:title" content="Lighthouse opens"><link rel="stylesheet" href="./page_files/style.css"></head><body>
<header><img src="./page_files/logo.png" alt="Harbour Trust"></header>
<article><h1>Lighthouse opens</h1><p>{WORDS}</p>
<figure><img src="./page_files/l%C3%A4mp.png" alt="A red lamp" srcset="https://harbour.example/lamp-2x.png 2x">
<figcaption>The lamp by night. Photo: Ada Lovell</figcaption></figure><p>{MORE}</p>
<figure><img src="keeper.jpg" alt="The keeper"><figcaption>The keeper.</figcaption></figure>
<figure><img src="./page_files/map.svg"><figcaption>The way to it.</figcaption></figure>
<figure><img src="./page_files/gone.png"><figcaption>A picture that is gone.</figcaption></figure>
</article></body></html>"""
SAVED: Mapping[str, str | bytes] = {
    "page.html": PAGE,
    "keeper.jpg": KEEPER,
    "page_files/lämp.png": LAMP,
    "page_files/logo.png": LOGO,
    "page_files/map.svg": SVG,
    "page_files/style.css": "p { color: red }",
    "page_files/saved_resource.html": f"<html><body><p>Advertisement. {MORE}</p></body></html>",
}
MARKDOWN = f"# Lighthouse opens\n\n![A lamp](<img/a lamp.png>)\n\n{WORDS}\n\n{MORE} ![keeper](keeper.png)\n"


def run(site: Path, *paths: Path, **options: object) -> list[SourceResult]:
    return list(import_sources(site, paths, ImportOptions(**options), now=NOW))  # type: ignore[arg-type]


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def media_name(data: bytes, name: str) -> str:
    return f"{hashlib.sha256(data).hexdigest()[:16]}-{name}"


def reasons(results: list[SourceResult]) -> dict[str, str | None]:
    return {result.source: result.reason for result in results if result.status == "skipped"}


def media_of(result: SourceResult) -> list[tuple[str | None, str | None, str | None, str | None]]:
    assert result.front
    return [(medium.file or medium.url, medium.alt, medium.caption, medium.credit) for medium in result.front.media]


def test_a_page_saved_with_its_pictures_becomes_a_release_with_media(tmp_path: Path) -> None:
    inbox = put(tmp_path / "content/inbox", SAVED)
    results = run(tmp_path, inbox)
    imported = next(result for result in results if result.status == "imported")
    assert media_of(imported) == [
        (f"2019/{media_name(LAMP, 'lamp.png')}", "A red lamp", "The lamp by night.", "Ada Lovell"),
        (f"2019/{media_name(KEEPER, 'keeper.png')}", "The keeper", "The keeper.", None),
    ]
    assert imported.body
    assert "A picture that is gone." in imported.body
    assert "The way to it." in imported.body
    gone, drawn = (problem.message for problem in imported.problems)
    assert gone == (
        "the page shows a picture (./page_files/gone.png) that lies beside it and does not come with it; "
        "add what is missing under content/media/"
    )
    assert drawn == (
        "left in the original, for it is no PNG, JPEG, GIF, WebP, AVIF, PDF, MP3, M4A, Ogg, WAV, MP4 or WebM: "
        "'map.svg'; convert it, and add it under content/media/"
    )
    media = files_in(tmp_path / "content/media")
    assert sorted(media.values()) == sorted([LAMP, KEEPER])


def test_what_belongs_to_a_page_is_skipped_by_its_name_and_every_source_is_counted(tmp_path: Path) -> None:
    results = run(tmp_path, put(tmp_path / "content/inbox", {**SAVED, "stray.png": png(9, 9), "other.txt": WORDS}))
    assert set(reasons(results).values()) == {"asset-of content/inbox/page.html", "not-a-release"}
    assert reasons(results)["content/inbox/stray.png"] == "not-a-release"
    counts = summarise(results)
    assert counts["sources"] == len(SAVED) + 2 == counts["imported"] + counts["skipped"] + counts["failed"]
    assert (counts["imported"], counts["failed"]) == (2, 0)


def test_the_files_of_a_page_leave_the_inbox_with_it_and_are_kept_as_they_came(tmp_path: Path) -> None:
    run(tmp_path, put(tmp_path / "content/inbox", {**SAVED, "stray.png": png(9, 9)}))
    assert list(files_in(tmp_path / "content/inbox")) == ["stray.png"]
    assert not (tmp_path / "content/inbox/page_files").exists()
    kept = files_in(tmp_path / "content/originals")
    assert sorted(kept.values()) == sorted(data.encode() if isinstance(data, str) else data for data in SAVED.values())
    assert all(name.isascii() for name in kept)


def test_a_folder_elsewhere_is_left_as_it_was(tmp_path: Path) -> None:
    folder = put(tmp_path / "saved", SAVED)
    before = files_in(folder)
    run(tmp_path / "site", folder)
    assert files_in(folder) == before
    assert len(files_in(tmp_path / "site/content/originals")) == len(SAVED)


@pytest.mark.parametrize("place", ["content/inbox", "elsewhere"])
def test_the_same_import_twice_changes_nothing(tmp_path: Path, place: str) -> None:
    first = run(tmp_path, put(tmp_path / place, SAVED))
    before = files_in(tmp_path / "content")
    again = run(tmp_path, put(tmp_path / place, SAVED))
    assert files_in(tmp_path / "content") == before
    assert reasons(again) == reasons(first) | {again[0].source: "same-bytes"}


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "content/inbox", {"post.md": MARKDOWN, "img/a lamp.png": LAMP, "keeper.png": KEEPER})
    before = files_in(tmp_path / "content")
    dry = run(tmp_path, tmp_path / "content/inbox", dry_run=True)
    assert files_in(tmp_path / "content") == before
    wet = run(tmp_path, tmp_path / "content/inbox")
    assert [result.as_json() for result in dry] == [result.as_json() for result in wet]


def test_a_page_is_imported_again_with_its_pictures_from_where_it_is_kept(tmp_path: Path) -> None:
    first = run(tmp_path, put(tmp_path / "content/inbox", SAVED))[0]
    assert first.file
    assert first.front
    assert first.front.original
    (tmp_path / first.file).unlink()
    before = files_in(tmp_path / "content/originals")
    (again,) = run(tmp_path, tmp_path / "content/originals" / first.front.original.file)
    assert again.front
    assert again.front.media == first.front.media
    assert files_in(tmp_path / "content/originals") == before


def test_pictures_beside_a_markdown_text_stay_at_their_place(tmp_path: Path) -> None:
    put(tmp_path / "content/inbox", {"post.md": MARKDOWN, "img/a lamp.png": LAMP, "keeper.png": KEEPER})
    results = run(tmp_path, tmp_path / "content/inbox")
    lamp, keeper = f"2019/{media_name(LAMP, 'a-lamp.png')}", f"2019/{media_name(KEEPER, 'keeper.png')}"
    assert results[0].body == f"![A lamp](/media/{lamp})\n\n{WORDS[36:]}\n\n{MORE} ![keeper](/media/{keeper})"
    assert media_of(results[0]) == [(lamp, "A lamp", None, None), (keeper, "keeper", None, None)]
    assert list(reasons(results).values()) == ["asset-of content/inbox/post.md"] * 2
    assert not files_in(tmp_path / "content/inbox")


def test_a_picture_of_two_releases_is_kept_once_and_leaves_after_both(tmp_path: Path) -> None:
    other = MARKDOWN.replace("2019", "2021").replace("img/a lamp.png", "keeper.png")
    put(tmp_path / "content/inbox", {"a.md": MARKDOWN, "b.md": other, "img/a lamp.png": LAMP, "keeper.png": KEEPER})
    first, second, *_ = run(tmp_path, tmp_path / "content/inbox")
    assert media_of(first)[1][0] == media_of(second)[0][0] == f"2019/{media_name(KEEPER, 'keeper.png')}"
    assert len(files_in(tmp_path / "content/media")) == 2
    assert not files_in(tmp_path / "content/inbox")


def test_pictures_that_were_named_before_their_page_belong_to_it_too(tmp_path: Path) -> None:
    inbox = put(tmp_path / "content/inbox", {"post.md": MARKDOWN, "keeper.png": KEEPER, "img/a lamp.png": LAMP})
    results = run(tmp_path, inbox / "keeper.png", inbox / "post.md")
    assert [result.status for result in results] == ["imported", "skipped"]
    assert results[1].reason == "asset-of content/inbox/post.md"


def test_a_page_and_its_folder_that_are_named_one_after_the_other_belong_together(tmp_path: Path) -> None:
    inbox = put(tmp_path / "content/inbox", SAVED)
    results = run(tmp_path, inbox / "page.html", inbox / "page_files", inbox / "keeper.jpg")
    assert summarise(results)["imported"] == 1
    assert set(reasons(results).values()) == {"asset-of content/inbox/page.html"}


FOLDERS = {
    "page_files": "page.html",
    "page.files": "page.html",
    "page-Dateien": "page.htm",
    "page_fichiers": "page.HTM",
    "page_archivos": "page.xhtml",
    "pages": None,
    "_files": None,
    "other_files": None,
}


@pytest.mark.parametrize(("folder", "page"), FOLDERS.items())
def test_browsers_name_the_folder_after_the_page_in_the_language_of_the_system(folder: str, page: str | None) -> None:
    assert page_of(folder, {page or "page.html", "another.html"}) == page


def test_documents_in_the_folder_of_a_page_are_sources_of_their_own(tmp_path: Path) -> None:
    results = run(tmp_path, put(tmp_path / "content/inbox", {**SAVED, "page_files/annex.md": f"# Annex\n\n{WORDS}\n"}))
    assert summarise(results)["imported"] == 2
    assert not files_in(tmp_path / "content/inbox")


def test_pictures_beside_a_page_in_an_archive_are_its_own(tmp_path: Path) -> None:
    archive = zipped({f"2019/{name}": data for name, data in SAVED.items()} | {"z.md": MARKDOWN, "keeper.png": KEEPER})
    put(tmp_path / "content/inbox", {"export.zip": archive})
    results = run(tmp_path, tmp_path / "content/inbox")
    imported = [result for result in results if result.status == "imported"]
    assert [len(media_of(result)) for result in imported] == [2, 1]
    page, post = "content/inbox/export.zip!/2019/page.html", "content/inbox/export.zip!/z.md"
    assert reasons(results)["content/inbox/export.zip!/2019/keeper.jpg"] == f"asset-of {page}"
    assert reasons(results)["content/inbox/export.zip!/2019/page_files/style.css"] == f"asset-of {page}"
    assert reasons(results)["content/inbox/export.zip!/keeper.png"] in (f"asset-of {page}", f"asset-of {post}")
    again = run(tmp_path, put(tmp_path / "again", {"export.zip": archive}))
    assert {reason and reason.partition(" ")[0] for reason in reasons(again).values()} == {"asset-of", "same-bytes"}
    assert sum(name.endswith(".zip") for name in files_in(tmp_path / "content/originals")) == 1


TRICKS = {
    "upward": "../../../secret.png",
    "escaped": "..%2f..%2fsecret.png",
    "as Windows writes it": "..\\..\\secret.png",
    "from the root": "/etc/passwd",
    "a file address": "file:///etc/passwd",
    "a link": "link.png",
    "the configuration": "../../config.yaml",
}


@pytest.mark.parametrize("address", TRICKS.values(), ids=TRICKS)
def test_no_address_reaches_a_file_outside_the_folder_of_its_text(tmp_path: Path, address: str) -> None:
    inbox = put(tmp_path / "content/inbox", {"post.md": MARKDOWN.replace("keeper.png", address)})
    put(tmp_path, {"secret.png": LAMP, "content/secret.png": LAMP, "config.yaml": "title: A\n"})
    (inbox / "link.png").symlink_to(tmp_path / "secret.png")
    imported = next(result for result in run(tmp_path, inbox) if result.status == "imported")
    assert media_of(imported) == []
    assert imported.problems
    assert not (tmp_path / "content/media").exists()


def test_no_address_reaches_a_file_outside_the_folder_of_its_page(tmp_path: Path) -> None:
    tricks = "".join(f'<figure><img src="{address}"></figure>' for address in TRICKS.values())
    page = PAGE.replace("https://harbour.example/news/lighthouse", "").replace(f"<p>{MORE}", f"{tricks}<p>{MORE}")
    put(tmp_path, {"secret.png": KEEPER, "content/secret.png": KEEPER, "config.yaml": "title: A\n"})
    inbox = put(tmp_path / "content/inbox", {**SAVED, "page.html": page, "keeper.jpg": SVG})
    (inbox / "link.png").symlink_to(tmp_path / "secret.png")
    imported = next(result for result in run(tmp_path, inbox) if result.status == "imported")
    assert [caption for _, _, caption, _ in media_of(imported)] == ["The lamp by night."]
    assert list(files_in(tmp_path / "content/media").values()) == [LAMP]


def test_a_picture_with_the_name_of_another_kind_is_known_by_its_bytes(tmp_path: Path) -> None:
    text = f"# Lighthouse opens\n\n{WORDS}\n\n![a](a.png) ![b](b.jpg) ![c](c.png)\n"
    put(tmp_path / "in", {"post.md": text, "a.png": SVG, "b.jpg": LAMP, "c.png": b"<script>alert(1)</script>"})
    imported = run(tmp_path / "site", tmp_path / "in/post.md")[0]
    assert media_of(imported) == [(f"2019/{media_name(LAMP, 'b.png')}", "b", None, None)]


def test_a_medium_that_was_changed_is_never_written_over(tmp_path: Path) -> None:
    put(tmp_path / "in", {"post.md": MARKDOWN, "keeper.png": KEEPER})
    place = tmp_path / "site/content/media/2019" / media_name(KEEPER, "keeper.png")
    put(place.parent, {place.name: "changed by hand"})
    imported = run(tmp_path / "site", tmp_path / "in/post.md")[0]
    assert place.read_text() == "changed by hand"
    (medium,) = imported.front.media if imported.front else ()
    assert (tmp_path / "site/content/media" / str(medium.file)).read_bytes() == KEEPER


def test_a_scan_is_the_document_of_its_draft(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    document, written = pdfium.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(written)
    assert written.getvalue().startswith(PDF[:5])
    put(tmp_path / "content/inbox", {"lamp report.pdf": written.getvalue()})
    (result,) = run(tmp_path, tmp_path / "content/inbox")
    (medium,) = result.front.media if result.front else ()
    assert (medium.kind, medium.alt) == ("document", "lamp report.pdf")
    assert (tmp_path / "content/media" / str(medium.file)).read_bytes() == written.getvalue()


class Killed(BaseException):
    """The end of the process, at a moment of our choosing."""


STEPS = (
    (attaching, "keep_assets"),
    (importing.MediaShelves, "keep"),
    (importing.Shelves, "store"),
    (attaching, "let_go"),
    (importing, "let_parts_go"),
)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_after_a_kill_at_any_step_the_next_run_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str, moment: str
) -> None:
    whole, site = tmp_path / "whole", tmp_path / "site"
    for folder in (whole, site):
        put(folder / "content/inbox", {"page.md": MARKDOWN, "keeper.png": KEEPER, "img/a lamp.png": LAMP})
    run(whole, whole / "content/inbox")
    original: Callable[..., object] = getattr(owner, step)

    def killed(*arguments: object, **named: object) -> object:
        if moment == "after":
            original(*arguments, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killed)
        with pytest.raises(Killed):
            run(site, site / "content/inbox")
    assert (site / "content/inbox/page.md").exists(), "a text leaves after the files that belong to it"
    run(site, site / "content/inbox")
    assert files_in(site / "content") == files_in(whole / "content")


def test_the_built_site_shows_the_pictures_and_publishes_no_other_file(tmp_path: Path) -> None:
    put(tmp_path / "content/inbox", {**SAVED, "post.md": MARKDOWN.replace("opens", "is open"), "keeper.png": KEEPER})
    write_site(tmp_path, {})
    run(tmp_path, tmp_path / "content/inbox")
    assert not [problem for problem in problems_of(tmp_path) if "media" in problem]
    build_at(tmp_path)
    published = {name for name in files_in(tmp_path / "output") if not name.endswith((".html", ".xml", ".css", ".txt"))}
    pictures = {name for name in published if name.startswith("media/")}
    assert pictures == {f"media/2019/{media_name(LAMP, 'lamp.png')}", f"media/2019/{media_name(KEEPER, 'keeper.png')}"}
    page = (tmp_path / "output/2019/03/lighthouse-opens/index.html").read_text()
    assert page.count("<figure") == 2
    assert 'alt="A red lamp"' in page
    post = (tmp_path / "output/2019/03/lighthouse-is-open/index.html").read_text()
    body = post[post.index("<body") :]
    assert body.count(media_name(KEEPER, "keeper.png")) == 1, "what the text shows at its place is not shown again"


def test_a_picture_written_into_the_page_is_an_asset_and_a_mark_of_one_pixel_is_none(tmp_path: Path) -> None:
    from base64 import b64encode

    data = {size: "data:image/png;base64," + b64encode(png(size, size)).decode() for size in (1, 200)}
    page = PAGE.replace("keeper.jpg", data[200]).replace("./page_files/map.svg", data[1])
    imported = run(tmp_path / "site", put(tmp_path / "in", {"page.html": page}))[0]
    assert [caption for _, _, caption, _ in media_of(imported)] == ["The lamp by night.", "The keeper."]
    assert media_of(imported)[1][0] == f"2019/{media_name(png(200, 200), 'picture.png')}"


def test_names_that_no_file_can_have_are_no_obstacle(tmp_path: Path) -> None:
    try:
        put(tmp_path / "in", {"post.md": MARKDOWN})
        (tmp_path / "in" / os.fsdecode(b"caf\xe9.png")).write_bytes(LAMP)
    except OSError:
        return  # a file system that only takes text for names
    assert summarise(run(tmp_path / "site", tmp_path / "in"))["imported"] == 1
