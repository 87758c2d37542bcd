"""What a template leaves at the edges of a text: lines of date and reading time above it, lists of other news below it.

Only whole blocks go, and only from the edges inwards: what stands between two paragraphs of the text is never touched.
"""

import re
from collections.abc import Iterator

from generator.ingest.date_phrases import match_date, match_time
from generator.ingest.html_page import Element, text_of
from generator.ingest.parts.kickers import is_kicker

_BLOCKS = frozenset(
    "p div section article header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tbody thead tr td th blockquote pre hr"
    " figure main center aside".split()
)
_KEPT = frozenset({"figure", "img", "video", "audio", "picture", "iframe"})
_SENTENCE_WORDS = 20
"""Words of a block that is text of the release, whatever stands around it."""
_MOST_EDGES = 12
"""Blocks at each edge that are looked at."""
_LONGEST_LINE = 160
_LINKED = 0.5
_MOSTLY = 0.8
_FEW_WORDS = 40
_META_WORD = re.compile(
    r"(?i:published|posted|updated|modified|revised|last|date|time|on|at|by|of|min(?:ute)?s?|read(?:ing)?|am|pm|e[sd]?t"
    r"|c[es]*t|gmt|utc|uhr|publié|mis|à|jour|modifié|le|veröffentlicht|stand|publicado|atualizado|actualizado|em|el|en"
    r"|pubblicato|il|gepubliceerd|op|nieuwsbericht|wib|wita|wit|views?|news|press|release|share|print|pdf|h)(?!\w)"
    r"|发布时间|發布時間|发布日期|来源|來源|浏览次数|点击数?|字号|字体|打印|作者|阅读|등록일|조회수?|更新|公開|掲載|تاريخ|نشر"
)
_META_LABELS = re.compile(r"发布(?:时间|日期)|發[布佈](?:時間|日期)|来源|來源|浏览|点击|字号|字体|打印|조회|등록")
_READING_TIME = re.compile(r"\d\s*min(?:ute)?s?\b.{0,10}$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_LABEL_NAME = re.compile(r"categor|eyebrow|kicker|(?:^|[\s_-])(?:tag|topic|type)(?:$|[\s_-])", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"(?:download|print|pdf|view|save|télécharger|herunterladen|descargar|scarica|baixar)\b.{0,50}", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?:related(?! (?:links|documents|files|materials|downloads))\b.*"
    r"|more\s+(?:news|stories|releases|articles|from\b).*"
    r"|(?:latest|recent|other|further)\s+(?:news|posts?|stories|articles|(?:press\s+|news\s+)?releases?)\b.*|explore\s+more.*"
    r"|you\s+(?:may|might)\s+also.*|(?:up|read)\s+next|see\s+also|most\s+(?:read|viewed|popular)|e-?mail\s+alerts?"
    r"|subscribe\b.*|sign\s+up\b.*|stay\s+(?:connected|in\s+the\s+loop|informed|up\s+to\s+date)|newsletter|share\b.{0,30}"
    r"|follow\s+us.*|downloads?|weitere\s+(?:presse|news|meldungen|artikel|nachrichten|beiträge)\w*|mehr\s+(?:zum\s+thema|news)"
    r"|verwandte\s+\w+|das\s+könnte\s+sie.*|voir\s+aussi|(?:à\s+)?lire\s+aussi|articles?\s+(?:liés|similaires)"
    r"|(?:más|otras)\s+noticias|(?:noticias|notícias)\s+relacionadas|(?:veja|leia)\s+(?:também|mais)|articoli\s+correlati"
    r"|leggi\s+anche|altre\s+notizie|zie\s+ook|gerelateerd.*|meer\s+nieuws|lees\s+ook|berita\s+(?:terkait|lainnya)|baca\s+juga"
    r"|похожие\s+\w+|другие\s+новости|читайте\s+также|(?:أخبار|مواضيع|مقالات)\s+ذات\s+صلة|اقرأ\s+أيضا|(?:اخبار|مطالب)\s+مرتبط"
    r"|関連(?:記事|ニュース|情報)|相[关關](?:新[闻聞]|[阅閱][读讀]|文章)|관련\s?(?:기사|뉴스)|다른\s+소식)\s*:?",
    re.IGNORECASE,
)
"""Headings of what newsrooms show below each of their releases; Related Links and Related Documents are none."""
_LAST_LINES = re.compile(
    r"(?:back\s+to\b.{0,30}|return\s+to\b.{0,30}|zurück\b.{0,30}|retour\b.{0,30}|volver\b.{0,20}|voltar\b.{0,20}"
    r"|terug\b.{0,20}|возврат\s+к\b.{0,20}|목록|返回.{0,8}|ページ(?:の先頭|トップ).{0,4}|一覧(?:へ|に).{0,4}"
    r"|(?:上一[篇条]|下一[篇条]|previous|next)\s*[:：].{0,80}|(?:责任编辑|責任編輯|编辑|編輯)\s*[:：].{0,20}|版权所有.{0,60}"
    r"|(?:share|compart[ie]\w*|partager|teilen|condividi|delen|bagikan)\b.{0,40}|شارك.{0,30}|send\s+mail\s+to\b.{0,140}"
    r"|(?:this\s+page\s+was\s+)?last\s+(?:updated|modified|reviewed)\b.{0,40}|page\s+last\b.{0,50})",
    re.IGNORECASE,
)


