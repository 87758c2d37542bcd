"""What programs read of the golden site is what they were promised, checked in the built bytes by their own readers."""

import csv
import html
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import feedparser
import jsonschema
import pytest
import rispy
import yaml

from generator.front_matter import split_document
from generator.organise.feeds import urn
from generator.parse.markdown import MarkdownParser
from tests.ninjs_schema import NINJS
from tests.sites import build_at, copy_golden_site, files_in


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the golden site's output."""
    folder = copy_golden_site(tmp_path_factory.mktemp("machines") / "site")
    build_at(folder)
    return files_in(folder / "output")


RELEASES = (
    "2009/charter",
    "2011/09/harvest-show",
    "2012/03/first-lantern-night",
    "2012/03/first-lantern-night-northwire",
    "2012/03/telegram-from-boston",
    "2014/06/new-roof",
    "2014/06/toit-neuf",
    "2016/11/shab-e-fanus",
    "2018/01/clock-tower",
    "2018/02/cellar",
    "2019/05/season-ticket",
    "2020/02/note-to-editors",
    "2021/03/lantern-night-moves",
    "2024/02/visitor-count",
    "2026/07/summer-season",
)

# Citations

STYLES = ("AP", "APA", "Chicago", "MLA")
FORMATS = ("Wikipedia", "BibTeX", "RIS", "CSL-JSON")
DISCLOSED = "This material is distributed by Slate & Sons on behalf of the Province of Westmark."


def citations_on(page: bytes) -> dict[str, str]:
    """Return the text of each citation, by its name, as a reader copies it."""
    found = re.findall(r"<dt>([^<]*)</dt>\n<dd>(.*?)</dd>", page.decode(), re.DOTALL)
    return {name: html.unescape(re.sub(r"<[^>]*>", "", text)) for name, text in found if name in (*STYLES, *FORMATS)}


@pytest.mark.parametrize("release", RELEASES)
def test_every_release_says_how_it_is_cited(release: str, output: dict[str, bytes]) -> None:
    found = citations_on(output[f"{release}/index.html"])
    assert tuple(found) == (*STYLES, *FORMATS)
    url = f"https://example.org/archive/{release}/"
    assert [name for name, text in found.items() if url not in text] == []
    assert bibtexparser.parse_string(found["BibTeX"]).failed_blocks == []
    assert [entry["urls"] for entry in rispy.loads(found["RIS"])] == [[url]]


def test_a_disclosure_is_part_of_every_citation(output: dict[str, bytes]) -> None:
    found = citations_on(output["2014/06/new-roof/index.html"])
    assert [name for name, text in found.items() if DISCLOSED not in text.replace("\\&", "&")] == []


def test_a_citation_says_what_was_inferred_and_withdrawn(output: dict[str, bytes]) -> None:
    inferred = citations_on(output["2024/02/visitor-count/index.html"])
    assert inferred["APA"].startswith(
        "[Aldercombe Museum]. ([2024, February 29]). Visitors counted twice [Press release]."
    )
    withdrawn = citations_on(output["2018/02/cellar/index.html"])
    assert [name for name, text in withdrawn.items() if "Withdrawn March 1, 2018." not in text] == []


def test_a_citation_needs_no_script(output: dict[str, bytes]) -> None:
    page = output["2014/06/new-roof/index.html"].decode()
    section = page[page.index('<section class="cite"') : page.index("</section>", page.index('<section class="cite"'))]
    assert "<details>" in section
    assert "<summary>" in section
    assert "<button" not in section


# Structured data

ISO_DATE = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?"


