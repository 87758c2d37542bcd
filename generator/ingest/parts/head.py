"""The head of a release: headline, subhead, pull quotes, dateline, and the blocks of the body that follow.

Nothing is dropped: what stands before the dateline and is none of these begins the body.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.ingest.blocks import Block
from generator.ingest.dateline import Dateline, find_release_line
from generator.ingest.parts.dateline_place import PlacedDateline, cut_dateline, locate_dateline
from generator.ingest.parts.pull_quotes import read_pull_quote
from generator.ingest.parts.release_marks import is_release_mark, without_marker
from generator.ingest.release_lines import match_embargo
from generator.model import Quote

_LONGEST_HEADLINE = 250
_LONGEST_SUBHEAD = 700
_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[.。۔।…]['”\"’)]*$|[,;]$")
_ABBREVIATED_END = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|LLC|Jr|Sr|U\.S|U\.K|U\.N|L\.P|S\.A|N\.V|a\.m|p\.m|etc|No|St|D\.C)\.$"
)
_BYLINE = re.compile(r"(?:By|BY)\s+[A-ZÀ-Þ][^.!?]{2,70}")
_KICKER = re.compile(
    r"(?:\W*\b(?:(?:for\s+)?immediate\s+release|(?:press|news|media)\s+(?:release|statement|information|advisory|alert)|communiqué(?:\s+de\s+presse)?"
    r"|pressemitteilung|medienmitteilung|nota\s+de\s+prensa|comunicado(?:\s+de\s+(?:prensa|imprensa))?|comunicato\s+stampa|persbericht|siaran\s+pers"
    r"|пресс-релиз|بيان\s+صحفي|הודעה\s+לעיתונות|新闻稿|新聞稿|プレスリリース|보도자료|embargoed\b.*|for\s+release\b.*)\b)+\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands before the text of a release, and the text."""

    title: str
    title_is_inferred: bool = False
    subtitle: str | None = None
    pull_quotes: tuple[Quote, ...] = ()
    dateline: Dateline | None = None
    release_line: Dateline | None = None
    """A line such as FOR IMMEDIATE RELEASE that states a date or an embargo."""
    body: tuple[Block, ...] = ()


def is_kicker(text: str) -> bool:
    """Tell a line such as PRESS RELEASE, FOR IMMEDIATE RELEASE, a byline or a release line from a headline."""
    if len(text) <= _LONGEST_HEADLINE and match_embargo(text):
        return True
    alone = _KICKER.fullmatch(text) or _BYLINE.fullmatch(text) or is_release_mark(text)
    return bool(alone) or find_release_line(text) is not None


def take_head(blocks: Sequence[Block], headline: str | None, plain: Callable[[str], str]) -> Head:
    """Cut the head off; `headline` is given when a heading has already told it, `plain` tells the words of a line."""
    placed = locate_dateline(blocks)
    released = _locate_release_line(blocks[: placed.index + 1 if placed else _MOST_HEAD_BLOCKS])
    if released and not placed and released.dateline.end >= len(blocks[released.index].text):
        blocks = [*blocks[: released.index], *blocks[released.index + 1 :]]  # it stands in for the dateline
    before = list(blocks[: placed.index]) if placed else list(_leading_short_blocks(blocks, headline))
    after = list(cut_dateline(blocks, placed, plain)) if placed else list(blocks[len(before) :])
    parts = _sort_head(before, headline, has_dateline=placed is not None)
    body = (*parts.rest, *after)
    title, subtitle = parts.headline, parts.subtitle
    if not title:
        paragraph = parts.summary or next((block.text for block in body if any(map(str.isalnum, block.text))), "")
        title = infer_title(paragraph or (placed.dateline.text if placed else ""))
        subtitle = parts.summary if parts.summary != title else None
    return Head(
        title=without_marker(title),
        title_is_inferred=parts.headline is None,
        subtitle=subtitle,
        pull_quotes=parts.pull_quotes,
        dateline=placed.dateline if placed else None,
        release_line=released.dateline if released else None,
        body=body,
    )


def infer_title(paragraph: str) -> str:
    """Return the beginning of a paragraph, cut between words at 120 characters at the most."""
    words = " ".join(paragraph.split())
    if len(words) <= _LONGEST_TITLE:
        return words
    return words[: _LONGEST_TITLE + 1].rpartition(" ")[0].rstrip() or words[:_LONGEST_TITLE]


def is_headline(block: Block) -> bool:
    """Tell whether a block reads like a headline rather than like a paragraph."""
    text = block.text
    if block.kind not in ("paragraph", "heading") or len(text) > _LONGEST_HEADLINE or not any(map(str.isalpha, text)):
        return False
    return not is_kicker(block.text) and (not _SENTENCE_END.search(text) or bool(_ABBREVIATED_END.search(text)))


_MOST_HEAD_BLOCKS = 6


@dataclass(slots=True)
class _SortedHead:
    """The blocks before the dateline, told apart."""

    headline: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    """The first paragraph, when it stands where the headline should."""
    pull_quotes: tuple[Quote, ...] = ()
    rest: tuple[Block, ...] = ()


def _sort_head(blocks: Sequence[Block], headline: str | None, *, has_dateline: bool) -> _SortedHead:
    head = _SortedHead(headline=headline)
    body_began = False
    number = 0
    while number < len(blocks):
        block = blocks[number]
        pull = read_pull_quote(blocks, number) if has_dateline else None
        if pull:
            head.pull_quotes += (pull.quote,)
            number += pull.blocks
            continue
        number += 1
        if head.headline is None and head.summary is None and is_headline(block):
            head.headline, more = _split_headline(block)
            head.subtitle = more
        elif head.headline is None and head.summary is None and _is_paragraph(block):
            head.summary = block.text
        elif head.headline and head.subtitle is None and not body_began and _is_paragraph(block, _LONGEST_SUBHEAD):
            head.subtitle = block.text
        elif block.kind != "rule":
            head.rest += (block,)
            body_began = body_began or not is_kicker(block.text)
    return head


def _split_headline(block: Block) -> tuple[str, str | None]:
    """Return the headline and, when its lines are not one sentence, the line below it as the subhead."""
    first, *others = block.words
    if not others or block.kind == "heading":
        return block.text, None
    runs_on = (
        others[0][:1].islower()
        or first.endswith((",", "-", "–", "—", ":", "&"))
        or (first.isupper() and others[0].isupper())
    )
    return (block.text, None) if runs_on and len(others) == 1 else (first, " ".join(others))


def _is_paragraph(block: Block, longest: int = 5000) -> bool:
    return block.kind in ("paragraph", "heading") and len(block.text) <= longest and not is_kicker(block.text)


def _leading_short_blocks(blocks: Sequence[Block], headline: str | None) -> Iterator[Block]:
    """Yield the headline and subhead of a text without a dateline: short blocks above the first paragraph."""
    wanted = 0 if headline else 2
    for number, block in enumerate(blocks[: len(blocks) - 1]):
        is_mark = is_kicker(block.text) or block.kind == "rule"
        if not is_mark and (not is_headline(block) or wanted == 0):
            return
        if not is_mark:
            wanted -= 1
            if wanted == 0 and not _begins_text(blocks[number + 1]):
                return
        yield block


def _begins_text(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) > _LONGEST_TITLE


def _locate_release_line(blocks: Sequence[Block]) -> PlacedDateline | None:
    for index, block in enumerate(blocks):
        found = find_release_line(block.text) if block.kind in ("paragraph", "raw") else None
        if found and (found.date or found.embargo):
            return PlacedDateline(index, found)
    return None
