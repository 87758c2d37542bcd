"""The story as feeds, a WordPress export and the XML of agencies."""

from html import escape

from tests.ingest import story
from tests.ingest.story_texts import write_html

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PAGE = "https://saltmere.example/news/tide-archive"


def write_rss() -> str:
    """Return an RSS 2.0 feed with the whole text of the release."""
    return f"""{_HEAD}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Saltmere Trust</title>
<link>https://saltmere.example/</link><description>News of working coasts</description><item>
<title>{story.TITLE}</title><link>{_PAGE}</link><guid isPermaLink="false">tides-1</guid>
<pubDate>Tue, 04 Mar 2025 08:00:00 -0400</pubDate><category>Tides</category>
<description>{escape(story.SUBTITLE)}</description>
<content:encoded><![CDATA[{write_html()}]]></content:encoded></item></channel></rss>
"""


def write_atom() -> str:
    """Return an Atom feed whose entry is XHTML."""
    return f"""{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Saltmere Trust</title>
<id>urn:saltmere:feed</id><updated>2025-03-05T00:00:00Z</updated><entry><title type="text">{story.TITLE}</title>
<id>urn:saltmere:tides-1</id><link rel="alternate" href="{_PAGE}"/><published>2025-03-04T08:00:00-04:00</published>
<updated>2025-03-05T00:00:00Z</updated><author><name>Denise Halloran</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{write_html(xml=True)}</div></content></entry></feed>
"""


def write_wordpress() -> str:
    """Return an export of WordPress with a post, a draft and a page of navigation."""
    fields = {
        "post_date": "2025-03-04 08:00:00",
        "post_date_gmt": "2025-03-04 12:00:00",
        "post_name": "tide-archive",
        "status": "publish",
        "post_type": "post",
    }
    blocks = f"<!-- wp:paragraph -->\n{write_html()}\n<!-- /wp:paragraph -->"

    def item(number: int, title: str, content: str, **changes: str) -> str:
        values = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in (fields | changes).items())
        return (
            f"<item><title><![CDATA[{title}]]></title><link>{_PAGE}-{number}/</link><wp:post_id>{number}</wp:post_id>"
            f"<content:encoded><![CDATA[{content}]]></content:encoded>{values}"
            '<category domain="category" nicename="tides"><![CDATA[Tides]]></category></item>'
        )

    draft = item(8, "A draft", "<p>Not finished.</p>", status="draft", post_name="draft")
    menu = item(9, "Home", "", post_type="nav_menu_item", post_name="home")
    return f"""{_HEAD}<!-- generator="WordPress/6.4" created="2025-03-12 10:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Saltmere Trust</title><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>denise
</wp:author_login></wp:author>
{item(7, story.TITLE, blocks)}{draft}{menu}</channel></rss>
"""


def write_newsml_g2() -> str:
    """Return a message of NewsML-G2 with one item."""
    return f"""{_HEAD}<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-03-04T12:00:00Z</sent>
</header><itemSet><newsItem guid="urn:saltmere:tides" version="1" xml:lang="en-CA" standard="NewsML-G2"
 standardversion="2.30"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2025-03-04T08:00:00-04:00
</versionCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta><located><name>Halifax</name></located>
<headline>{story.TITLE}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html
 xmlns="http://www.w3.org/1999/xhtml"><head><title>tides</title></head><body>{write_html(xml=True)}</body></html>
</inlineXML></contentSet></newsItem></itemSet></newsMessage>
"""


def write_newsml1() -> str:
    """Return a message of NewsML 1.2 as Business Wire sends it, with the DTD it names and nobody loads."""
    return f"""{_HEAD}<!DOCTYPE NewsML SYSTEM "http://www.iptc.example/NewsML_1.2.dtd">
<NewsML><NewsEnvelope><DateAndTime>20250304T120000+0000</DateAndTime></NewsEnvelope><NewsItem><Identification>
<NewsIdentifier><PublicIdentifier>urn:newsml:saltmere.example:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20250304T120000+0000</FirstCreated><ThisRevisionCreated>20250304T120000+0000
</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>{story.TITLE}
</HeadLine><SubHeadLine>{story.SUBTITLE}</SubHeadLine></NewsLines><DescriptiveMetadata><Language FormalName="en"/>
</DescriptiveMetadata><ContentItem><DataContent><![CDATA[{write_html()}]]></DataContent></ContentItem></NewsComponent>
</NewsItem></NewsML>
"""


def write_nitf() -> str:
    """Return the release as NITF."""
    return f"""{_HEAD}<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf><head><title>tides</title><docdata management-status="usable"><date.issue norm="20250304T080000-0400"/></docdata>
</head><body><body.head><hedline><hl1>{story.TITLE}</hl1><hl2>{story.SUBTITLE}</hl2></hedline></body.head>
<body.content>{write_html(xml=True).replace("<h2>", "<hl2>").replace("</h2>", "</hl2>")}</body.content></body></nitf>
"""
