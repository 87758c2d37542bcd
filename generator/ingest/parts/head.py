"""The head of a release: headline, subhead, pull quotes, dateline, and the blocks of the body that follow.

Nothing is dropped: what stands before the dateline and is none of these begins the body.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.ingest.blocks import Block, join_lines
from generator.ingest.dateline import Dateline, find_release_line
from generator.ingest.parts.dateline_place import PlacedDateline, cut_dateline, locate_dateline
from generator.ingest.parts.kickers import is_aside, is_caption, is_kicker, is_letterhead, is_office
from generator.ingest.parts.pull_quotes import read_pull_quote
from generator.ingest.parts.release_marks import without_marker
from generator.model import Quote

_LONGEST_HEADLINE = 400
_LONGEST_SUBHEAD = 700
_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[.。۔।…]['”\"’)]*$|[,;]$")
_ABBREVIATED_END = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|LLC|Jr|Sr|U\.S|U\.K|U\.N|L\.P|S\.A|N\.V|a\.m|p\.m|etc|No|St|D\.C)\.$"
)
_SHORTEST_LEAD = 60
_SENTENCE_INSIDE = re.compile(r"[a-zß-ÿ)”\"’][.!?]\s+[A-ZÀ-Þ“\"]")
_BULLET = re.compile(r"^\s*[•●▪◦‣·∙■*+-]\s+")
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
"""A character that says as much as two of an alphabet."""
_SAMPLE = 20
_GOES_ON = frozenset(
    "a an the of in on at by for from to with and or as into over after amid against its their"
    " der die das den dem des und von vom zu zum zur mit für im am le la les de du des et à au aux en pour par sur"
    " el los las del y con por lo gli di da della e per os do dos das em no na".split()
)
"""Words with which no headline ends."""


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


def take_head(
    blocks: Sequence[Block], headline: str | None, plain: Callable[[str], str], marked: int | None = None
) -> Head:
    """Cut the head off; `headline` is given when a heading has already told it, `plain` tells the words of a line.

    `marked` is the line on which FOR IMMEDIATE RELEASE stood: an office above it is none of the headline.
    """
    placed = locate_dateline(blocks)
    released = _locate_release_line(blocks[: placed.index + 1 if placed else _MOST_HEAD_BLOCKS])
    if released and marked is None:
        marked = blocks[released.index].line
    if released and not placed and released.dateline.end >= len(blocks[released.index].text):
        blocks = [*blocks[: released.index], *blocks[released.index + 1 :]]  # it stands in for the dateline
    offices = _offices_above(blocks, marked) if not headline and marked is not None else 0
    if placed:
        before = list(blocks[: placed.index])
    else:
        before = [*blocks[:offices], *_leading_short_blocks(blocks[offices:], headline)]
    after = list(cut_dateline(blocks, placed, plain)) if placed else list(blocks[len(before) :])
    if placed and not headline and len(after) == len(blocks) - placed.index - 1 and not any(map(is_headline, before)):
        before += _leading_short_blocks(after, None)  # the dateline stands above the headline
        after = list(blocks[len(before) + 1 :])
    offices = min(offices, len(before)) if any(map(is_headline, before[offices:])) else 0
    parts = _sort_head(before[offices:], after, headline, has_dateline=placed is not None)
    parts.rest = (*before[:offices], *parts.rest)
    body = (*parts.rest, *after)
    title, subtitle = parts.headline, parts.subtitle
    if not title:
        paragraph = parts.summary or next((block.text for block in body if _may_be_title(block.text)), "")
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


def _may_be_title(text: str) -> bool:
    return any(map(str.isalnum, text)) and not is_aside(text)


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
    if is_kicker(text) if block.kind == "heading" else is_aside(text):
        return False
    return not _SENTENCE_END.search(text) or bool(_ABBREVIATED_END.search(text)) or _is_shouted(text)


def _is_shouted(text: str) -> bool:
    """Tell a headline in capitals, which may end with a full stop."""
    return text.isupper() and len(text.split()) >= _FEWEST_SHOUTED_WORDS


_MOST_HEAD_BLOCKS = 6
_FEWEST_SHOUTED_WORDS = 4


@dataclass(slots=True)
class _SortedHead:
    """The blocks before the dateline, told apart."""

    headline: str | None = None
    subtitle: str | None = None
    summary: str | None = None
    """The first paragraph, when it stands where the headline should."""
    pull_quotes: tuple[Quote, ...] = ()
    rest: tuple[Block, ...] = ()


def _sort_head(
    blocks: Sequence[Block], below: Sequence[Block], headline: str | None, *, has_dateline: bool
) -> _SortedHead:
    """Tell the blocks before the dateline apart; `below` are those that follow."""
    head = _SortedHead(headline=headline)
    lead = next((block.text for block in below if len(block.text) > _SHORTEST_LEAD), "")
    body_began = False
    number = next_headline = 0
    while number < len(blocks):
        block = blocks[number]
        pull = read_pull_quote(blocks, number) if has_dateline else None
        if pull:
            head.pull_quotes += (pull.quote,)
            number += pull.blocks
            continue
        number += 1
        nameless = head.headline is None and head.summary is None
        if nameless and next_headline < number:  # looked for once, however many blocks stand before it
            next_headline = next((at for at in range(number, len(blocks)) if is_headline(blocks[at])), len(blocks))
        following = blocks[next_headline].text if next_headline < len(blocks) else None
        above = nameless and following is not None and is_letterhead(block, following, lead)
        if nameless and not above and is_headline(block):
            head.headline, head.subtitle = _split_headline(block)
        elif nameless and not above and has_dateline and _is_one_sentence(block):
            head.headline = block.text
        elif nameless and not above and _is_paragraph(block):
            head.summary = block.text
        elif head.headline and head.subtitle is None and not body_began and _is_subhead(block, head.headline):
            head.subtitle = _BULLET.sub("", block.text) if block.kind == "list" else block.text
        elif block.kind != "rule":
            head.rest += (block,)
            body_began = body_began or not (above or is_aside(block.text) or not block.text)
    return head


def _split_headline(block: Block) -> tuple[str, str | None]:
    """Return the headline and, when its lines are not one sentence, the line below it as the subhead."""
    if block.kind == "heading":
        return block.text, None
    lines = list(filter(None, map(str.strip, block.words)))  # a line of Markdown may be syntax alone, such as <br>
    size = 1
    while size < len(lines) and _runs_on(lines[size - 1], lines[size]):
        size += 1
    return join_lines(lines[:size]), join_lines(lines[size:]) or None


def _runs_on(line: str, following: str) -> bool:
    """Tell whether a headline that was broken behind `line` goes on in the following one."""
    if following[:1].islower() or line.endswith((",", "-", "–", "—", ":", "&")):
        return True
    return line.split()[-1].casefold() in _GOES_ON or (line.isupper() and following.isupper())


def _is_one_sentence(block: Block) -> bool:
    """Tell a headline with a full stop: one short sentence alone."""
    text = block.text
    alone = block.kind in ("paragraph", "heading") and len(block.words) == 1 and len(text) <= _LONGEST_TITLE
    return alone and not is_aside(text) and not _SENTENCE_INSIDE.search(text)


def _is_subhead(block: Block, headline: str) -> bool:
    """Tell a subhead from the headline once more, from captions, and from prose that leads to what follows."""
    text = block.text
    if not text or text.endswith((":", "：")) or is_caption(text) or is_aside(text) or _is_same(text, headline):
        return False
    if block.kind == "list":
        return len(block.words) == 1 and len(text) <= _LONGEST_SUBHEAD
    return _is_paragraph(block, _LONGEST_SUBHEAD)


def _is_same(first: str, second: str) -> bool:
    """Tell whether two texts differ in letter case and white space at the most."""
    return "".join(first.split()).casefold() == "".join(second.split()).casefold()


def _is_paragraph(block: Block, longest: int = 5000) -> bool:
    return block.kind in ("paragraph", "heading") and len(block.text) <= longest and not is_aside(block.text)


def _leading_short_blocks(blocks: Sequence[Block], headline: str | None) -> Iterator[Block]:
    """Yield the headline and subhead of a text without a dateline: short blocks above the first paragraph."""
    wanted = 0 if headline else 2
    for number, block in enumerate(blocks[: len(blocks) - 1]):
        is_mark = is_aside(block.text) or block.kind == "rule"
        if not is_mark and (not is_headline(block) or wanted == 0):
            return
        if not is_mark:
            wanted -= 1
            if wanted == 0 and not _begins_text(blocks[number + 1]):
                return
        yield block


def _begins_text(block: Block) -> bool:
    size = len(block.text) * (2 if _WIDE.search(block.text, 0, _SAMPLE) else 1)
    return block.kind == "paragraph" and size > _LONGEST_TITLE


def _offices_above(blocks: Sequence[Block], marked: int) -> int:
    """Return how many of the first blocks are the letterhead above the marked line."""
    above = [block for block in blocks if block.line < marked]
    return len(above) if above and all(is_office(block) or is_aside(block.text) for block in above) else 0


def _locate_release_line(blocks: Sequence[Block]) -> PlacedDateline | None:
    """Return the release line above the text: a date alone within the text is a letter's, or an event's."""
    for index, block in enumerate(blocks):
        found = find_release_line(block.text) if block.kind in ("paragraph", "raw") else None
        if found and (found.date or found.embargo):
            return PlacedDateline(index, found)
        if _begins_text(block) and (_SENTENCE_END.search(block.text) or block.text.endswith(":")):
            return None
    return None
