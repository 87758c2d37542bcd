"""Markdown with the front matter of Dateline and of other generators."""

import pytest

from generator.ingest.formats import document
from generator.ingest.reading import Item, Reading
from generator.problems import ImportRefused
from tests.ingest.agency_samples import LEAD


def item(text: str, name: str = "a.md") -> Item:
    return Item(name=name, shown=name, data=text.encode())


def read(text: str, name: str = "a.md") -> Reading:
    assert document.recognises(item(text, name))
    return document.read(item(text, name))


JEKYLL = f"""---
layout: post
title: "Lighthouse: open"
date: 2019-03-04 10:00:00 +0100
categories: [news, coast]
tags: lighthouses
excerpt: It opens.
permalink: /news/lighthouse/
published: no
author: B. Clark
---

{LEAD}

* kept  as it is
"""
HUGO = f"""+++
title = "Lighthouse opens"
date = 2019-03-04T10:00:00+01:00
lastmod = 2019-03-05
publishDate = 2019-03-06T10:00:00Z
draft = true
aliases = ["/old/"]
[taxonomies]
tags = ["coast"]
+++
{LEAD}
"""


def test_jekyll() -> None:
    reading = read(JEKYLL)
    front = reading.front
    assert (front.title, str(front.date), front.status) == ("Lighthouse: open", "2019-03-04T10:00+01:00", "draft")
    assert (front.tags, front.summary) == (("lighthouses", "news", "coast"), "It opens.")
    assert front.aliases == ("/news/lighthouse/",)
    assert reading.body == f"{LEAD}\n\n* kept  as it is"
    assert [problem.message for problem in reading.problems] == [
        "these keys were not taken over, the original keeps them: author, layout"
    ]


def test_hugo_in_toml() -> None:
    front = read(HUGO).front
    assert (front.title, str(front.date), str(front.updated)) == (
        "Lighthouse opens",
        "2019-03-04T10:00+01:00",
        "2019-03-05",
    )
    assert (str(front.embargo), front.status) == ("2019-03-06T10:00Z", "draft")
    assert (front.aliases, front.tags) == (("/old/",), ("coast",))


def test_hugo_in_json() -> None:
    reading = read('{\n"title": "A",\n"date": "2019-03-04",\n"draft": false\n}\n\nSome words.\n')
    assert (reading.front.title, reading.front.status, reading.body) == ("A", "published", "Some words.")


def test_pelican() -> None:
    reading = read(f"Title: Lighthouse opens\nDate: 2019-03-04 10:20\nTags: coast, news\nLang: en\n\n{LEAD}\n")
    front = reading.front
    assert (front.title, str(front.date), front.tags) == ("Lighthouse opens", "2019-03-04T10:20", ("coast", "news"))
    assert reading.body == LEAD


def test_a_date_in_the_file_name_is_inferred() -> None:
    reading = read("---\ntitle: A\n---\nSome words.\n", "2019-03-04-a.md")
    assert (str(reading.front.date), reading.inferred) == ("2019-03-04", ("date",))


def test_a_title_of_nobody_is_inferred_and_the_body_stays() -> None:
    reading = read("---\nlayout: post\n---\n# Lighthouse\n\nWords.\n", "2019-03-04-a.md")
    assert (reading.front.title, reading.inferred) == ("Lighthouse", ("title", "date"))
    assert reading.body == "# Lighthouse\n\nWords."


def test_a_page_that_eleventy_does_not_write_is_a_draft() -> None:
    assert read("---\ntitle: A\ndate: 2019-03-04\npermalink: false\n---\nWords.\n").front.status == "draft"


FENCED = {
    "---json": '{"title": "A",\n"date": "2019-03-04", "tags": ["coast"]}',
    "---toml": 'title = "A"\ndate = 2019-03-04\ntags = ["coast"]',
    "---yaml": "title: A\ndate: 2019-03-04\ntags: [coast]",
}


@pytest.mark.parametrize("fence", FENCED)
def test_eleventy_may_name_the_language_of_its_front_matter(fence: str) -> None:
    reading = read(f"{fence}\n{FENCED[fence]}\n---\n{LEAD}\n")
    assert (reading.front.title, str(reading.front.date), reading.front.tags) == ("A", "2019-03-04", ("coast",))
    assert reading.body == LEAD


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---js\n{ title: 'A' }\n---\nx", r"^a\.md:1: .*written in 'js', which is never run; write it as YAML$"),
        ('---json\n{"title":\n}\n---\nx', r"^a\.md:3: .*JSON of the front matter is not well-formed"),
        ("---json\n[1]\n---\nx", r"^a\.md:2: .*expected one object in braces"),
    ],
)
def test_front_matter_in_a_language_that_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(ImportRefused, match=message):
        read(text)


