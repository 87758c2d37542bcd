"""Items as agencies send them, with invented news, for the tests of their formats."""

LEAD = "The Harbour Trust opened the old lighthouse to its visitors today, after nine years of repairs by its members."

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
<nitf xml:lang="en-GB"><head><title>lighthouse</title><docdata management-status="usable">
<doc-id id-string="urn:trust:17"/><urgency ed-urg="4"/><date.issue norm="20190304T120000+0000"/>
<doc.copyright year="2019" holder="Harbour Trust"/><key-list><keyword key="lighthouses"/></key-list>
<identified-content><person>Ada Miller</person><org>Harbour Trust</org></identified-content></docdata></head>
<body><body.head><hedline><hl1>Lighthouse &mdash; open again</hl1><hl2>Nine years of repairs end</hl2></hedline>
<dateline>PORT ELLEN, Maine, March 4, 2019</dateline></body.head>
<body.content><p>{LEAD}</p><bq><block><p>It is our oldest tower.</p></block></bq>
<table><tr><th>Year</th><th>Visitors</th></tr><tr><td>2018</td><td>12</td></tr></table>
<media media-type="image"><media-reference source="https://example.org/a.jpg" alternate-text="The tower"/>
<media-caption>The tower at dusk</media-caption><media-producer>B. Clark</media-producer></media>
</body.content></body></nitf>"""

G2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:trust:g2" version="2" xml:lang="en">
<rightsInfo><copyrightHolder literal="Harbour Trust"/><usageTerms>Free to print</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/><versionCreated>2019-03-06T10:00:00Z</versionCreated>
<firstCreated>2019-03-04T10:00:00Z</firstCreated><embargoed>2019-03-05T08:00:00+01:00</embargoed>
<pubStatus qcode="stat:withheld"/></itemMeta>
<contentMeta><located><name>Port Ellen</name></located><headline role="hlrole:main">Lighthouse opens</headline>
<subject type="cpnat:abstract"><name>lighthouses</name></subject>
<subject type="cpnat:person"><name>Ada Miller</name></subject></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>
</head><body><p>{LEAD}</p><ul><li>Tower</li><li>Lantern</li></ul></body></html></inlineXML>
<remoteContent href="https://example.org/b.jpg" contenttype="image/jpeg"/></contentSet></newsItem>"""

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE NewsML SYSTEM "http://example.org/NewsML_1.2.dtd">
<NewsML><NewsEnvelope><DateAndTime>20240111T120000+0000</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><PublicIdentifier>urn:newsml:example.org:1</PublicIdentifier></NewsIdentifier>
</Identification><NewsManagement><FirstCreated>20240111T120000+0000</FirstCreated>
<ThisRevisionCreated>20240111T120500+0000</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Lighthouse opens</HeadLine><SubHeadLine>Repairs end</SubHeadLine>
<DateLine>PORT ELLEN, Maine--(BUSINESS WIRE)</DateLine><CopyrightLine>Copyright Example 2024</CopyrightLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/><Property FormalName="Ticker Symbol" Value="NYSE:HBT"/>
</DescriptiveMetadata><ContentItem><DataContent><![CDATA[<p>{LEAD}</p><p>It&nbsp;was closed.</p>]]></DataContent>
</ContentItem></NewsComponent></NewsItem></NewsML>"""

XXE = '<?xml version="1.0"?><!DOCTYPE {0} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{0}>&x;</{0}>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE {0} [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;">]><{0}>&c;</{0}>'
)
