"""The page of a release: what stands on it, in which order, and what of it is a link."""

import re
from pathlib import Path

import pytest

from generator import cached_pictures
from generator.file_stat import wait_until_settled
from generator.load import read_beginning
from tests.ingest.picture_files import GIF, JPEG, MP4, WEBP, png
from tests.sites import build_at, copy_golden_site, release, write_site

CONTACTS = "[{name: Ann Otter, email: ann@example.org, phone: 202 555 0100, url: https://ann.example.org/}]"
TODAY = "contacts: {name: The desk, email: desk@example.org, phone: +33 1 23 45 67 89}\n"


def page_of(folder: Path, text: str, *, config: str = "", files: dict[str, str | bytes] | None = None) -> str:
    """Return the page that a release becomes."""
    head = f"title: The Archive\nbase_url: https://example.org/archive/\n{config}"
    site = write_site(folder, {"config.yaml": head, "content/releases/a.md": text} | (files or {}))
    build_at(site)
    return (site / "output/2024/01/a/index.html").read_text(encoding="utf-8")


def after(text: str, heading: str) -> str:
    return text.partition(f">{heading}</h2>")[2].partition("</section>")[0]


@pytest.fixture(scope="module")
def roof(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The golden site's release that has nearly everything."""
    site = copy_golden_site(tmp_path_factory.mktemp("page") / "site")
    build_at(site)
    return (site / "output/2014/06/new-roof/index.html").read_text(encoding="utf-8")


def test_the_parts_of_a_release_stand_in_one_order(roof: str) -> None:
    marks = [
        "on behalf of the Province of Westmark.",
        "paid for this announcement.",
        "The figure for the tar is disputed.",
        "<h1>",
        'class="subtitle"',
        '<time datetime="2014-06-01T09:30">',
        'class="dateline"',
        "The slates came by barge.",
        "<blockquote><p>A roof is a promise to people who are not born yet.</p></blockquote>",
        "Plan of the roof",
        "The tar was tested on no animals.",
        ">Press contact</h2>",
        ">Contacts at the time</h2>",
        ">Where it came from</h2>",
        ">Tags</h2>",
        ">Translations</h2>",
        "Earlier release",
        ">Related</h2>",
    ]
    places = [roof.find(mark) for mark in marks]
    assert -1 not in places, marks[places.index(-1)]
    assert places == sorted(places)


# Contacts


def test_the_contacts_of_a_young_release_are_links(tmp_path: Path) -> None:
    page = page_of(tmp_path, release("A", contacts=CONTACTS), config=f"{TODAY}contacts_valid: 3 years\n")
    found = after(page, "Contacts")
    assert 'href="mailto:ann@example.org"' in found
    assert 'href="tel:2025550100"' in found
    assert 'href="https://ann.example.org/"' in found
    assert "The desk" not in page


def test_the_contacts_of_an_old_release_lead_nowhere_and_stand_below_those_of_today(tmp_path: Path) -> None:
    page = page_of(tmp_path, release("A", contacts=CONTACTS), config=TODAY)
    today, then = after(page, "Press contact"), after(page, "Contacts at the time")
    assert 'href="mailto:desk@example.org"' in today
    assert 'href="tel:+33123456789"' in today
    assert "ann@example.org" in then
    assert "href" not in then
    assert page.index("Press contact") < page.index("Contacts at the time")


def test_a_release_without_contacts_names_those_of_today(tmp_path: Path) -> None:
    page = page_of(tmp_path, release("A"), config=TODAY)
    assert "The desk" in after(page, "Press contact")
    assert "Contacts" not in page


def test_only_the_pages_whose_contacts_lapse_are_made_again_on_that_day(tmp_path: Path) -> None:
    files = {
        "content/releases/a.md": release("A", date="2024-07-02", contacts=CONTACTS),
        "content/releases/b.md": release("B", date="2024-07-03", contacts=CONTACTS),
    }
    site = write_site(tmp_path, files)
    build_at(site)
    report = build_at(site, epoch="1782993600")  # 2026-07-02, noon
    assert report.changed == ("/2024/07/a/",)


# Pictures and recordings


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("a.png", png(400, 300), ' width="400" height="300"'),
        ("a.jpg", JPEG, ' width="200" height="150"'),
        ("a.gif", GIF, ' width="200" height="150"'),
        ("a.webp", WEBP, ' width="200" height="150"'),
        ("a.png", b"no picture", ""),
    ],
)
def test_a_picture_has_the_size_that_its_file_states(tmp_path: Path, name: str, data: bytes, size: str) -> None:
    text = release("A", f"![Lamp](/media/{name})", media=f"[{{file: {name}, alt: A lamp, credit: R. Okafor}}]")
    page = page_of(tmp_path, text, files={f"content/media/{name}": data})
    assert re.findall(r"<img[^>]*>", page) == [
        f'<img alt="Lamp" src="../../../media/{name}"{size}>',
        f'<img src="../../../media/{name}" alt="A lamp"{size}>',
    ]
    assert f'<a href="../../../media/{name}" download>Full size' in page


