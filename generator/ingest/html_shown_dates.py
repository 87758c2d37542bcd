"""The day of issue as a page shows it: a short line near the headline that says when the release was published.

A line is one by its words ("Posted on …", "by Mary Miller | …") or by the name its template gives it. The days of
events, of comments and of later changes are none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.dates import StatedDate
from generator.ingest.date_phrases import WrittenDate, match_date, match_time
from generator.ingest.dateline import find_dateline, find_release_line
from generator.ingest.html_page import Element, ShownBlock, nearest_heading, text_of
from generator.ingest.metadata_dates import read_metadata_date

_LABEL = (
    r"(?:first|originally|story)?\s*(?:published|posted|issued|released|created|date|dated|added)(?:\s+(?:in|by)\b.{0,60})?(?:\s+date)?(?:\s*(?:on|at))?"
    r"|(?:release|publication|publish|posting|press\s+release)\s+date|date\s+(?:of\s+(?:release|issue|publication)|posted|published|released|issued)"
    r"|(?:publi[ée]e?s?|mise?\s+en\s+ligne|parue?|post[ée]e?)(?:\s+(?:le|sur|par\b.{0,60}le))?|date\s+de\s+(?:publication|parution)"
    r"|(?:veröffentlicht|erstellt|geschrieben|publiziert|eingetragen|gespeichert|eingestellt)(?:\s+(?:von|in)\b.{0,60})?(?:\s+(?:am|um))?"
    r"|datum|erscheinungsdatum|veröffentlichungsdatum|(?:presse|medien)?mitteilung\s+vom|(?:news|meldung|artikel|nachricht)\s+vom"
    r"|publicad[oa](?:\s+(?:el|en|em|por\b.{0,60}))?|fecha(?:\s+de\s+publicación)?|data(?:\s+d[ei]\s+(?:publica\w+|pubblicazione))?|postado\s+em"
    r"|pubblicat[oa](?:\s+(?:il|in\b.{0,60}))?|gepubliceerd(?:\s+op)?|geplaatst(?:\s+op)?|publicera[td](?:\s+den)?|publisert|udgivet|offentliggjort"
    r"|julkaistu|opublikowan[oey]|data\s+publikacji|publikacja|dodano|publikováno|vydáno|zveřejněno|megjelent|közzétéve|publicat"
    r"|опубликован[оаы]?|дата(?:\s+публикации)?|опубліковано|размещено|yayın(?:lanma|lama)?(?:\s+tarihi)?|tarih"
    r"|公開日?時?|掲載日?|投稿日?|発表日?|配信日?時?|日付|发布(?:时间|日期|于)?|發[布佈](?:時間|日期|於)?|发表(?:时间|日期)|发稿时间|日期|时间|時間"
    r"|등록일?시?|작성일?시?|게시일?|입력|배포일?시?|보도일시|تاريخ(?:\s+النشر)?|نشر(?:\s+في)?|تاریخ(?:\s+انتشار)?|منتشر\s+شده|פורסם(?:\s+ב)?|תאריך"
    r"|diterbitkan|dipublikasikan|tanggal|ngày\s+đăng"
)
_LABELLED = re.compile(rf"(?:^|[\s\W])(?:{_LABEL})\W*$", re.IGNORECASE)
_WEAKLY_LABELLED = re.compile(r"(?:^|\W)(?:on|from|le|du|el|il|am|vom|op|den|em|в|от)\W*$", re.IGNORECASE)
_CHANGED = re.compile(
    r"(?:updat\w*|modifi\w*|revis\w*|last\s+(?:change|edit|review)\w*|reviewed|mis\s+à\s+jour|maj|actuali[sz]\w*"
    r"|aggiornat\w*|aktuali\w*|geändert|änderung|stand|bijgewerkt|uppdatera\w*|oppdatert|opdateret|päivitetty|atualiza\w*|modifica"
    r"|обновлен\w*|изменен\w*|güncelle\w*|更新(?:日時?|时间|時間)?|最終更新|수정일?|تحديث|به‌?روزرسانی|accessed|retrieved|copyright|expires?|©)"
    r"[^\d]{0,24}$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:written\s+)?(?:by|von|par|por|di|av|af|door|oleh|автор\w*|author|autor|auteur|autore)\b", re.IGNORECASE
)
_CATEGORY = re.compile(
    r"\W*(?:(?:press|news|media|company|corporate)\s+)?(?:news|press|releases?|announcements?|articles?|stor(?:y|ies)|blog|statements?)\W*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:[|•·»>/⋅‧～~:]|\s[-–—])\s*$")
_AFTER = re.compile(
    r"\s*[.,]?\s*(?:$|[|•·»⋅~/(\[]|[-–—]|by\b|von\b|par\b|por\b|at\b|um\b|à\b|klo\b|uhr\b|in\s+\w+$|\d{1,2}\s*[:hH時시点]|updated|last\b|mis\b"
    r"|公開|掲載|来源|來源|發信|発信|작성|filed\b|posted\b|\d+\s+(?:min|comment|kommentar))",
    re.IGNORECASE,
)
_NAMES = frozenset(
    "date dates datum fecha time timestamp timeago posted published publication publishing publish pubdate pubtime "
    "postdate pub byline dateline meta metadata submitted datetime daytime created createdate issued zeit "
    "released".split()
)
_OTHER_NAMES = frozenset(
    "comment comments commentlist event events update updated modified lastmod lastchanged expires copyright "
    "deadline".split()
)
_NAMES_BESIDE = frozenset("related teaser card widget sidebar".split())
"""Names of boxes with other news, which templates may give to the headline's own as well."""
_NAME = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_AMERICAN_TIME = re.compile(r"\d\s*(?:[ap]\.?m\.?\s*)?\(?(?:[ECMP][SD]?T)\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|[/.'’]\s?\d\d")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")
_START = re.compile(r"(?<![^\W\d_])(?=[^\W\d_])|(?<!\d)(?=\d)")
_ABOVE, _BELOW = 8, 10
"""How many blocks above and below the headline are looked at."""
_NEAR = 3
_PARAGRAPH = 120
"""Characters of a block that is text of the release; the second one ends the head of the page."""
_LONGEST_LINE = 120
_LONGEST_AROUND = 200


