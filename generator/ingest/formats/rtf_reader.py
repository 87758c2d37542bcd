"""The tokens of a rich text → its paragraphs, without what its writer deleted, hid or remarked.

A destination that is not known is passed over, as the specification has it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.ingest.formats.left_out import LeftOut
from generator.ingest.formats.rtf_encodings import Encodings
from generator.ingest.formats.rtf_markup import Paragraph, Run
from generator.ingest.formats.rtf_pictures import Picture
from generator.ingest.formats.rtf_state import State
from generator.ingest.formats.rtf_tokens import CharacterDecoder, Token
from generator.ingest.formats.rtf_words import BREAKS, CAPTIONS, CAPTURED, CHARACTERS, MARGINS, READ, SIGNS, SKIPPED

_ADDRESS = re.compile(r"HYPERLINK\s+\"([^\"]+)\"")
_DEEPEST = 5000


class NestedTooDeep(Exception):
    """There are more groups in each other than any document has."""


@dataclass(slots=True)
class RtfReader:
    """One walk through a file; `paragraphs` is what it finds."""

    left_out: LeftOut
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    """In the order in which they stand; they are in the runs of the paragraphs too."""
    title: str = ""
    is_whole: bool = False
    """The first group was closed."""
    _state: State = field(default_factory=State)
    _stack: list[State] = field(default_factory=list)
    _decoder: CharacterDecoder = field(default_factory=CharacterDecoder)
    _encodings: Encodings = field(default_factory=Encodings)
    _style: int = 0
    _titles: set[int] = field(default_factory=set)
    _captions: set[int] = field(default_factory=set)
    _picture: Picture = field(default_factory=Picture)
    _property: str = ""
    _around: list[tuple[Paragraph, bool]] = field(default_factory=list)
    _edges: list[int] = field(default_factory=list)
    _paragraph: Paragraph = field(default_factory=Paragraph)
    _in_table: bool = False
    _cell: list[Paragraph] = field(default_factory=list)
    _cells: list[list[Paragraph]] = field(default_factory=list)
    _captured: list[str] = field(default_factory=list)
    _address: str = ""
    _to_skip: int = 0
    _last_dropped: str = ""

    def read(self, tokens: Iterable[Token]) -> None:
        """Read all tokens up to the end of the first group; raises NestedTooDeep."""
        for kind, value, number in tokens:
            if kind == "{":
                self._begin_group()
            elif kind == "}":
                if len(self._stack) <= 1:
                    self.is_whole = True
                    break
                self._end_group()
            elif kind == "word":
                self._word(value, number)
            elif kind == "sign":
                self._sign(value)
            elif kind == "binary":
                self._picture.binary += [value.encode("latin-1")] if self._state.destination == "pict" else []
            else:
                self._bytes(value)
        self._end_paragraph()

    def _begin_group(self) -> None:
        if len(self._stack) > _DEEPEST:
            raise NestedTooDeep
        self._to_skip = 0
        self._stack.append(self._state)

    def _end_group(self) -> None:
        self._to_skip = 0
        self._text(self._decoder.finish())
        ended, self._state = self._state, self._stack.pop()
        if ended.box > self._state.box:
            self._end_box()
        if ended.destination == self._state.destination or ended.destination not in CAPTURED | MARGINS:
            return
        words, self._captured = "".join(self._captured), []
        if ended.destination == "title":
            self.title = words
        elif ended.destination == "fldinst":
            found = _ADDRESS.search(words)
            self._address = found[1] if found else ""
        elif ended.destination == "sn":
            self._property = words.strip()
        elif ended.destination == "sv":
            self._picture.note_property(self._property, words)
        elif ended.destination in {"listtext", "pntext"}:
            self._paragraph.level = self._paragraph.level or 0
            self._paragraph.numbered = any(map(str.isalnum, words)) and words.strip() != "o"
        elif ended.destination in MARGINS and words.strip():
            self.left_out.margins.append(" ".join(words.split()))

    def _word(self, word: str, number: int | None) -> None:
        to_skip, self._to_skip = self._to_skip, 0
        if word == "u":
            self._text(self._decoder.finish() + chr((number or 0) % 0x10000))
            self._to_skip = self._state.skip
        elif word in CHARACTERS and to_skip:
            self._to_skip = to_skip - 1  # it stands for the Unicode character before it
        elif word in CHARACTERS:
            self._text(self._decoder.finish() + CHARACTERS[word])
        elif word in BREAKS:
            self._break()
        elif not self._begin_destination(word) and not self._set_character(word, number):
            self._set_paragraph(word, number)

    def _begin_destination(self, word: str) -> bool:
        """Begin what a group holds other than text; True when the word does."""
        state = self._state
        if word in {"sn", "sv"} and state.destination != "sp":
            self._state = replace(state, destination="skipped")
        elif word in CAPTURED | MARGINS:
            self._state = replace(state, destination=_inner(state.destination, word), starred=False)
            self._captured = []
        elif word == "annotation":
            self.left_out.comments += not state.destination
            self._state = replace(state, destination="skipped")
        elif word == "pict":
            self._begin_picture()
        elif word == "sp":
            self._state = replace(state, destination="sp" if state.destination in {"", "pict"} else "skipped")
        elif word in {"object", "mmath"}:
            self.left_out.embedded += not state.destination
            self._state = replace(state, destination="skipped")
        elif word == "shpinst":
            self._picture = Picture()
            self._state = replace(state, starred=False)
        elif word == "shptxt" and not state.destination:
            self._begin_box()
        elif word == "fldrslt" and not state.destination:
            self._state = replace(state, link=self._address or state.link)
            self._address = ""
        elif word == "footnote" and not state.destination:
            self.notes.append(Paragraph())
            self._text(f"[{len(self.notes)}]")
            self._state = replace(state, destination="footnote", starred=False)
        elif word in {"ud", "result"} and state.destination == "skipped":
            self._state = replace(state, destination=self._stack[-2].destination if len(self._stack) > 1 else "")
        elif word in SKIPPED or (state.starred and word not in READ):
            self._state = replace(state, destination="skipped")
        else:
            self._state = replace(state, starred=False)  # the star is the next word's alone
            return False
        return True

    def _set_character(self, word: str, number: int | None) -> bool:
        """Set what holds for characters; True when the word does."""
        state, on = self._state, number != 0
        if word == "v":
            self._state = replace(state, hidden=on)
        elif word in {"deleted", "mvf"}:
            self._state = replace(state, deleted=on)
        elif word == "b":
            self._state = replace(state, bold=on)
        elif word == "i":
            self._state = replace(state, italic=on)
        elif word == "plain":
            self._state = replace(state, hidden=False, deleted=False, bold=False, italic=False, font=None)
        elif word == "uc":
            self._state = replace(state, skip=max(number or 0, 0))
        elif word == "f" and state.destination != "fonttbl":
            self._state = replace(state, font=number or 0)
        elif state.destination == "pict":
            self._picture.note_word(word, number)
        else:
            return self._encodings.note_word(word, number, in_table=state.destination == "fonttbl")
        return True

    def _set_paragraph(self, word: str, number: int | None) -> None:
        """Set what holds for paragraphs, and end cells and rows."""
        paragraph, argument = self._paragraph, number or 0
        if self._state.destination == "stylesheet":
            self._style = argument if word == "s" else self._style
        elif self._state.destination:
            return
        elif word == "pard":
            paragraph.heading, paragraph.level, paragraph.numbered, paragraph.is_caption = 0, None, False, False
            self._in_table = False
        elif word == "s":
            paragraph.heading = 1 if argument in self._titles else paragraph.heading
            paragraph.is_caption = argument in self._captions
        elif word == "outlinelevel" and argument < 6:
            paragraph.heading = paragraph.heading or argument + 1
        elif word == "ilvl":
            paragraph.level = min(argument, 8)
        elif word == "intbl":
            self._in_table = True
        elif word in {"cell", "nestcell"}:
            self._in_table = True
            self._end_paragraph()
            if word == "cell":
                self._cells.append(self._cell)
                self._cell = []
        elif word == "trowd":
            self._edges = []
        elif word == "cellx":
            self._edges.append(argument)
        elif word == "row":
            self.paragraphs.append(Paragraph(cells=self._cells, edges=tuple(self._edges)))
            self._cells = []

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, starred=True)
        elif sign in "\r\n":
            self._break()
        elif sign in SIGNS and self._to_skip:
            self._to_skip -= 1
        elif sign in SIGNS:
            self._bytes(SIGNS[sign]) if sign in "{}\\" else self._text(SIGNS[sign])

    def _bytes(self, characters: str) -> None:
        if self._state.destination == "pict":
            self._picture.digits.append(characters)
            return
        skipped = min(self._to_skip, len(characters))
        self._to_skip -= skipped
        self._text(self._decoder.decode(characters[skipped:], self._encodings.of_font(self._state.font)))

    def _text(self, text: str) -> None:
        state = self._state
        if not text or state.destination == "skipped":
            return
        dropped = "hidden" if state.hidden else "deleted" if state.deleted else ""
        if dropped:
            if text.strip() and self._last_dropped != dropped and not state.destination:
                self.left_out.hidden += dropped == "hidden"
                self.left_out.deletions += dropped == "deleted"
                self._last_dropped = dropped
        elif state.destination == "stylesheet":
            name = text.strip().rstrip(";").lower()
            if name == "title":
                self._titles.add(self._style)
            elif name in CAPTIONS:
                self._captions.add(self._style)
        elif state.destination == "footnote":
            self.notes[-1].runs.append(Run(text, state.bold, state.italic, state.link))
        elif state.destination:
            self._captured.append(text)
        else:
            self._last_dropped = ""
            self._paragraph.runs.append(Run(text, state.bold, state.italic, state.link))

    def _begin_picture(self) -> None:
        state = self._state
        if state.destination == "":
            self._picture = Picture()
        if state.destination in {"", "sv"} and not (state.hidden or state.deleted):
            self.pictures.append(self._picture)
            self._paragraph.runs.append(Run("", picture=self._picture, link=state.link))
            self._state = replace(state, destination="pict")
        else:
            self._state = replace(state, destination="skipped")

    def _begin_box(self) -> None:
        """Begin a text box, which is read before the paragraph that it is fixed to."""
        self._around.append((self._paragraph, self._in_table))
        self._paragraph = Paragraph()
        self._state = replace(self._state, box=self._state.box + 1, starred=False)

    def _end_box(self) -> None:
        self._end_paragraph()
        self._paragraph, self._in_table = self._around.pop()

    def _break(self) -> None:
        if self._state.destination in {"", "footnote"} and not (self._state.hidden or self._state.deleted):
            self._text(self._decoder.finish())
            if self._state.destination:
                self._text(" ")
            else:
                self._end_paragraph()
        elif self._state.destination:
            self._captured.append(" ")

    def _end_paragraph(self) -> None:
        paragraph = self._paragraph
        # What a paragraph is holds for the next until \pard.
        self._paragraph = replace(paragraph, runs=[])
        (self._cell if self._in_table else self.paragraphs).append(paragraph)


def _inner(outer: str, word: str) -> str:
    """Return the destination of a group in another: what is skipped stays so."""
    return outer if outer == "skipped" or (outer and word in {"listtext", "pntext"}) else word