def test_a_picture_that_is_exchanged_has_its_new_size(tmp_path: Path) -> None:
    text = release("A", media="[{file: a.png}]")
    assert 'width="4"' in page_of(tmp_path, text, files={"content/media/a.png": png(4, 3)})
    assert 'width="3"' in page_of(tmp_path, text, files={"content/media/a.png": png(3, 4)})


def test_a_picture_that_did_not_change_is_not_looked_into_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def listen(site: Path, path: str, length: int) -> bytes:
        read.append(path)
        return read_beginning(site, path, length)

    text = release("A", media="[{file: a.png}, {file: b.png}]")
    files = {"content/releases/a.md": text, "content/media/a.png": png(4, 3), "content/media/b.png": png(4, 3)}
    site = write_site(tmp_path, dict(files))
    wait_until_settled((site / "content/media/b.png").stat().st_ctime_ns)
    build_at(site)
    monkeypatch.setattr(cached_pictures, "read_beginning", listen)
    write_site(site, {"content/releases/b.md": release("B"), "content/media/b.png": png(5, 3)})
    assert build_at(site).rendered > 0
    assert read == ["content/media/b.png"]


def test_a_picture_below_a_long_text_waits(tmp_path: Path) -> None:
    text = release("A", "Words. " * 400, media="[{file: a.png, alt: A lamp}]")
    page = page_of(tmp_path, text, files={"content/media/a.png": png(4, 3)})
    assert '<img src="../../../media/a.png" alt="A lamp" width="4" height="3" loading="lazy">' in page


FILM = "[{file: f.mp4, kind: video, alt: Film, poster: p.png, captions: f.vtt, transcript: f.txt}]"
FILMED = {
    "content/media/f.mp4": MP4,
    "content/media/p.png": png(),
    "content/media/f.vtt": "WEBVTT\n",
    "content/media/f.txt": "Words.\n",
}


def test_a_video_has_a_still_subtitles_and_a_transcript(tmp_path: Path) -> None:
    page = page_of(tmp_path, release("A", media=FILM, language="fr"), files=dict(FILMED))
    assert 'poster="../../../media/p.png"' in page
    assert '<track kind="captions" src="../../../media/f.vtt" srclang="fr" label="Sous-titres" default>' in page
    assert '<a href="../../../media/f.txt">Transcript</a>' in page
    media = sorted(path.name for path in (tmp_path / "output/media").iterdir())
    assert media == ["f.mp4", "f.txt", "f.vtt", "p.png"]


def test_what_goes_with_a_video_whose_rights_end_goes_with_it(tmp_path: Path) -> None:
    lapsed = FILM.replace("alt: Film", "alt: Film, rights_until: 2025-01-01")
    assert "media/" not in page_of(tmp_path, release("A", media=lapsed), files=dict(FILMED))
    assert not (tmp_path / "output/media").exists()


def test_a_still_that_is_not_there_is_told_and_left_out(tmp_path: Path) -> None:
    files = {path: data for path, data in FILMED.items() if not path.endswith("p.png")}
    page = page_of(tmp_path, release("A", media=FILM), files=dict(files))
    assert "poster" not in page
    assert 'preload="metadata"' in page
    assert str(build_at(tmp_path, clean=True).warnings[0]).startswith(
        "content/releases/a.md: warning: 'media' names 'p.png', which is not under content/media/"
    )


# The text


def test_what_tells_of_the_issuer_stands_below_the_pictures(tmp_path: Path) -> None:
    body = "Words of the day.\n\n## About the trust\n\nIt keeps lamps."
    page = page_of(tmp_path, release("A", body, media="[{file: a.png}]"), files={"content/media/a.png": png()})
    shown = page.partition("<article")[2]
    places = [shown.index(mark) for mark in ("Words of the day.", "<img", "About the trust", "It keeps lamps.")]
    assert places == sorted(places)


def test_the_banner_of_an_expired_release_says_since_when(tmp_path: Path) -> None:
    page = page_of(tmp_path, release("A", expires="2025-03-04"))
    assert re.search(r"<strong>Expired</strong> <time datetime=\"2025-03-04\">March 4, 2025</time>\.", page)


