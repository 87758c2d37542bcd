"""Pictures in Word, OpenDocument, e-mail, .mht and beside a WordPress export: which are media, with which words."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from generator.ingest.assets import Assets
from generator.ingest.beside import InArchive, InFolder
from generator.ingest.containers import wordpress
from generator.ingest.formats import docx, eml, mht, msg, odt, rtf, wordpress_post
from generator.ingest.markdown_pictures import bring_pictures
from generator.ingest.reading import Item, Reading
from generator.model import FrontMatter
from tests.ingest import test_docx, test_msg, test_odt, test_rtf
from tests.ingest.picture_files import MP3, PDF, SVG, png
from tests.ingest.test_assets import MORE, PAGE, WORDS, media_name, put
from tests.ingest.test_eml import mail
from tests.ingest.test_wordpress import FOOT, HEAD, post
from tests.packing import zipped

LAMP, KEEPER, LOGO = png(400, 300, 200), png(300, 300, 90), png(120, 40, 10)
Shown = list[tuple[str | None, str | None, str | None, str | None]]


def shown(reading: Reading) -> Shown:
    assert {asset.file for asset in reading.assets} == {medium.file for medium in reading.front.media if medium.file}
    return [(medium.file or medium.url, medium.alt, medium.caption, medium.credit) for medium in reading.front.media]


def warnings(reading: Reading) -> str:
    return " ".join(problem.message for problem in reading.problems)


def drawn(relation: str, alt: str = "", crop: str = "", hidden: str = "0") -> str:
    about = f'<wp:docPr id="1" name="Picture 1" descr="{alt}" hidden="{hidden}"/>'
    return (
        test_docx.picture(relation)
        .replace("<a:graphic>", f"{about}<a:graphic>")
        .replace("</pic:blipFill>", f"{crop}</pic:blipFill>")
    )


def word(*content: str, picture: bytes = LAMP) -> Reading:
    styles = test_docx.STYLES.replace(
        "</w:styles>", '<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/></w:style></w:styles>'
    )
    parts: dict[str, str | bytes] = {"word/media/image1.png": picture, "word/styles.xml": styles}
    data = test_docx.write_docx(test_docx.TITLE, test_docx.DATED, *content, parts=parts)
    return docx.read(Item(name="a.docx", shown="inbox/a.docx", data=data))


CAPTION = '<w:p><w:pPr><w:pStyle w:val="Bild"/></w:pPr><w:r><w:t>The lamp by night. Photo: Ada Lovell</w:t></w:r></w:p>'
EMBEDDED = 'r:embed="rId5"'


def test_a_picture_in_word_is_a_medium_with_alternative_words_and_caption() -> None:
    reading = word(
        test_docx.paragraph(drawn(EMBEDDED, "A red lamp")), CAPTION, test_docx.paragraph(test_docx.run(MORE))
    )
    assert shown(reading) == [(media_name(LAMP, "A-red-lamp.png"), "A red lamp", "The lamp by night.", "Ada Lovell")]
    assert "The lamp by night" not in reading.body
    assert MORE in reading.body
    assert "asset:" not in reading.body


LEFT_IN_WORD = {
    "cropped": (drawn(EMBEDDED, crop='<a:srcRect r="12000"/>'), "1 cropped picture"),
    "hidden": (drawn(EMBEDDED, hidden="1"), "1 hidden passage"),
    "at another address": (drawn('r:link="rId8"'), "1 picture"),
    "not in the file": (drawn('r:embed="rId77"'), "1 picture"),
    "deleted": (f"<w:del>{drawn(EMBEDDED)}</w:del>", ""),
}


@pytest.mark.parametrize(("content", "told"), LEFT_IN_WORD.values(), ids=LEFT_IN_WORD)
def test_what_word_does_not_show_whole_stays_in_the_original(content: str, told: str) -> None:
    reading = word(test_docx.paragraph(content), CAPTION)
    assert shown(reading) == []
    assert told in warnings(reading)
    assert "The lamp by night." in reading.body


def test_a_crop_by_a_hair_is_none() -> None:
    assert shown(word(test_docx.paragraph(drawn(EMBEDDED, crop='<a:srcRect l="-9" t="-13" r="31" b="0"/>'))))


def test_a_drawing_in_word_that_no_browser_may_run_stays_in_the_original() -> None:
    reading = word(test_docx.paragraph(drawn(EMBEDDED, "A map")), picture=SVG)
    assert shown(reading) == []
    assert "left in the original, for it is no PNG" in warnings(reading)


def test_a_picture_in_open_document_is_a_medium_with_alternative_words_and_caption() -> None:
    frame = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A red lamp</svg:desc></draw:frame>'
    reading = test_odt.read(
        test_odt.TITLE,
        test_odt.DATED,
        f'<text:p><draw:frame><draw:text-box><text:p text:style-name="Figure">{frame}The lamp by night.</text:p>'
        f"</draw:text-box></draw:frame></text:p><text:p>{MORE}</text:p>",
        parts={"Pictures/1.png": LAMP},
    )
    assert shown(reading) == [(media_name(LAMP, "A-red-lamp.png"), "A red lamp", "The lamp by night.", None)]
    assert "The lamp by night" not in reading.body
    assert odt.recognises(test_odt.item(test_odt.write_odt(test_odt.TITLE)))


def rich(*content: str | bytes) -> Reading:
    head = test_rtf.HEAD.replace("Title;}", r"Title;}{\s16 caption;}") + test_rtf.TITLE + test_rtf.DATED
    parts = (part if isinstance(part, bytes) else part.encode("cp1252") for part in (head, *content, "}"))
    return rtf.read(test_rtf.item(b"".join(parts)))


SAID = r"{\*\picprop{\sp{\sn wzDescription}{\sv A red lamp}}}"
INLINE = rf"{{\*\shppict{{\pict{SAID}\picw400\pich300\pngblip " + LAMP.hex("\n", 64) + "}}"
OLDER = r"{\nonshppict{\pict\wmetafile8 0100090000}}"
RICH_CAPTION = r"\pard\plain\s16 The lamp by night. Photo: Ada Lovell\par\pard\plain "


def test_a_picture_in_rich_text_is_a_medium_with_alternative_words_and_caption() -> None:
    reading = rich(r"\pard\plain ", INLINE, OLDER, r"\par", RICH_CAPTION, MORE, r"\par")
    assert shown(reading) == [(media_name(LAMP, "A-red-lamp.png"), "A red lamp", "The lamp by night.", "Ada Lovell")]
    assert reading.assets[0].data == LAMP
    assert "The lamp by night" not in reading.body
    assert MORE in reading.body
    assert "original" not in warnings(reading)


def test_a_picture_in_rich_text_may_be_bytes_and_may_float_in_a_shape() -> None:
    shape = (
        r"{\shp{\*\shpinst\shpleft10{\sp{\sn shapeType}{\sv 75}}{\sp{\sn pib}{\sv {\pict\pngblip" + rf"\bin{len(LAMP)} "
    )
    ended = r"}}}{\sp{\sn wzDescription}{\sv A red lamp}}}{\shprslt{\pict\wmetafile8 0100}}}"
    reading = rich(rf"\pard\plain {MORE} ", shape, LAMP, ended, r"It is lit.\par")
    assert shown(reading) == [(media_name(LAMP, "A-red-lamp.png"), "A red lamp", None, None)]
    assert f"{MORE} It is lit." in reading.body


LEFT_IN_RICH_TEXT = {
    "cropped": (INLINE.replace(r"\pngblip", r"\piccropr900\pngblip"), "1 cropped picture"),
    "drawn by Windows": (INLINE.replace(r"\pngblip", r"\emfblip"), "1 picture"),
    "hidden": (rf"{{\v {INLINE}}}", ""),
    "deleted": (rf"{{\deleted {INLINE}}}", ""),
    "in a shape that is hidden": (
        r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\pngblip " + LAMP.hex() + r"}}}{\sp{\sn fHidden}{\sv 1}}}}",
        "1 hidden passage",
    ),
    "cut off by its shape": (
        r"{\shp{\*\shpinst{\sp{\sn cropFromTop}{\sv 9000}}{\sp{\sn pib}{\sv {\pict\pngblip " + LAMP.hex() + r"}}}}}",
        "1 cropped picture",
    ),
}


@pytest.mark.parametrize(("content", "told"), LEFT_IN_RICH_TEXT.values(), ids=LEFT_IN_RICH_TEXT)
def test_what_rich_text_does_not_show_whole_stays_in_the_original(content: str, told: str) -> None:
    reading = rich(r"\pard\plain ", content, r"\par", RICH_CAPTION)
    assert shown(reading) == []
    assert told in warnings(reading)
    assert "The lamp by night." in reading.body


def rich_mail(picture: str, *, below: str = MORE, **pictures: bytes) -> EmailMessage:
    lead = WORDS.partition(" -- ")[2]
    message = mail(f"{lead}\n\n{MORE}\n", f"<html><body><h1>Lighthouse opens</h1><p>{lead}</p>{picture}<p>{below}</p>")
    for name, data in pictures.items():
        message.get_payload()[1].add_related(data, "image", "png", cid=f"<{name}@1>", filename=f"{name}.png")  # type: ignore[index, union-attr]
    return message


def read_mail(message: EmailMessage) -> Reading:
    return eml.read(Item(name="a.eml", shown="in/a.eml", data=message.as_bytes()))


IMAGE = '<p><img src="cid:lamp@1" alt="A red lamp"></p>'


def test_a_picture_inside_an_e_mail_is_a_medium() -> None:
    reading = read_mail(rich_mail(IMAGE, lamp=LAMP))
    assert shown(reading) == [(media_name(LAMP, "lamp.png"), "A red lamp", None, None)]
    assert "lamp@1" not in reading.body


SIGNATURES = {
    "a small one": rich_mail('<p><img src="cid:logo@1"></p>', logo=LOGO),
    "one shown small": rich_mail('<p><img width="60" height="45" src="cid:lamp@1"></p>', lamp=LAMP),
    "one that is called a logo": rich_mail('<p><img src="cid:lamp@1" alt="Company logo"></p>', lamp=LAMP),
    "one below the last words": rich_mail(
        '<p>Kind regards</p><img src="cid:face@1">', below="Jo Doe", face=png(200, 200)
    ),
    "one that the text does not show": rich_mail('<p><img src="cid:other@1"></p>', logo=LOGO),
}


@pytest.mark.parametrize("message", SIGNATURES.values(), ids=SIGNATURES)
def test_the_pictures_of_a_signature_stay_in_the_original(message: EmailMessage) -> None:
    reading = read_mail(message)
    assert shown(reading) == []
    assert "pictures inside the e-mail are left out (1)" in warnings(reading)


def test_pictures_and_recordings_attached_to_an_e_mail_are_media() -> None:
    message = mail(WORDS)
    message.add_attachment(KEEPER, maintype="image", subtype="png", filename="the keeper.png")
    message.add_attachment(MP3, maintype="audio", subtype="mpeg", filename="horn.mp3")
    message.add_attachment(SVG, maintype="image", subtype="svg+xml", filename="map.svg")
    reading = read_mail(message)
    assert [name for name, *_ in shown(reading)] == [media_name(KEEPER, "the-keeper.png"), media_name(MP3, "horn.mp3")]
    assert [medium.kind for medium in reading.front.media] == ["image", "audio"]
    assert "(map.svg)" in warnings(reading)


def test_a_picture_attached_to_an_outlook_message_is_a_medium() -> None:
    attachments = [{0x3701: KEEPER, 0x3705: 1, 0x3707: "keeper.png", 0x370E: "image/png"}]
    reading = msg.read(test_msg.item(test_msg.MESSAGE, attachments))  # type: ignore[arg-type]
    assert shown(reading) == [(media_name(KEEPER, "keeper.png"), None, None, None)]


@pytest.mark.parametrize("by", ["where it came from", "its Content-ID"])
def test_a_picture_in_a_saved_mht_is_a_medium(by: str) -> None:
    address = "https://harbour.example/i/lamp.png" if by == "where it came from" else "cid:lamp@1"
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://harbour.example/news/lighthouse"
    message.set_content(PAGE.replace("./page_files/l%C3%A4mp.png", address).replace("srcset", "data-x"), subtype="html")
    message.add_related(
        LAMP, "image", "png", cid="<lamp@1>", headers=["Content-Location: https://harbour.example/i/lamp.png"]
    )
    reading = mht.read(Item(name="page.mht", shown="page.mht", data=message.as_bytes()))
    assert shown(reading)[0] == (media_name(LAMP, "lamp.png"), "A red lamp", "The lamp by night.", "Ada Lovell")


def test_uploads_in_one_archive_with_a_wordpress_export_are_media(tmp_path: Path) -> None:
    address = "https://saltmere.example/wp-content/uploads/2020/05/lamp.png"
    content = f'SALTMERE, May 14, 2020 -- {MORE}\n\n<img src="{address}" alt="A red lamp" />\n\n{WORDS}'
    export = HEAD.format(v="1.2") + post(content=content) + FOOT
    put(tmp_path, {"a.zip": zipped({"export.xml": export.encode(), "wp-content/uploads/2020/05/lamp.png": LAMP})})
    with zipfile.ZipFile(tmp_path / "a.zip") as archive, archive.open("export.xml") as opened:
        (item,) = wordpress.open_items(opened, "export.xml", "in/a.zip!/export.xml")  # type: ignore[arg-type]
    beside = InArchive(tmp_path / "a.zip")
    reading = wordpress_post.read(
        Item(name=item.name, shown=item.shown, data=item.data, format=item.format, beside=beside)
    )
    assert shown(reading) == [(media_name(LAMP, "lamp.png"), "A red lamp", None, None)]
    assert f"![A red lamp](/media/{media_name(LAMP, 'lamp.png')})" in reading.body


IN_MARKDOWN = {
    "a picture": ("![a](lamp.png)", "![a](/media/LAMP)"),
    "a title": ('![a](lamp.png "The lamp")', '![a](/media/LAMP "The lamp")'),
    "an address in angles": ("![a](<the lamp.png>)", "![a](/media/THE)"),
    "an escaped blank": ("![a](the%20lamp.png)", "![a](/media/THE)"),
    "brackets in the words": ("![a [b] c](lamp.png)", "![a [b] c](/media/LAMP)"),
    "within a link": ("[![a](lamp.png)](https://a.example)", "[![a](/media/LAMP)](https://a.example)"),
    "a definition": ("![a][lamp]\n\n[lamp]: lamp.png", "![a][lamp]\n\n[lamp]: /media/LAMP"),
    "HTML": ('<img alt="a" src="lamp.png">', '<img alt="a" src="/media/LAMP">'),
    "code": ("`![a](lamp.png)`", None),
    "a block of code": ("```\n![a](lamp.png)\n```", None),
    "a picture elsewhere": ("![a](https://a.example/lamp.png)", None),
    "a picture of the site": ("![a](/media/2019/lamp.png)", None),
    "a picture that is not there": ("![a](gone.png)", None),
    "a link": ("[a](lamp.png)", None),
}


@pytest.mark.parametrize(("body", "written"), IN_MARKDOWN.values(), ids=IN_MARKDOWN)
def test_markdown_names_its_pictures_where_they_are_now(tmp_path: Path, body: str, written: str | None) -> None:
    put(tmp_path, {"a.zip": zipped({"lamp.png": LAMP, "the lamp.png": LAMP})})
    item = Item(name="a.md", shown="in/a.md", data=b"", beside=InArchive(tmp_path / "a.zip"))
    reading = bring_pictures(Reading(front=FrontMatter(title="A"), body=f"{body}\n\n{body} {body}"), Assets(item))
    names = {"LAMP": media_name(LAMP, "lamp.png"), "THE": media_name(LAMP, "the-lamp.png")}
    expected = body if written is None else written
    for name, file in names.items():
        expected = expected.replace(name, file)
    assert reading.body.startswith(f"{expected}\n\n")
    assert bool(reading.problems) == ("gone" in body)


def test_markdown_of_endless_brackets_takes_no_endless_time(tmp_path: Path) -> None:
    item = Item(name="a.md", shown="in/a.md", data=b"")
    for part in ("![", "![a](", "![a](<", "<img ", "`", "[a]: ", "![a[", "(" * 50):
        body = "![" + part * 40_000
        assert bring_pictures(Reading(front=FrontMatter(title="A"), body=body), Assets(item)).body == body
    assert not list(tmp_path.iterdir())


LINKS = {
    "in the text": ('See [the terms](files/a%20b.pdf "Terms").', 'See [the terms](/media/{} "Terms").'),
    "in brackets": ("See [the [new] terms](<files/a b.pdf>).", "See [the [new] terms](/media/{})."),
    "by reference": ("See [the terms][1].\n\n[1]: files/a%20b.pdf", "See [the terms][1].\n\n[1]: /media/{}"),
    "not there": ("See [the terms](files/c.pdf).", None),
    "elsewhere": ("See [the terms](https://harbour.example/c.pdf).", None),
    "in code": ("See `[the terms](files/a%20b.pdf)`.", None),
}


@pytest.mark.parametrize(("body", "written"), LINKS.values(), ids=LINKS)
def test_markdown_leads_to_documents_where_they_are_now(tmp_path: Path, body: str, written: str | None) -> None:
    put(tmp_path, {"files/a b.pdf": PDF})
    item = Item(name="a.md", shown="inbox/a.md", data=b"", beside=InFolder(tmp_path))
    reading = bring_pictures(Reading(front=FrontMatter(title="A"), body=body), Assets(item))
    file = media_name(PDF, "a-b.pdf")
    assert reading.body == (written or body).replace("{}", file)
    assert [medium.file for medium in reading.front.media if medium.kind == "document"] == ([file] if written else [])
    assert ("not where the release shows it" in warnings(reading)) == (body == LINKS["not there"][0])
