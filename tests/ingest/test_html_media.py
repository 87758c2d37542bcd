"""Recordings, documents and pictures that a script would load on saved pages: which are media, with which words."""

from pathlib import Path

import pytest

from generator.ingest.beside import InFolder
from generator.ingest.formats import html
from generator.ingest.reading import Item, Reading
from tests.ingest.picture_files import JPEG, MP3, MP4, PDF, png
from tests.ingest.test_assets import MORE, WORDS, files_in, media_name, put, reasons, run
from tests.sites import build_at, write_site

LAMP = png(400, 300, 200)
HOST = "https://harbour.example"


def read(folder: Path, body: str, files: dict[str, str | bytes] | None = None, below: str = "") -> Reading:
    put(folder, files or {})
    head = f'<title>Lighthouse opens</title><link rel="canonical" href="{HOST}/news/lighthouse">'
    page = (
        f"<!DOCTYPE html><html><head>{head}</head><body><main><article><h1>Lighthouse opens</h1><p>{WORDS}</p>"
        f"{body}<p>{MORE}</p></article>{below}</main></body></html>"
    )
    return html.read(Item(name="page.html", shown="page.html", data=page.encode(), beside=InFolder(folder)))


def media(reading: Reading) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    assert {asset.file for asset in reading.assets} == {medium.file for medium in reading.front.media if medium.file}
    return [
        (medium.kind, medium.file or medium.url, medium.alt, medium.caption, medium.credit)
        for medium in reading.front.media
    ]


def warnings(reading: Reading) -> str:
    return " ".join(problem.message for problem in reading.problems)


FIGURE = (
    '<figure><video controls poster="page_files/still.jpg" aria-label="The lamp turns"><source src="{0}" '
    'type="video/mp4"><track src="lamp.vtt" kind="captions">Your browser shows no videos.</video>'
    "<figcaption>The lamp turns. Video: Ada Lovell</figcaption></figure>"
)


def test_a_video_that_was_saved_with_the_page_is_a_medium(tmp_path: Path) -> None:
    reading = read(tmp_path, FIGURE.format("page_files/lamp.mp4"), {"page_files/lamp.mp4": MP4})
    assert media(reading) == [("video", media_name(MP4, "lamp.mp4"), "The lamp turns", "The lamp turns.", "Ada Lovell")]
    assert "Your browser" not in reading.body
    assert "Ada Lovell" not in reading.body


def test_recordings_elsewhere_are_media_by_their_addresses(tmp_path: Path) -> None:
    reading = read(tmp_path, FIGURE.format("/film/lamp.mp4") + f'<audio src="{HOST}/horn.mp3"></audio>')
    assert media(reading) == [
        ("video", f"{HOST}/film/lamp.mp4", "The lamp turns", "The lamp turns.", "Ada Lovell"),
        ("audio", f"{HOST}/horn.mp3", None, None, None),
    ]
    assert warnings(reading) == ""


def test_a_sound_saved_with_the_page_is_one_whatever_its_tag(tmp_path: Path) -> None:
    reading = read(tmp_path, '<video src="horn.mp3"></video>', {"horn.mp3": MP3})
    assert media(reading) == [("audio", media_name(MP3, "horn.mp3"), None, None, None)]


def test_a_recording_that_only_a_script_can_play_is_told(tmp_path: Path) -> None:
    assert "(blob:https://harbour.example/1)" in warnings(
        read(tmp_path, FIGURE.format("blob:https://harbour.example/1"))
    )
    player = '<div class="player"><iframe src="https://www.youtube-nocookie.com/embed/x1"></iframe></div>'
    advertisement = '<iframe src="https://ads.example/9"></iframe>'
    assert warnings(read(tmp_path, player + advertisement)) == (
        "the page has a player of another site (https://www.youtube-nocookie.com/embed/x1) in its text, which is left "
        "out; name in 'media' what the release needs"
    )


PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
LAZY = {
    "by a script": f'<img src="{PIXEL}" data-src="{HOST}/lamp.jpg">',
    "in place of a stand-in": f'<img src="{HOST}/img/placeholder.gif" data-lazy-src="{HOST}/lamp.jpg">',
    "by a set": f'<img src="{PIXEL}" data-srcset="{HOST}/s.jpg 320w, {HOST}/lamp.jpg 1280w, {HOST}/m.jpg 640w">',
    "from a source": f'<picture><source srcset="{HOST}/lamp.jpg 2x, {HOST}/s.jpg 1x"><img alt=""></picture>',
    "with commas in its address": f'<img srcset="{HOST}/w_9,h_9/s.jpg 1x, {HOST}/lamp.jpg 2x">',
    "in AMP": f'<amp-img src="{HOST}/lamp.jpg" width="400"><noscript><img src="x.png"></noscript></amp-img>',
}


@pytest.mark.parametrize("picture", LAZY.values(), ids=LAZY)
def test_a_picture_is_where_the_page_would_load_it_from(tmp_path: Path, picture: str) -> None:
    assert media(read(tmp_path, f"<figure>{picture}</figure>"))[0][1] == f"{HOST}/lamp.jpg"