def test_lists_mark_what_expired_and_what_was_withdrawn_by_different_words(tmp_path: Path) -> None:
    files = {
        "content/releases/a.md": release("A", expires="2025-03-04"),
        "content/releases/b.md": release("B", replaces="a.md", withdrawn="{date: 2025-03-05, reason: Wrong.}"),
    }
    build_at(write_site(tmp_path, files))
    marks = re.compile(r'<span class="mark mark-withdrawn">(.*?)</span>')
    assert marks.findall((tmp_path / "output/2024/index.html").read_text("utf-8")) == ["Withdrawn", "Expired"]
    assert marks.findall((tmp_path / "output/2024/01/a/index.html").read_text("utf-8")) == ["Expired", "Withdrawn"]


def test_translations_are_named_by_their_languages_and_the_original_is_marked(tmp_path: Path) -> None:
    files = {
        "content/releases/a.md": release("Die Fähre", language="de"),
        "content/releases/b.md": release("The ferry", translation_of="a.md"),
        "content/releases/c.md": release("کشتی", language="fa", translation_of="a.md"),
    }
    build_at(write_site(tmp_path, files))
    shelf = after((tmp_path / "output/2024/01/b/index.html").read_text("utf-8"), "In other languages")
    assert re.findall(r'<bdi lang="(..)">(.*?)</bdi>', shelf) == [("de", "Deutsch"), ("fa", "فارسی")]
    assert re.findall(r'hreflang="(..)">(.*?)</a>', shelf) == [("de", "Die Fähre"), ("fa", "کشتی")]
    assert shelf.count("Original</span>") == 1
    assert shelf.index("Die Fähre") < shelf.index("Original</span>") < shelf.index("کشتی")
    original = (tmp_path / "output/2024/01/a/index.html").read_text("utf-8")
    assert [title for title in ("The ferry", "کشتی") if title in after(original, "Translations")]
    assert "Original</span>" not in original


def test_a_summary_that_is_cut_from_the_text_names_no_picture(tmp_path: Path) -> None:
    body = "![logo.jpg](https://pictures.example.net/logo.jpg)\n\nThe words begin here."
    build_at(write_site(tmp_path, {"content/releases/a.md": release("A", body)}))
    page = (tmp_path / "output/index.html").read_text("utf-8")
    assert '<p class="card-summary">The words begin here.</p>' in page


# The story so far


