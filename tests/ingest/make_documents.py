"""The story in every format that import reads: the text formats made here, the others by the programs that write them.

`python -m tests.ingest.make_documents` writes those of LibreOffice and Cairo anew, into `documents/` beside this file.
"""

import csv
import io
import json
import mailbox
import tempfile
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from tests.ingest import story
from tests.ingest.compound_file import write_message
from tests.ingest.office_documents import FILTERS, picture, write_with_cairo, write_with_libreoffice
from tests.ingest.story_texts import write_html, write_markdown, write_page, write_text
from tests.ingest.story_xml import write_atom, write_newsml1, write_newsml_g2, write_nitf, write_rss, write_wordpress

DOCUMENTS = Path(__file__).with_name("documents")


def made_by_programs() -> dict[str, bytes]:
    """Return the files of LibreOffice and Cairo, made now."""
    written = write_with_libreoffice(list(FILTERS))
    return {**{f"libreoffice.{suffix}": data for suffix, data in written.items()}, "cairo.pdf": write_with_cairo()}


def made_as_text() -> dict[str, bytes]:
    """Return the files of all other formats by their names."""
    files: dict[str, str | bytes] = {
        "story.txt": write_text(),
        "story.html": write_page(),
        "story.mht": _mht(),
        "story.eml": mail().as_bytes(),
        "story.msg": _msg(),
        "story.mbox": _mbox(),
        "story.zip": _zip(),
        "story.rss": write_rss(),
        "story.atom": write_atom(),
        "feed.json": json.dumps(_json_feed(), ensure_ascii=False),
        "wordpress.xml": write_wordpress(),
        "ninjs-1.json": json.dumps(_ninjs_1()),
        "ninjs-2.json": json.dumps(_ninjs_2(), ensure_ascii=False),
        "ninjs-3.json": json.dumps(_ninjs_3(), ensure_ascii=False, indent=2),
        "newsml-g2.xml": write_newsml_g2(),
        "newsml-1.xml": write_newsml1(),
        "nitf.xml": write_nitf(),
        "story.csv": _csv(),
        "story.jsonl": json.dumps(_row() | {"Keywords": "tides"}, ensure_ascii=False) + "\n",
        "2025-03-04-jekyll.md": _front("---", f'layout: post\ntitle: "{story.TITLE}"\ncategories: [news]'),
        "hugo.md": _front("+++", f'title = "{story.TITLE}"\ndate = 2025-03-04T08:00:00-04:00\ndraft = false'),
        "eleventy.md": _front("---", f"title: {story.TITLE}\ndate: {story.DATE}\ntags:\n  - news\n  - tides"),
        "pelican.md": f"Title: {story.TITLE}\nDate: {story.DATE} 08:00\nSlug: tide-archive\n\n{write_markdown()}",
    }
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}


def _front(fence: str, lines: str) -> str:
    return f"{fence}\n{lines}\n{fence}\n\n{write_markdown()}"


def mail() -> EmailMessage:
    """Return the release as a press office mails it: two forms of the text, a logo in it, the PDF attached."""
    message = EmailMessage()
    message["From"] = f"Denise Halloran <{story.EMAIL}>"
    message["To"] = "Press list <undisclosed@saltmere.example>"
    message["Date"] = "Tue, 04 Mar 2025 08:00:00 -0400"
    message["Message-ID"] = "<tides.1@saltmere.example>"
    message["Subject"] = story.TITLE
    message.set_content(write_text())
    page = (
        f'<html><body><h1>{story.TITLE}</h1><h2>{story.SUBTITLE}</h2>{write_html()}<img src="cid:logo"></body></html>'
    )
    message.add_alternative(page, subtype="html")
    message.get_payload()[1].add_related(picture(), "image", "png", cid="<logo>")  # type: ignore[index, union-attr]
    pdf = DOCUMENTS / "cairo.pdf"
    message.add_attachment(pdf.read_bytes(), maintype="application", subtype="pdf", filename="tide-archive.pdf")
    return message