def drop_edges(container: Element, title: Element | None) -> None:
    """Drop what stands above the first and below the last paragraph of the release and is none of its words."""
    _drop_below(container)
    _drop_above(container, title)


def _leaves(container: Element) -> Iterator[Element]:
    """Yield the blocks that hold no other block, and the lines that stand between blocks."""
    holding = {parent for block in container.iter(*_BLOCKS) for parent in block.iterancestors()}
    for element in container.iter():
        if element not in holding and (element.tag in _BLOCKS or element.getparent() in holding):
            yield element


def _drop_above(container: Element, title: Element | None) -> None:
    headline = set(title.iter()) if title is not None else set()
    below = headline.isdisjoint(container.iter())
    for number, block in enumerate(list(_leaves(container))):
        text = _spaced(block)
        if block in headline:
            below = True
        elif number > _MOST_EDGES or len(text.split()) >= _SENTENCE_WORDS or block is container:
            return
        elif text and is_page_line(block, text):
            _drop(block)
        elif text and below:
            return


def is_page_line(block: Element, text: str) -> bool:
    """Tell a line that only says when the page was published, how long it is, or where its copy can be had."""
    if len(text) > _LONGEST_LINE:
        return False
    if _is_linked(block) or _DOWNLOAD.fullmatch(text):
        return True
    if len(text.split()) <= 2 and _LABEL_NAME.search(f"{block.get('class') or ''} {block.get('id') or ''}"):
        return True
    dated, rest = _without_dates(text)
    if not dated and not _READING_TIME.search(text):
        return False
    return (
        len(_META_LABELS.findall(text)) > 1
        or not _TOKEN.search(_META_WORD.sub(" ", rest))
        or is_kicker(rest.strip(" |·•-–—:"))
    )


def _without_dates(text: str) -> tuple[bool, str]:
    """Return whether a line has a date, and its words without dates, times and numbers."""
    dated = False
    kept: list[str] = []
    position = 0
    while found := _TOKEN.search(text, position):
        date = match_date(text, found.start())
        end = date.end if date else match_time(text, found.start())
        dated = dated or date is not None
        if not end and not found[0].isdigit():
            kept.append(text[position : found.end()])
        position = max(end or 0, found.end())
    return dated, " ".join(kept)


def _drop_below(container: Element) -> None:
    blocks = [block for block in _leaves(container) if block is not container]
    heading = next(
        (
            number
            for number, block in enumerate(blocks)
            if number and _OTHERS.fullmatch(text_of(block)) and _are_others(blocks[number + 1 :])
        ),
        len(blocks),
    )
    for block in blocks[heading:]:
        _drop(block)
    for block in reversed(blocks[max(heading - _MOST_EDGES, 1) : heading]):
        text = text_of(block)
        if text and not _LAST_LINES.fullmatch(text):
            return
        if not any(child.tag in _KEPT for child in block.iter()):
            _drop(block)


def _are_others(blocks: list[Element]) -> bool:
    """Tell whether blocks are links to other news, or invitations: little is said in them but what links say."""
    words = sum(len(text_of(block).split()) for block in blocks)
    linked = sum(len(text_of(link).split()) for block in blocks for link in block.iter("a"))
    longest = max((len(text_of(block).split()) for block in blocks), default=0)
    return linked >= _LINKED * words or (words <= _FEW_WORDS and longest <= _FEW_WORDS)


def _is_linked(block: Element) -> bool:
    letters = sum(map(str.isalnum, text_of(block)))
    linked = sum(sum(map(str.isalnum, text_of(link))) for link in block.iter("a"))
    return 0 < letters * _MOSTLY <= linked


def _spaced(block: Element) -> str:
    return " ".join(" ".join(block.itertext()).split())


def _drop(block: Element) -> None:
    """Drop a block, and the boxes around it that held nothing else."""
    parent = block.getparent()
    block.drop_tree()
    while (
        parent is not None
        and parent.getparent() is not None
        and not text_of(parent)
        and not any(child.tag in _KEPT for child in parent.iter())
    ):
        parent, emptied = parent.getparent(), parent
        emptied.drop_tree()