def story(page: str) -> list[str]:
    """Return the words of each step of a page's story."""
    steps = re.findall(r"<li[^>]*>(.*?)</li>", after(page, "Story so far"), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", step).split()) for step in steps]


CHAIN = {
    "content/releases/one.md": release("First count", "It had 12,040 visitors.", date="2024-01-11"),
    "content/releases/two.md": release("Second count", "It had 1,204 visitors.", date="2024-01-12", replaces="one.md"),
    "content/releases/three.md": release("Last count", "It had 1,203 visitors.", date="2024-01-13", replaces="two.md"),
}


def build_chain(folder: Path, **changes: str) -> dict[str, str]:
    """Build three releases of which each replaces the one before, and return their pages by the day of their date."""
    files = CHAIN | {f"content/releases/{name}.md": text for name, text in changes.items()}
    build_at(write_site(folder, dict(files)))
    found = (folder / f"output/2024/01/{name}" for name in ("one", "two", "three"))
    pages = {path.name: path / "index.html" for path in found}
    pages |= {f"{name} changes": path.parent / "changes/index.html" for name, path in pages.items()}
    return {name: path.read_text(encoding="utf-8") for name, path in pages.items() if path.exists()}


def test_each_page_of_a_chain_tells_all_of_its_story(tmp_path: Path) -> None:
    pages = build_chain(tmp_path)
    assert story(pages["one"]) == [
        "January 11, 2024 First count This release",
        "January 12, 2024 Second count What changed",
        "January 13, 2024 Last count Current What changed",
    ]
    assert story(pages["three"]) == [
        "January 11, 2024 First count",
        "January 12, 2024 Second count What changed",
        "January 13, 2024 Last count Current This release What changed",
    ]
    assert 'href="../three/changes/"' in pages["one"]


def test_what_changed_is_marked_word_by_word(tmp_path: Path) -> None:
    page = build_chain(tmp_path)["two changes"]
    assert "<p>It had <del>12,040 </del><ins>1,204 </ins>visitors.</p>" in page
    assert "<h2><del>First </del><ins>Second </ins>count</h2>" in page
    assert '<meta name="robots" content="noindex">' in page


def test_nothing_of_a_withdrawn_text_is_in_a_difference(tmp_path: Path) -> None:
    text = CHAIN["content/releases/two.md"]
    for kept in ("removed", "kept"):
        withdrawn = text.replace("---\n\n", f"withdrawn: {{date: 2024-02-01, reason: Wrong, text: {kept}}}\n---\n\n")
        pages = build_chain(tmp_path, two=withdrawn)
        assert not {"two changes", "three changes"} & pages.keys()
        assert story(pages["one"])[1] == "January 12, 2024 Second count Withdrawn"


def test_a_story_knows_nothing_of_what_is_hidden(tmp_path: Path) -> None:
    embargo = "---\n\n", "embargo: 2027-01-01\n---\n\n"
    pages = build_chain(tmp_path, three=CHAIN["content/releases/three.md"].replace(*embargo))
    assert pages.keys() == {"one", "two", "two changes"}
    assert story(pages["one"]) == [
        "January 11, 2024 First count This release",
        "January 12, 2024 Second count Current What changed",
    ]
    assert "Last count" not in "".join(pages.values())


def test_a_variant_tells_the_story_of_its_announcement_and_is_no_part_of_it(tmp_path: Path) -> None:
    variant = release("Wire copy", date="2024-01-12", variant_of="two.md", replaces="one.md")
    pages = build_chain(tmp_path, wire=variant)
    assert "Wire copy" not in " ".join(story(pages["one"]))
    page = (tmp_path / "output/2024/01/wire/index.html").read_text(encoding="utf-8")
    assert [step.split(" 2024 ")[1] for step in story(page)] == [
        "First count",
        "Second count What changed",
        "Last count Current What changed",
    ]


def test_releases_that_replace_each_other_in_a_circle_are_told_without_end(tmp_path: Path) -> None:
    one = CHAIN["content/releases/one.md"].replace("---\n\n", "replaces: three.md\n---\n\n")
    assert len(story(build_chain(tmp_path, one=one)["two"])) == 3


# What to read next


def test_older_releases_that_share_rare_terms_follow_those_a_release_names(tmp_path: Path) -> None:
    files = {
        f"content/releases/r{day:02}.md": release(
            f"Release {day}", date=f"2024-01-{day:02}", tags="[common, rare]" if day in (2, 9) else "[common]"
        )
        for day in range(1, 10)
    }
    files["content/releases/r09.md"] = files["content/releases/r09.md"].replace("---\n\n", "related: r01\n---\n\n")
    build_at(write_site(tmp_path, dict(files)))
    before = (tmp_path / "output/2024/01/r09/index.html").read_text(encoding="utf-8")
    assert re.findall(r">(Release \d)</a>", after(before, "Related")) == [
        "Release 1",
        "Release 2",
        "Release 7",
        "Release 6",
        "Release 5",
    ], "the earlier one stands on the page already"
    report = build_at(
        write_site(tmp_path, {"content/releases/new.md": release("N", date="2024-01-20", tags="[common, rare]")})
    )
    changed = [address for address in report.changed if address.startswith("/2024/01/r")]
    assert changed == ["/2024/01/r09/"], "its neighbour, and no other"


# Paragraphs


def test_each_paragraph_begins_with_a_link_to_itself(tmp_path: Path) -> None:
    page = page_of(tmp_path, release("A", "One.\n\n- Two.\n\n## About us\n\nThree."))
    link = r' id="(p-[0-9a-f]{6})"><a class="anchor" href="#(p-[0-9a-f]{6})" aria-label="[^"]+"></a>'
    anchors = re.findall(link, page)
    assert len(anchors) == 4
    assert all(here == there for here, there in anchors)
    assert "¶" not in page
    assert "anchor" not in (tmp_path / "output/feed.xml").read_text(encoding="utf-8")


def test_a_release_of_seven_hundred_words_is_a_light_page(tmp_path: Path) -> None:
    import gzip
    import random

    words = random.Random(1)
    text = "\n\n".join(
        " ".join("".join(words.choices("etaoinshrdlu", k=words.randint(2, 9))) for _ in range(50)) for _ in range(14)
    )
    tags = "[one tag, another, a third, the fourth]"
    page = page_of(tmp_path, release("A title of some length for a release", text, tags=tags, people="[A. B, C. D]"))
    assert len(page.encode()) <= 20_000
    assert len(gzip.compress(page.encode(), 9)) <= 6_000