class _Seen(NamedTuple):
    """A date in a line."""

    before: str
    """What stands between it and the date before it."""
    written: WrittenDate
    after: str


def find_shown_date(root: Element, blocks: Sequence[ShownBlock], title: Element | None) -> StatedDate | None:
    """Return the day of issue that a line near the headline states, or one that says so further on."""
    index = _place_of_headline(blocks, title)
    below = list(_head_below(blocks[index + 1 :]))
    above = blocks[max(index - _ABOVE, 0) : index]
    month_first = _is_month_first(root, blocks)
    for time in title.iter("time") if title is not None else ():
        if date := _date_in_line(text_of(time), month_first, named=True):
            return date
    for block in (*reversed(above[-_NEAR:]), *below, *reversed(above[:-_NEAR])):
        if (_YEAR.search(block.text) or block.element.find(".//time") is not None) and (
            date := _date_of(block, month_first)
        ):
            return date
    labelled = {
        date
        for block in blocks[index + 1 :]
        if len(block.text) <= _LONGEST_LINE and _YEAR.search(block.text) and not _is_other(block.element)
        for seen in _dates_in(block.text)
        if _LABELLED.search(seen.before) and not _CHANGED.search(seen.before)
        if (date := _day(seen.written, month_first))
    }
    return labelled.pop() if len(labelled) == 1 else None


def _place_of_headline(blocks: Sequence[ShownBlock], title: Element | None) -> int:
    """Return the number of the block that is the headline, or of the one above the first paragraph."""
    held = set(title.iter()) if title is not None else ()
    of_title = [number for number, block in enumerate(blocks) if block.element in held]
    if of_title:
        return of_title[-1]
    paragraph = next((number for number, block in enumerate(blocks) if len(block.text) >= _PARAGRAPH), 1)
    return max(paragraph - 1, 0)


def _head_below(blocks: Sequence[ShownBlock]) -> Iterator[ShownBlock]:
    paragraphs = 0
    for block in blocks[:_BELOW]:
        paragraphs += len(block.text) >= _PARAGRAPH
        if paragraphs > 1:
            return
        yield block


def _date_of(block: ShownBlock, month_first: bool | None) -> StatedDate | None:
    parts = [part for part in block.element.iter("time", "span") if not _is_change(part)]
    if len(block.text) > _LONGEST_LINE:
        return next((date for part in parts if (date := _date_of_part(part, month_first))), None)
    if _is_other(block.element):
        return _date_in_line(_spaced(block), month_first, only_labelled=True)
    for part in parts:
        said = read_metadata_date(part.get("datetime") or "") if part.tag == "time" else None
        if date := said if said and said.day else _date_of_part(part, month_first):
            return date
    line = find_release_line(block.text)
    if line and line.date and line.date.day:
        return line.date
    named = any(_is_named(part) for part in block.element.iter()) or _is_around_named(block.element)
    if nearest_heading(block.element) is None and (date := _date_in_line(_spaced(block), month_first, named=named)):
        return date
    dateline = find_dateline(block.text)
    return dateline.date if dateline and dateline.date and dateline.end >= len(block.text) else None