def test_a_picture_that_was_saved_goes_before_those_elsewhere(tmp_path: Path) -> None:
    picture = f'<img src="page_files/lamp.png" data-src="{HOST}/lamp.jpg" srcset="{HOST}/lamp.jpg 2x">'
    assert media(read(tmp_path, picture, {"page_files/lamp.png": LAMP}))[0][1] == media_name(LAMP, "lamp.png")


def test_documents_that_came_with_the_page_are_media_and_links_lead_to_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"page_files/terms.pdf": PDF, "data sheet.pdf": PDF + b"2", "other.pdf": PDF + b"3"}
    reading = read(
        tmp_path,
        '<p>The <a href="page_files/terms.pdf">terms</a> are <a href="gone.pdf">elsewhere</a> too.</p>',
        files,
        below='<ul class="downloads"><li><a href="data%20sheet.pdf">Data sheet (PDF)</a></li></ul>',
    )
    terms, sheet = media_name(PDF, "terms.pdf"), media_name(PDF + b"2", "data-sheet.pdf")
    assert media(reading) == [
        ("document", terms, None, None, None),
        ("document", sheet, None, "Data sheet (PDF)", None),
    ]
    assert f"[terms](/media/{terms})" in reading.body
    assert f"[elsewhere]({HOST}/news/gone.pdf)" in reading.body


LINKING = (
    f"<html><body><article><h1>Lighthouse opens</h1><p>{WORDS}</p>"
    f'<p>{MORE} <a href="{{0}}">Terms</a></p></article></body></html>'
)


@pytest.mark.parametrize("name", ["a.pdf", "z.pdf"])
def test_a_linked_document_is_attached_whatever_its_name_and_a_source_of_its_own(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path, {"content/inbox/page.html": LINKING.format(name)})
    put(site / "content/inbox", {name: (Path(__file__).parent / "documents/cairo.pdf").read_bytes()})
    results = {result.source.rpartition("/")[2]: result for result in run(site, site / "content/inbox")}
    assert {result.status for result in results.values()} == {"imported"}
    assert not files_in(site / "content/inbox")
    front = results["page.html"].front
    assert front
    (medium,) = front.media
    assert medium.kind == "document"
    assert f"[Terms](/media/{medium.file})" in (results["page.html"].body or "")
    assert reasons(run(site, *(site / "content/originals").rglob("*page.html"))) != {}
    build_at(site)
    assert (site / "output/media" / (medium.file or "")).is_file()


def test_a_linked_document_that_cannot_be_read_stays_where_it_was(tmp_path: Path) -> None:
    page = (
        f'<html><body><article><h1>Lighthouse opens</h1><p>{WORDS}</p><p>{MORE} <a href="a.pdf">Terms</a></p></article>'
    )
    inbox = put(tmp_path / "content/inbox", {"page.html": f"{page}</body></html>", "a.pdf": PDF, "b.txt": WORDS})
    results = {result.source.rpartition("/")[2]: result.status for result in run(tmp_path, inbox)}
    assert results == {"page.html": "imported", "a.pdf": "failed", "b.txt": "imported"}
    assert list(files_in(inbox)) == ["a.pdf"]


def test_a_still_of_a_video_is_no_picture_of_its_own(tmp_path: Path) -> None:
    figure = f'<figure><video src="{HOST}/lamp.mp4"></video><img src="still.jpg" alt="Play"></figure>'
    assert [kind for kind, *_ in media(read(tmp_path, figure, {"still.jpg": JPEG}))] == ["video"]


HERO = f'<figure><img src="{HOST}/lamp.jpg" alt="A lamp"><figcaption>The lamp. Photo: Ada Lovell</figcaption></figure>'
TEXT = f"<p>{WORDS}</p><p>{MORE}</p>"
HEADLINE = "<h1>Lighthouse opens</h1>"
ABOVE = {
    "above headline and text": f"<article>{HERO}{HEADLINE}<div>{TEXT}</div></article>",
    "above headline, in the element of the text": f"<article>{HERO}{HEADLINE}{TEXT}</article>",
    "between headline and text": f"<article><header>{HEADLINE}</header>{HERO}<div>{TEXT}</div></article>",
    "above, and in the text once more": f"<article>{HERO}{HEADLINE}{TEXT}<img src='{HOST}/lamp.jpg'></article>",
}


@pytest.mark.parametrize("body", ABOVE.values(), ids=ABOVE)
def test_the_picture_above_a_text_is_its_own(body: str) -> None:
    page = f"<!DOCTYPE html><html><head><title>Lighthouse opens</title></head><body><main>{body}</main></body></html>"
    reading = html.read(Item(name="page.html", shown="page.html", data=page.encode()))
    assert media(reading) == [("image", f"{HOST}/lamp.jpg", "A lamp", "The lamp.", "Ada Lovell")]
    assert "The lamp" not in reading.body


def test_faces_and_pictures_of_the_site_above_a_text_are_not(tmp_path: Path) -> None:
    face = f'<div class="byline"><img src="{HOST}/ada.jpg" alt="Ada"> by Ada</div>'
    coast = f"<header><figure><img src='{HOST}/coast.jpg'></figure></header>"
    page = f"{coast}<article>{HEADLINE}{face}<div>{TEXT}</div></article>"
    head = "<!DOCTYPE html><html><head><title>Lighthouse opens</title></head><body>"
    reading = html.read(Item(name="page.html", shown="page.html", data=f"{head}{page}</body></html>".encode()))
    assert media(reading) == []