def _mht() -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://saltmere.example/news/tide-archive?lang=en"
    message["Subject"] = story.TITLE
    message["Date"] = "Wed, 12 Mar 2025 10:00:00 -0000"
    message.set_content(write_page(), subtype="html", cte="quoted-printable")
    message.add_related(picture(), "image", "png")
    return message.as_bytes()


def _msg() -> bytes:
    return write_message(
        {
            0x001A: "IPM.Note",
            0x0037: story.TITLE,
            0x0039: datetime(2025, 3, 4, 12, tzinfo=UTC),
            0x0C1A: "Denise Halloran",
            0x1000: write_text().replace("\n", "\r\n"),
            0x3FDE: 65001,
            0x1013: f"<html><body><h1>{story.TITLE}</h1><h2>{story.SUBTITLE}</h2>{write_html()}</body></html>".encode(),
        },
        [],
    )


def _mbox() -> bytes:
    other = EmailMessage()
    other["From"], other["Subject"] = story.EMAIL, "Fog signals stay on"
    other["Date"] = "Wed, 05 Mar 2025 09:00:00 -0400"
    other.set_content("HALIFAX, March 5, 2025 -- Six fog signals stay on.\n\nFrom here they can be heard at sea.\n")
    with tempfile.TemporaryDirectory() as folder:
        box = mailbox.mbox(Path(folder, "box"))
        for message in (mail(), other):
            box.add(message)
        box.close()
        return Path(folder, "box").read_bytes()


def _zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2025/März/story.txt", write_text().replace("\n", "\r\n"))
        archive.writestr("2025/März/gauge.png", picture())
        archive.writestr("__MACOSX/._story.txt", b"\0\5\x16\7")
    return written.getvalue()


def _json_feed() -> dict[str, object]:
    entry = {
        "id": "tides-1",
        "url": "https://saltmere.example/news/tide-archive",
        "title": story.TITLE,
        "content_html": write_html(),
        "date_published": "2025-03-04T08:00:00-04:00",
    }
    return {"version": "https://jsonfeed.org/version/1.1", "title": "Saltmere Trust", "items": [entry]}


def _ninjs_1() -> dict[str, object]:
    return {
        "uri": "urn:saltmere:tides:1",
        "type": "text",
        "mimetype": "text/html",
        "headline": story.TITLE,
        "body_html": write_html(),
        "versioncreated": "2025-03-04T08:00:00-04:00",
        "pubstatus": "usable",
        "language": "en-CA",
        "located": "Halifax",
    }


def _ninjs_2() -> dict[str, object]:
    return {
        "uri": "urn:saltmere:tides:2",
        "standard": {"name": "ninjs", "version": "2.1"},
        "type": "text",
        "headlines": [{"role": "main", "value": story.TITLE}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": write_html()}],
        "versioncreated": "2025-03-04T08:00:00-04:00",
        "pubstatus": "usable",
    }


def _ninjs_3() -> dict[str, object]:
    return {
        "uri": "urn:saltmere:tides:3",
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "headlines": [{"role": "main", "value": story.TITLE}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": write_html()}],
        "versionCreated": "2025-03-04T08:00:00-04:00",
        "pubStatus": "usable",
    }


def _row() -> dict[str, str]:
    return {"Headline": story.TITLE, "Subhead": story.SUBTITLE, "Body": write_html(), "Date": story.DATE, "Lang": "en"}


def _csv() -> str:
    written = io.StringIO()
    table = csv.DictWriter(written, list(_row()), delimiter=";", lineterminator="\r\n")
    table.writeheader()
    table.writerow(_row())
    return f"\ufeff{written.getvalue()}"


if __name__ == "__main__":
    DOCUMENTS.mkdir(exist_ok=True)
    for name, data in made_by_programs().items():
        (DOCUMENTS / name).write_bytes(data)
