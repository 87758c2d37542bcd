"""Feeds saved as files: each entry becomes a release of what the feed states and what its text says."""

import io
import json

import pytest

from generator.ingest.containers import feeds
from generator.ingest.formats import feed_entry
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Saltmere Trust</title><link>https://saltmere.example/</link>
<item>
  <title>Lighthouse &amp; harbour reopen</title>
  <link>https://saltmere.example/news/?p=7</link>
  <guid isPermaLink="false">urn:7</guid>
  <pubDate>Thu, 14 May 2020 10:00:00 +0100</pubDate>
  <dc:creator>j.doe@saltmere.example</dc:creator>
  <category>Harbour</category><category>harbour</category><category>Uncategorized</category>
  <description>The light is back.</description>
  <content:encoded><![CDATA[<p>The lighthouse of Saltmere <strong>reopened</strong> today.</p>
  <ul><li>One</li><li>Two</li></ul>
  <script>alert(1)</script>]]></content:encoded>
  <enclosure url="https://saltmere.example/a.pdf" type="application/pdf" length="1"/>
  <media:content url="https://saltmere.example/a.jpg" medium="image"><media:title>The light</media:title>
  <media:credit>Ann Lee</media:credit></media:content>
</item>
<item><title>Second</title><guid>https://saltmere.example/2</guid><pubDate>soon</pubDate>
<description>Only the beginning of the text of it …</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://saltmere.example/" xml:lang="de">
<entry><title type="text">Less &lt; than</title><link href="/neu/1"/>
<link rel="enclosure" type="audio/mpeg" href="a.mp3"/>
<id>urn:1</id><published>2011-09-14T09:30:00.123+02:00</published><updated>2011-09-20T00:00:00Z</updated>
<category term="x" label="Hafen"/><summary>Kurz gesagt.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Der Leuchtturm ist <em>wieder</em> offen.</p></div></content>
</entry>
<entry><title>No day of its own</title><updated>2012-01-02T03:04:05Z</updated>
<content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>
</entry></feed>
"""
RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>Old</title></channel>
<item rdf:about="https://x.example/1"><title>An old title</title><link>https://x.example/1</link>
<dc:date>2003-04</dc:date><dc:subject>Tides</dc:subject>
<description>The words of an old entry.</description></item></rdf:RDF>
"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [
        {
            "id": "1",
            "url": "https://saltmere.example/1",
            "title": "AT&T <and> us",
            "content_text": "The words are plain & simple.",
            "date_published": "2020-05-14T10:00:00+01:00",
            "tags": ["Harbour", 3],
            "attachments": [{"url": "https://saltmere.example/a.mp4", "mime_type": "video/mp4"}, "none"],
        }
    ],
}


def opened(text: str | bytes) -> list[Item]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(feeds.open_items(io.BytesIO(data), "feed.xml", "in/feed.xml"))


def read(text: str | bytes, number: int = 1) -> Reading:
    return feed_entry.read(opened(text)[number - 1])


def test_an_entry_of_rss_keeps_what_it_states() -> None:
    reading = read(RSS)
    front = reading.front
    assert front.title == "Lighthouse & harbour reopen"
    assert str(front.date) == "2020-05-14T10:00+01:00"
    assert front.source_url == "https://saltmere.example/news/?p=7"
    assert front.aliases == ("https://saltmere.example/news/?p=7",)
    assert front.tags == ("Harbour",)
    assert front.summary == "The light is back."
    assert [(medium.url, medium.kind, medium.caption, medium.credit) for medium in front.media] == [
        ("https://saltmere.example/a.pdf", "document", None, None),
        ("https://saltmere.example/a.jpg", "image", "The light", "Ann Lee"),
    ]
    assert not {"title", "date", "tags"} & set(reading.inferred)
    assert reading.body == "The lighthouse of Saltmere **reopened** today.\n\n- One\n- Two"
    assert "j.doe" not in repr(reading)


def test_an_entry_that_holds_only_a_beginning_is_warned_about() -> None:
    reading = read(RSS, 2)
    assert reading.front.source_url == "https://saltmere.example/2"
    assert reading.front.date is None
    assert [problem.message for problem in reading.problems] == [
        "the date 'soon' (published) cannot be read; write it into the release's front matter",
        "the feed holds only the beginning of the text; import the page itself to have all of it",
    ]


def test_an_entry_of_atom_knows_the_base_and_language_of_its_feed() -> None:
    reading = read(ATOM)
    front = reading.front
    assert front.title == "Less < than"
    assert str(front.date) == "2011-09-14T09:30+02:00"
    assert str(front.updated) == "2011-09-20T00:00Z"
    assert front.language == "de"
    assert front.source_url == "https://saltmere.example/neu/1"
    assert front.media[0].url == "https://saltmere.example/a.mp3"
    assert front.tags == ("Hafen",)
    assert reading.body == "Der Leuchtturm ist *wieder* offen."


def test_the_day_of_the_last_change_is_an_inferred_date() -> None:
    reading = read(ATOM, 2)
    assert str(reading.front.date) == "2012-01-02T03:04:05Z"
    assert "date" in reading.inferred
    assert reading.front.updated is None


def test_rss_1_has_namespaces_for_everything() -> None:
    front = read(RSS_1).front
    assert (front.title, str(front.date), front.tags) == ("An old title", "2003-04", ("Tides",))


def test_a_json_feed_is_read_the_same_way() -> None:
    reading = read(json.dumps(JSON_FEED))
    front = reading.front
    assert front.title == "AT&T <and> us"
    assert (str(front.date), front.tags, front.media[0].kind) == ("2020-05-14T10:00+01:00", ("Harbour",), "video")
    assert "plain" in reading.body


def test_the_bytes_of_an_entry_do_not_depend_on_its_neighbours() -> None:
    alone = RSS.replace(RSS[RSS.index("<item><title>Second") : RSS.index("</channel>")], "")
    assert opened(alone)[0].data == opened(RSS)[0].data
    assert [item.item for item in opened(RSS)] == ["#1", "#2"]


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "shift_jis", "iso-8859-5"])
def test_feeds_are_read_in_the_encoding_they_name(encoding: str) -> None:
    text = RSS.replace("UTF-8", encoding).replace("Second", "Море").replace("…", "...")
    assert read(text.encode(encoding), 2).front.title == "Море"


HOSTILE = {
    "a DTD": (RSS.replace("<rss ", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss "), "the XML has a DTD (<!DOCTYPE rss …>)"),
    "an external entity": (
        RSS.replace("<rss ", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss ').replace("Second", "&x;"),
        "which is not read; remove it and import again",
    ),
    "a billion laughs": (
        '<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><rss a="&c;">&c;</rss>',
        "the XML has a DTD",
    ),
    "an unknown entity": (RSS.replace("Second", "&unheard;"), "the XML is damaged (undefined entity"),
    "the end missing": (RSS[:-60], "the XML is damaged (it ends too early"),
    "another encoding": (RSS.encode().replace(b"Second", b"Caf\xe9 ol\xe9"), "says that it is UTF-8, but about byte"),
    "an unknown encoding": (RSS.replace("UTF-8", "x-mystery"), "'x-mystery', which is no encoding known here"),
    "an encoding that is none": (RSS.replace("UTF-8", "base64"), "'base64', which is no encoding known here"),
    "no entries": ("<rss><channel/></rss>", "the feed holds no entries"),
    "nothing": ("", "the XML is damaged (it ends too early"),
    "too deep": ("<rss>" + "<a>" * 500, "nested more than 200 elements deep"),
    "JSON that ends": (json.dumps(JSON_FEED)[:-9], "the JSON of the feed is damaged"),
    "JSON too deep": ('{"items":' + "[" * 100_000, "the JSON of the feed is damaged"),
    "JSON without entries": ('{"items": 3}', "the feed holds no entries"),
}


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_or_hostile_feed_is_refused(data: str | bytes, message: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        opened(data)
    assert message in str(refused.value)


def test_entries_before_the_damage_are_good() -> None:
    filler = "<item><title>More</title><description>words </description></item>" * 3000
    items = feeds.open_items(io.BytesIO(RSS.replace("</channel></rss>", filler).encode()), "feed.xml", "feed.xml")
    assert next(items).item == "#1"
    with pytest.raises(ImportRefused):
        list(items)


def test_control_characters_become_blanks() -> None:
    assert read(RSS.replace("Second", "Sec\x0bond"), 2).front.title == "Sec ond"


def test_a_line_of_ten_megabytes_is_one_entry() -> None:
    assert len(opened(RSS.replace("Only the beginning", "word " * 2_000_000))) == 2


@pytest.mark.parametrize(
    ("text", "is_feed"),
    [
        (RSS, True),
        (ATOM, True),
        (RSS_1, True),
        ("<!-- a <feed> of <rss> --><!DOCTYPE rss [<!ENTITY a 'b'>]>" + RSS[39:], True),
        (json.dumps(JSON_FEED), True),
        (json.dumps(JSON_FEED).replace("/", "\\/"), True),
        (RSS.replace("<rss ", '<rss xmlns:wp="http://wordpress.org/export/1.2/" '), False),
        ("<html><body>about <rss> and feeds</body></html>", False),
        ("Plain text about <rss> feeds", False),
        ('{"items": []}', False),
        ("<feed>of cattle</feed>", False),
    ],
)
def test_a_feed_is_known_by_its_first_bytes(text: str, is_feed: bool) -> None:
    assert feeds.recognises(text.encode(), "feed.xml") is is_feed


def only(items: str, before: str = "", attributes: str = "") -> Reading:
    """Return what is read from the one entry of an RSS feed."""
    feed = f'{before}<rss version="2.0"{attributes}><channel><title>Mill</title>{items}</channel></rss>'
    (found,) = feeds.open_items(io.BytesIO(feed.encode()), "a.xml", "a.xml")
    return feed_entry.read(found)


NETSCAPE = (
    '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"\n'
    ' "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n'
)


@pytest.mark.parametrize("before", ["", NETSCAPE])
def test_named_references_of_html_are_read_whether_or_not_the_feed_names_a_dtd(before: str) -> None:
    entry = "<title>Caf&eacute;&nbsp;&mdash; open</title><description>It&rsquo;s &lt;b&gt;open&lt;/b&gt;.</description>"
    reading = only(f"<item>{entry}</item>", before)
    assert (reading.front.title, reading.body) == ("Café — open", "It’s **open**.")


def test_addresses_in_the_text_are_written_out_from_the_base_or_else_from_the_entry() -> None:
    text = "<description>&lt;a href='../b?x=1&amp;amp;y'&gt;b&lt;/a&gt; &lt;img alt='c' src=\"c.png\"&gt;</description>"
    link = "<title>A</title><link>https://mill.example/news/2021/a.html</link>"
    assert only(f"<item>{link}{text}</item>").body == (
        "[b](https://mill.example/news/b?x=1&y) ![c](https://mill.example/news/2021/c.png)"
    )
    based = only(f"<item>{link}{text}</item>", attributes=' xml:base="https://cdn.example/x/y/"')
    assert based.body == "[b](https://cdn.example/x/b?x=1&y) ![c](https://cdn.example/x/y/c.png)"


def test_the_bases_of_an_atom_feed_of_its_entry_and_of_its_content_are_put_together() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://mill.example/blog/"><entry xml:base="2021/">'
        '<title>A</title><link href="a.html"/><link rel="enclosure" href="a.png" type="image/png"/>'
        '<published>2021-03-05T10:00:00Z</published><content type="html" xml:base="texts/">'
        "&lt;p&gt;&lt;a href=&quot;b.html&quot;&gt;More&lt;/a&gt; words.&lt;/p&gt;</content></entry></feed>"
    )
    (found,) = feeds.open_items(io.BytesIO(atom.encode()), "a.xml", "a.xml")
    reading = feed_entry.read(found)
    assert reading.front.source_url == "https://mill.example/blog/2021/a.html"
    assert reading.front.media[0].url == "https://mill.example/blog/2021/a.png"
    assert reading.body == "[More](https://mill.example/blog/2021/texts/b.html) words."
    assert reading.front.summary is None


DATES = {
    "Fri, 05 Mar 2021": "2021-03-05",
    "5 March 2021": "2021-03-05",
    "March 5, 2021": "2021-03-05",
    "3/25/2021 10:00:00 AM": "2021-03-25T10:00",
    "Fri, 05 Mar 2021 10:00:00 CET": "2021-03-05T10:00+01:00",
    "Fri, 05 Mar 2021 10:00:00 EST": "2021-03-05T10:00-05:00",
    "Fri, 05 Mar 2021 10:00:00 XYZT": "2021-03-05",
    "05/03/2021 10:00": None,
    "Mon, 31 Feb 2021 10:00:00 GMT": None,
}


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_dates_are_read_as_feeds_write_them_and_never_guessed(text: str, date: str | None) -> None:
    front = only(f"<item><title>A</title><description>b</description><pubDate>{text}</pubDate></item>").front
    assert (str(front.date) if front.date else None) == date


def test_of_a_picture_in_several_sizes_the_widest_is_taken() -> None:
    sizes = "".join(
        f'<media:content medium="image" url="https://x.example/{width}.jpg" width="{width}"/>'
        for width in (90, 900, 200)
    )
    space = ' xmlns:media="http://search.yahoo.com/mrss/"'
    entry = f"<item><title>A</title><description>b</description><media:group>{sizes}</media:group></item>"
    assert [medium.url for medium in only(entry, attributes=space).front.media] == ["https://x.example/900.jpg"]
    alone = entry.replace("media:group", "media:other")
    assert len(only(alone, attributes=space).front.media) == 3


def test_the_picture_of_a_json_entry_is_a_medium() -> None:
    entry = {"id": "1", "title": "A", "content_text": "b", "image": "https://x.example/a.jpg"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [entry]}
    (found,) = feeds.open_items(io.BytesIO(json.dumps(feed).encode()), "a.json", "a.json")
    (medium,) = feed_entry.read(found).front.media
    assert (medium.url, medium.kind) == ("https://x.example/a.jpg", "image")