def nodes_on(page: bytes) -> dict[str, dict[str, Any]]:
    """Return the nodes of a page's JSON-LD, by their type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.decode(), re.DOTALL)
    assert len(found) <= 1
    if not found:
        return {}
    data = json.loads(found[0])
    assert data.pop("@context") == "https://schema.org"
    return {node["@type"]: node for node in data.get("@graph", [data])}


def article(release: str, output: dict[str, bytes]) -> dict[str, Any]:
    return nodes_on(output[f"{release}/index.html"])["NewsArticle"]


@pytest.mark.parametrize("release", RELEASES)
def test_every_release_is_a_news_article(release: str, output: dict[str, bytes]) -> None:
    """What schema.org allows and Google asks for: a headline, dates in ISO 8601, named organisations, whole URLs."""
    node = article(release, output)
    url = f"https://example.org/archive/{release}/"
    assert (node["@id"], node["url"], node["genre"]) == (url, url, "Press release")
    assert node["headline"]
    assert node["publisher"]["name"] == "Aldercombe Museum"
    for name in ("datePublished", "dateModified"):
        assert re.fullmatch(ISO_DATE, node.get(name, "2024")), node[name]
    for author in node.get("author", []):
        assert set(author) == {"@type", "name"}
        assert author["@type"] == "Organization"
    for image in node.get("image", []):
        assert image.removeprefix("https://example.org/archive/") in output
    assert [name for name, value in node.items() if not value] == []


def test_structured_data_says_all_that_was_stated(output: dict[str, bytes]) -> None:
    node = article("2014/06/new-roof", output)
    assert node["headline"] == 'New roof: "slate, at last" — <b>not</b> thatch & tar'
    assert node["alternativeHeadline"] == "What a roof costs, and who pays"
    assert node["datePublished"] == "2014-06-01T09:30+02:00", "a local time is that of the site's zone"
    assert node["dateModified"] == "2014-06-03T10:00+02:00"
    assert node["dateline"] == "ALDERCOMBE, 1 June 2014 --"
    assert node["locationCreated"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Aldercombe",
        "addressRegion": "Westmark",
        "addressCountry": "Freedonia",
    }
    assert [author["name"] for author in node["author"]] == ["Aldercombe Museum", "Friends of the Mill"]
    assert node["provider"]["name"] == "Northwire"
    assert [sponsor["name"] for sponsor in node["sponsor"]] == ["Province of Westmark"]
    assert node["isBasedOn"] == "https://northwire.example/rel/1406"
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert node["workTranslation"] == [{"@id": "https://example.org/archive/2014/06/toit-neuf/"}]
    translation = article("2014/06/toit-neuf", output)
    assert translation["translationOfWork"] == {"@id": "https://example.org/archive/2014/06/new-roof/"}
    assert translation["inLanguage"] == "fr"
    pictured = article("2012/03/first-lantern-night", output)
    assert pictured["image"] == ["https://example.org/archive/media/2012/lantern.png"]


def test_structured_data_keeps_what_was_inferred_to_itself(output: dict[str, bytes]) -> None:
    counted = article("2024/02/visitor-count", output)
    assert {"datePublished", "author", "locationCreated"} & set(counted) == set()
    assert [one["text"] for one in counted["correction"]] == [
        "And nobody was counted thrice.",
        "The count was 1,204, not 12,040.",
    ]
    lantern = article("2012/03/first-lantern-night", output)
    assert lantern["headline"].startswith("Two hundred lanterns"), "the title stays, for there is no other"
    assert {"keywords", "mentions"} & set(lantern) == set()


@pytest.mark.parametrize(
    ("release", "date"),
    [
        ("2009/charter", "2009"),
        ("2011/09/harvest-show", "2011-09"),
        ("2012/03/first-lantern-night", "2012-03-05"),
        ("2012/03/telegram-from-boston", "2012-03-05T23:30-05:00"),
        ("2012/03/first-lantern-night-northwire", "2012-03-05T18:00+01:00"),
    ],
)
def test_a_date_is_as_fine_as_it_was_stated(release: str, date: str, output: dict[str, bytes]) -> None:
    assert article(release, output)["datePublished"] == date
    page = output[f"{release}/index.html"].decode()
    assert f'<meta property="article:published_time" content="{date}">' in page or "noindex" in page
    assert f'<meta name="citation_publication_date" content="{date[:10].replace("-", "/")}">' in page


def test_little_is_said_of_what_was_removed(output: dict[str, bytes]) -> None:
    assert article("2018/02/cellar", output) == {
        "@type": "NewsArticle",
        "@id": "https://example.org/archive/2018/02/cellar/",
        "url": "https://example.org/archive/2018/02/cellar/",
        "headline": "Opening of the cellar",
        "genre": "Press release",
        "inLanguage": "en",
        "datePublished": "2018-02-11",
        "dateModified": "2018-03-01",
        "publisher": {
            "@type": "Organization",
            "name": "Aldercombe Museum",
            "url": "https://www.example.org/",
            "logo": "https://example.org/archive/favicon.png",
        },
        "identifier": ["0018cellar0000000"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creativeWorkStatus": "Withdrawn",
    }
    assert article("2019/05/season-ticket", output)["creativeWorkStatus"] == "Expired"


def test_pages_say_where_they_stand(output: dict[str, bytes]) -> None:
    crumbs = nodes_on(output["tags/history/2011/index.html"])["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step.get("item", "")) for step in crumbs] == [
        (1, "Aldercombe Museum Archive", "https://example.org/archive/"),
        (2, "Tags", "https://example.org/archive/tags/"),
        (3, "History", "https://example.org/archive/tags/history/"),
        (4, "History, 2011", ""),
    ]
    assert "BreadcrumbList" in nodes_on(output["2014/06/new-roof/index.html"])
    site = nodes_on(output["index.html"])["WebSite"]
    assert (site["url"], site["name"]) == ("https://example.org/archive/", "Aldercombe Museum Archive")
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        "https://example.org/archive/search/?q={search_term_string}"
    )
    assert nodes_on(output["fr/index.html"])["WebSite"]["url"] == "https://example.org/archive/fr/"
    assert nodes_on(output["404.html"]) == {}


def test_no_structured_data_can_end_its_script(output: dict[str, bytes]) -> None:
    pages = {path: data.decode() for path, data in output.items() if path.endswith("index.html")}
    scripts = [text.partition("</script>")[0] for page in pages.values() for text in page.split('ld+json">')[1:]]
    assert len(scripts) > 40
    assert [text for text in scripts if "<" in text] == []


# What Zotero and those who share links read


def metas(page: bytes, attribute: str) -> list[tuple[str, str]]:
    found = re.findall(rf'<meta {attribute}="([^"]*)" content="([^"]*)">', page.decode())
    return [(name, html.unescape(content)) for name, content in found]


def test_reference_managers_read_the_page_of_a_release(output: dict[str, bytes]) -> None:
    tags = [(name, text) for name, text in metas(output["2014/06/new-roof/index.html"], "name") if "_" in name]
    assert tags == [
        ("citation_title", 'New roof: "slate, at last" — <b>not</b> thatch & tar'),
        ("citation_author", "Aldercombe Museum"),
        ("citation_author", "Friends of the Mill"),
        ("citation_publication_date", "2014/06/01"),
        ("citation_publisher", "Northwire"),
        ("citation_language", "en"),
        ("citation_doi", "10.5555/aldercombe.14"),
        ("citation_keywords", "Buildings; CAFÉ"),
        ("citation_fulltext_html_url", "https://example.org/archive/2014/06/new-roof/"),
    ]
    core = dict(metas(output["2016/11/shab-e-fanus/index.html"], "name"))
    assert core["DC.title"] == "شب فانوس‌ها در موزه آلدرکام"
    assert (core["DC.language"], core["DC.date"], core["DC.type"]) == ("fa", "2016-11-20", "Text")
    inferred = dict(metas(output["2024/02/visitor-count/index.html"], "name"))
    assert {"DC.date", "DC.creator", "citation_author", "citation_publication_date"} & set(inferred) == set()


def test_pages_can_be_shared(output: dict[str, bytes]) -> None:
    lantern = dict(metas(output["2012/03/first-lantern-night/index.html"], "property"))
    assert lantern == {
        "og:type": "article",
        "og:title": "Two hundred lanterns cross the river on the first night of the festival and the people on both "
        "banks",
        "og:url": "https://example.org/archive/2012/03/first-lantern-night/",
        "og:site_name": "Aldercombe Museum Archive",
        "og:description": "Two hundred lanterns crossed the river.",
        "og:image": "https://example.org/archive/media/2012/lantern.png",
        "article:published_time": "2012-03-05",
    }
    assert dict(metas(output["index.html"], "property"))["og:type"] == "website"
    assert [name for name, _ in metas(output["2018/01/clock-tower/index.html"], "property") if "og:" in name] == []


# Sitemap, ids, and what the site says of itself

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def located(data: bytes) -> dict[str, str]:
    """Return the addresses of a sitemap or its index, with when they were changed."""
    return {
        entry.findtext(f"{SITEMAP}loc", ""): entry.findtext(f"{SITEMAP}lastmod", "")
        for entry in ElementTree.fromstring(data)
    }


def test_the_sitemap_is_an_index_of_parts_by_month(output: dict[str, bytes]) -> None:
    parts = located(output["sitemap.xml"])
    names = [part.removeprefix("https://example.org/archive/") for part in parts]
    assert set(names) == {name for name in output if name.startswith("sitemap/")}
    assert parts["https://example.org/archive/sitemap/2014-06.xml"] == "2014-06-03"
    assert located(output["sitemap/2014-06.xml"]) == {
        "https://example.org/archive/2014/06/new-roof/": "2014-06-03",
        "https://example.org/archive/2014/06/toit-neuf/": "2014-06-02",
    }
    assert located(output["sitemap/2009.xml"]) == {"https://example.org/archive/2009/charter/": "2009"}
    assert "https://example.org/archive/tags/history/" in located(output["sitemap/tags.xml"])
    every = [url for name in names for url in located(output[name])]
    assert len(every) == len(set(every))


def test_every_visible_release_answers_at_its_id(output: dict[str, bytes]) -> None:
    assert len([path for path in output if path.startswith("id/")]) >= len(RELEASES)
    for release in RELEASES:
        found = re.findall(r'"identifier":\["(\w+)"', output[f"{release}/index.html"].decode())
        if found:
            page = output[f"id/{found[0]}/index.html"].decode()
            assert f'content="0; url=../../{release}/"' in page
            assert f'<link rel="canonical" href="https://example.org/archive/{release}/">' in page


def test_the_site_says_where_a_weakness_is_reported(output: dict[str, bytes]) -> None:
    assert output[".well-known/security.txt"].decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://www.example.org/security/",
        "Expires: 2029-12-31T23:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://example.org/archive/.well-known/security.txt",
    ]


def test_the_guide_for_readers_of_texts_leads_to_what_is_there(output: dict[str, bytes]) -> None:
    text = output["llms.txt"].decode()
    assert text.startswith(
        "# Aldercombe Museum Archive\n\n> Every release of an invented museum of lanterns & harvests.\n"
    )
    links = re.findall(r"\]\(https://example\.org/archive/([^)]*)\)", text)
    assert len(links) > 6
    assert [link for link in links if f"{link}index.html" not in output and link not in output] == []


# Data files


def rows(name: str, output: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output[name].decode(), newline=""), strict=True))


def records(name: str, output: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output[name].decode().splitlines()]


def test_the_data_package_describes_the_files_that_are_there(output: dict[str, bytes]) -> None:
    """The rules of Frictionless Data Package v1: names, paths, profiles, a schema for what is tabular."""
    package = json.loads(output["data/datapackage.json"])
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert package["licenses"] == [{"path": "https://creativecommons.org/licenses/by/4.0/"}]
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names)) > 10
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)
    paths = {f"data/{resource['path']}" for resource in package["resources"]}
    described = {"data/datapackage.json", "data/schema.json"}
    assert paths | described == {path for path in output if path.startswith("data/")}
    for resource in package["resources"]:
        tabular = resource["format"] == "csv"
        assert (resource.get("profile") == "tabular-data-resource") == tabular
        assert (resource.get("schema") == "schema.json") == tabular
        assert resource["encoding"] == "utf-8"


def test_every_table_keeps_to_the_schema(output: dict[str, bytes]) -> None:
    schema = json.loads(output["data/schema.json"])
    names = [field["name"] for field in schema["fields"]]
    required = {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}
    for path in sorted(path for path in output if path.startswith("data/") and path.endswith(".csv")):
        header, *lines = csv.reader(io.StringIO(output[path].decode(), newline=""), strict=True)
        assert header == names, path
        assert {len(line) for line in lines} == {len(names)}, path
        assert all(row[name] for row in rows(path, output) for name in required), path
        assert output[path].endswith(b"\r\n")


def test_a_release_is_in_the_data_of_its_year(output: dict[str, bytes]) -> None:
    roof, _ = rows("data/2014.csv", output)
    assert roof["title"] == 'New roof: "slate, at last" — <b>not</b> thatch & tar'
    assert roof["issuers"] == "Aldercombe Museum | Friends of the Mill"
    assert roof["disclosures"].startswith("fara: This material is distributed by Slate & Sons")
    assert (roof["date"], roof["url"]) == ("2014-06-01T09:30", "https://example.org/archive/2014/06/new-roof/")
    record = records("data/2014.jsonl", output)[0]
    assert record["issuers"] == ["Aldercombe Museum", "Friends of the Mill"]
    assert record["text"].startswith("The slates came by barge.")
    assert [record["date"] for record in records("data/2011.jsonl", output)] == ["2011-09"]


def test_data_says_what_was_inferred_and_what_was_withdrawn(output: dict[str, bytes]) -> None:
    (counted,) = records("data/2024.jsonl", output)
    assert counted["inferred"] == ["date", "issuers"], "places are suggestions that the site does not publish"
    assert "places" not in counted
    clock, cellar = records("data/2018.jsonl", output)
    assert set(clock) == {"id", "url", "status", "title", "date", "language", "withdrawn"}
    assert set(cellar) == set(clock)
    assert (clock["status"], cellar["withdrawn"]) == (
        "withdrawn",
        "2018-03-01: Withdrawn at the request of the landlord.",
    )
    (ticket,) = records("data/2019.jsonl", output)
    assert ticket["status"] == "expired"


def test_what_stands_in_no_list_is_in_no_data(output: dict[str, bytes]) -> None:
    data = b"".join(data for path, data in output.items() if path.startswith("data/"))
    assert b"first-lantern-night-northwire" not in data
    assert b"note-to-editors" not in data
    assert b"2020" not in {path[5:9].encode() for path in output if path.startswith("data/")}


# The other forms of a release

REMOVED = ("2018/02/cellar", "2019/05/season-ticket")
STANDING = tuple(release for release in RELEASES if release not in REMOVED)


def ninjs(release: str, output: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(output[f"{release}/release.json"])


def described(news: dict[str, Any]) -> dict[str, str]:
    return {description["role"]: description["value"] for description in news["descriptions"]}


@pytest.mark.parametrize("release", RELEASES)
def test_ninjs_has_what_the_standard_allows_and_nothing_else(release: str, output: dict[str, bytes]) -> None:
    news = ninjs(release, output)
    jsonschema.Draft202012Validator(NINJS).validate(news)
    stamps = [news[name] for name in ("firstCreated", "versionCreated", "contentCreated") if name in news]
    assert [stamp for stamp in stamps if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)] == []
    ids = {alternative["role"]: alternative["value"] for alternative in news["altIds"]}
    assert news["uri"] == urn(ids["id"])
    assert ids["url"] == f"https://example.org/archive/{release}/"


def test_ninjs_says_what_was_withdrawn(output: dict[str, bytes]) -> None:
    stands = {release: ninjs(release, output)["pubStatus"] for release in RELEASES}
    canceled = {release for release, status in stands.items() if status == "canceled"}
    assert canceled == {"2018/01/clock-tower", *REMOVED}
    cellar = ninjs("2018/02/cellar", output)
    assert {"bodies", "subjects", "people", "by", "associations"} & set(cellar) == set()
    assert described(cellar) == {
        "withdrawal": "2018-03-01: Withdrawn at the request of the landlord.",
        "date": "2018-02-11",
    }


def test_no_date_of_ninjs_is_finer_than_it_was_stated(output: dict[str, bytes]) -> None:
    for release, date in (("2009/charter", "2009"), ("2011/09/harvest-show", "2011-09")):
        assert described(ninjs(release, output))["date"] == date
        assert "contentCreated" not in ninjs(release, output)
    counted = ninjs("2024/02/visitor-count", output)
    assert described(counted)["inferred"] == "date, issuers"
    assert "firstCreated" not in counted
    assert ninjs("2012/03/telegram-from-boston", output)["contentCreated"] == "2012-03-06T04:30:00Z"


def test_of_a_release_whose_text_was_removed_no_other_form_is_left(output: dict[str, bytes]) -> None:
    assert [release for release in REMOVED if f"{release}/release.md" in output] == []
    assert [release for release in REMOVED if f"{release}/release.txt" in output] == []
    assert b"release.md" not in output["2018/02/cellar/index.html"]


@pytest.mark.parametrize("release", STANDING)
def test_the_other_forms_have_the_words_of_the_page(release: str, output: dict[str, bytes]) -> None:
    text = next(body["value"] for body in ninjs(release, output)["bodies"] if body["contentType"] == "text/plain")
    document = split_document(output[f"{release}/release.md"], "release.md")
    markdown = MarkdownParser(("python-markdown", "tables", "sane_lists")).parse(document.body).text
    plain = output[f"{release}/release.txt"].decode()
    lines = text.split("\n")
    assert len(lines) >= 1
    assert [line for line in lines if line not in markdown.split("\n")] == []
    assert [line for line in lines if line not in plain.split("\n")] == []
    front = yaml.load(document.front, yaml.BaseLoader)
    assert front["url"] == f"https://example.org/archive/{release}/"
    assert front["title"] in " ".join(plain.split())
    page = output[f"{release}/index.html"].decode()
    for name in ("release.md", "release.txt", "release.json"):
        assert f'href="{name}"' in page


@pytest.mark.parametrize(
    "statement", [DISCLOSED, "Slate & Sons paid for this announcement.", "A court ordered this note."]
)
def test_every_form_of_a_release_says_what_it_discloses(statement: str, output: dict[str, bytes]) -> None:
    feed = feedparser.parse(output["feed/2014-06.xml"])
    entry = next(one for one in feed.entries if "new-roof" in one.link)
    forms = {
        "page": output["2014/06/new-roof/index.html"],
        "Markdown": output["2014/06/new-roof/release.md"],
        "text": output["2014/06/new-roof/release.txt"],
        "ninjs": output["2014/06/new-roof/release.json"],
        "data": output["data/2014.csv"],
        "JSON Lines": output["data/2014.jsonl"],
        "feed": entry.content[0].value.encode(),
    }
    found = {name: html.unescape(data.decode()) for name, data in forms.items()}
    assert [name for name, text in found.items() if statement not in text] == []
    front = split_document(output["2014/06/new-roof/release.md"], "").body
    assert front.index("distributed by") < front.index("The slates came by barge"), "before the text"


def test_the_other_forms_name_nothing_that_is_hidden(output: dict[str, bytes]) -> None:
    forms = [data.decode() for path, data in output.items() if re.search(r"/release\.(md|txt|json)$", path)]
    assert len(forms) > 30
    assert [form for form in forms if "vermilion" in form or "content/releases" in form] == []


# Feeds


def test_every_feed_is_read_without_complaint(output: dict[str, bytes]) -> None:
    names = [path for path in output if path.endswith(("feed.xml", "rss.xml")) or path.startswith("feed/")]
    assert len(names) > 20
    for name in names:
        feed = feedparser.parse(output[name])
        assert not feed.bozo, f"{name}: {feed.get('bozo_exception')}"
        assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries), name


def test_entries_hang_on_the_id_of_their_release(output: dict[str, bytes]) -> None:
    ids = {entry.link: entry.id for entry in feedparser.parse(output["feed/2014-06.xml"]).entries}
    assert ids["https://example.org/archive/2014/06/new-roof/"] == urn("0014newroof000000")


def test_the_json_feed_has_what_its_readers_need(output: dict[str, bytes]) -> None:
    """JSON Feed 1.1: a version, a title, and items with an id and some content."""
    feed = json.loads(output["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["feed_url"]) == ("Aldercombe Museum Archive", "https://example.org/archive/feed.json")
    assert [item["id"] for item in feed["items"]] == [
        entry.id for entry in feedparser.parse(output["feed.xml"]).entries
    ]
    for item in feed["items"]:
        assert item["url"].startswith("https://example.org/archive/")
        assert item.get("content_html") or item.get("content_text")
        assert re.fullmatch(ISO_DATE, item["date_modified"])