TAGS = {
    "of Jekyll": ("2019-03-04-a.md", "layout: post\ncategories: news press\ntags: sea coast", "sea coast news press"),
    "of Jekyll without layout": ("2019-03-04-a.md", "categories: news press", "news press"),
    "of one category of Jekyll": ("2019-03-04-a.md", "layout: post\ncategory: press room", "press_room"),
    "of Jekyll between commas": ("2019-03-04-a.md", "layout: post\ncategories: news, press room", "news press_room"),
    "of Eleventy": ("2019-03-04-a.md", "layout: post.njk\ntags: press room", "press_room"),
    "of Eleventy and nothing else": ("a.md", "tags: press room", "press_room"),
    "of Pelican": ("a.md", "category: news\ntags: press room; coast", "press_room coast news"),
    "of Zola": ("a.md", "taxonomies:\n  tags: [coast]\n  categories: [news]\nweight: 1", "coast news"),
}


@pytest.mark.parametrize(("name", "keys", "tags"), TAGS.values(), ids=TAGS)
def test_names_in_one_line_are_cut_as_their_generator_cuts_them(name: str, keys: str, tags: str) -> None:
    reading = read(f"---\ntitle: A\ndate: 2019-03-04\n{keys}\n---\nWords.\n", name)
    assert reading.front.tags == tuple(tag.replace("_", " ") for tag in tags.split())


DATES = {
    "March 4, 2019": "2019-03-04",
    "4 mars 2019": "2019-03-04",
    "Mon, 04 Mar 2019 08:00:00 +0100": "2019-03-04T08:00+01:00",
    "March 4, 2019 08:00": "2019-03-04",
    "2019/03/04": "2019-03-04",
    "Last Modified": None,
    "git Created": None,
}


@pytest.mark.parametrize(("written", "read_as"), DATES.items())
def test_a_date_may_be_written_for_people(written: str, read_as: str | None) -> None:
    for text in (f"Title: A\nDate: {written}\n\nWords.\n", f"---\ntitle: A\ndate: {written}\n---\nWords.\n"):
        reading = read(text)
        assert (str(reading.front.date) if reading.front.date else None) == read_as
        assert "date" not in reading.inferred


def test_a_day_that_may_be_one_of_two_is_refused() -> None:
    with pytest.raises(ImportRefused, match=r"^a\.md:2: .*'date': '02/03/12' is not a date"):
        read("Title: A\nDate: 02/03/12\n\nWords.\n")


def test_empty_front_matter_leaves_a_text_like_any_other() -> None:
    reading = read(f"---\n---\n# Lighthouse opens\n\n{LEAD}\n")
    assert reading.front.title == "Lighthouse opens"


def test_tags_of_templates_are_kept_and_told() -> None:
    body = 'See {{< ref "a.md" >}}, {% include b.html %} and `{{ code }}`.'
    reading = read(f"---\ntitle: A\ndate: 2019-03-04\nlayout: post\n---\n{body}\n")
    assert reading.body == body
    message = (
        'the text has 2 tags of a template in it, the first is {{< ref "a.md" >}}; nothing runs here, '
        "so replace them by what they stood for"
    )
    assert [problem.message for problem in reading.problems][1:] == [message]


def test_own_keys_stay_as_they_are() -> None:
    front = read("---\ntitle: A\ndate: 2019-03-04\nissuers: [Harbour Trust]\n---\nWords.\n").front
    assert front.issuers == ("Harbour Trust",)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("mark", ["---", "+++"])
def test_front_matter_in_another_encoding_is_read_as_any_text_is(encoding: str, mark: str) -> None:
    lines = (
        ("title: Café “Zoë”", "date: 2019-03-04") if mark == "---" else ('title = "Café “Zoë”"', "date = 2019-03-04")
    )
    text = "\n".join((mark, *lines, mark, "", "Déjà vu, again.", ""))
    bom = "\ufeff" if encoding == "utf-16-be" else ""
    encoded = Item(name="a.md", shown="a.md", data=(bom + text).encode(encoding))
    assert document.recognises(encoded)
    reading = document.read(encoded)
    assert (reading.front.title, str(reading.front.date), reading.body) == (
        "Café “Zoë”",
        "2019-03-04",
        "Déjà vu, again.",
    )


def test_a_control_character_in_front_matter_is_named_with_its_line() -> None:
    with pytest.raises(ImportRefused, match=r"^a\.md:3: .*control character U\+0092, which no text has; remove it$"):
        document.read(item("---\ntitle: A\nsubtitle: Dell\x92s\ndate: 2019-03-04\n---\nWords.\n"))


def test_wire_copy_with_a_contact_line_has_no_front_matter() -> None:
    assert not document.recognises(item("Contact: B. Clark\nPhone: 1\n\nWords\n"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\nlayout: [\n---\nx", 4),
        ("---\ntitle: A\nlayout: x\ndate: soon\n---\nx", 4),
        ("---\ntitle: A\n", 1),
        ("+++\ntitle = \n+++\nx", 2),
        ("+++\ntitle = 'A'\n", 1),
        ('{"title": "A",\n"date": }\nx', 2),
        ("---\na: &a [x]\nlayout: x\ntitle: [*a, *a]\n---\nx", 4),
        ("+++\ndraft = 'perhaps'\ntitle = 'A'\n+++\nx", 2),
    ],
)
def test_invalid_front_matter_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ImportRefused) as refusal:
        document.read(item(text))
    assert refusal.value.problems[0].line == line