def _date_of_part(part: Element, month_first: bool | None) -> StatedDate | None:
    """Return the day that a part of a paragraph is marked as stating."""
    text = text_of(part) if _is_named(part) and _is_short(part) else ""
    return _date_in_line(text, month_first)


def _is_change(part: Element) -> bool:
    """Tell whether a part of a line is the day of a change, by its name or the words before it."""
    previous, parent = part.getprevious(), part.getparent()
    said = (previous.tail or text_of(previous)) if previous is not None else parent.text if parent is not None else ""
    said = said or ""
    return _is_other(part) or bool(_CHANGED.search(" ".join(said.split())))


def _date_in_line(
    text: str, month_first: bool | None, *, named: bool = False, only_labelled: bool = False
) -> StatedDate | None:
    """Return the first day of issue that a line states; `named` if its template calls it one."""
    if month_first is None and _AMERICAN_TIME.search(text):
        month_first = True
    for seen in _dates_in(text):
        if _CHANGED.search(seen.before) or not (date := _day(seen.written, month_first)):
            continue
        if named or _LABELLED.search(seen.before):
            return date
        if only_labelled:
            continue
        opens = (
            not any(map(str.isalnum, seen.before))
            or _CATEGORY.fullmatch(seen.before)
            or _JOINT.search(seen.before)
            or _BYLINE.match(seen.before)
        )
        if (opens or _WEAKLY_LABELLED.fullmatch(seen.before)) and _AFTER.match(seen.after):
            return date
    return None


def _dates_in(text: str) -> Iterator[_Seen]:
    """Yield the days written in a line, with what stands around each."""
    last, position = 0, 0
    while start := _START.search(text, position):
        position = start.end() + 1
        written = match_date(text, start.end())
        if written:
            end = written.end
            yield _Seen(text[last : start.end()], written, text[match_time(text, _skip_blanks(text, end)) or end :])
            last = position = end


def _skip_blanks(text: str, position: int) -> int:
    found = re.compile(r"[\s,]*").match(text, position)
    return found.end() if found else position


def _day(written: WrittenDate, month_first: bool | None) -> StatedDate | None:
    if written.american and month_first is not None:
        date = written.american
        return date if month_first or not date.day else StatedDate(date.year, date.day, date.month)
    return written.date if written.date and written.date.day else None


def _is_month_first(root: Element, blocks: Sequence[ShownBlock]) -> bool | None:
    """Tell what the page means by 02/03/12: what its other dates mean, else what its language means."""
    pairs = [(int(found[1]), int(found[2])) for block in blocks for found in _SLASHED.finditer(block.text)]
    month_first = any(first <= 12 < second <= 31 for first, second in pairs)
    day_first = any(second <= 12 < first <= 31 for first, second in pairs)
    if month_first or day_first:
        return None if month_first and day_first else month_first
    language = (root.get("lang") or "").lower().replace("_", "-")
    if language in ("", "en"):
        return None
    return language in ("en-us", "es-us")


def _spaced(block: ShownBlock) -> str:
    """Return the words of a line, with a blank between what its markup keeps apart."""
    spaced = " ".join(" ".join(block.element.itertext()).split())
    return spaced if "".join(spaced.split()) == "".join(block.text.split()) else block.text


def _is_around_named(element: Element) -> bool:
    """Tell whether a template names the line, or a box of little more than it, as the place of a date."""
    around = element.getparent()
    while around is not None and around.tag != "body" and _is_short(around):
        if _is_named(around):
            return True
        around = around.getparent()
    return False


def _is_short(element: Element) -> bool:
    """Tell whether a box holds little more than a line."""
    length = 0
    for words in element.itertext():
        length += len(words.strip())
        if length > _LONGEST_AROUND:
            return False
    return True


def _is_named(element: Element) -> bool:
    """Tell whether a template calls an element a date, and not an event's or a comment's."""
    return element.tag == "time" or any(words & _NAMES and not words & _OTHER_NAMES for words in _names_of(element))


def _is_other(element: Element) -> bool:
    return not _is_named(element) and any(words & _OTHER_NAMES for words in _names_of(element))


def _names_of(element: Element) -> Iterator[set[str]]:
    """Yield the words of each of an element's names: entryDate, entry-date and entry_date have two."""
    for attribute in ("class", "id", "itemprop"):
        for name in (element.get(attribute) or "").split():
            yield {word.lower() for word in _NAME.findall(name)}
