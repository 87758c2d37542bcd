"""Which code page the bytes of a rich text are in: that of their font, else that of the document."""

from dataclasses import dataclass, field

from generator.ingest.formats.rtf_tokens import charset_name, code_page_name

_DOCUMENT = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class Encodings:
    """What the head of a file says of its fonts."""

    document: str = "cp1252"
    own_font: int = 0
    """The font of what names none."""
    fonts: dict[int, str] = field(default_factory=dict)
    """The encodings of those that have one of their own."""
    described: int = 0
    """The font that the table of fonts describes at the moment."""

    def note_word(self, word: str, number: int | None, *, in_table: bool) -> bool:
        """Note what a control word says of encodings; True when it does."""
        if word == "deff":
            self.own_font = number or 0
        elif word == "f" and in_table:
            self.described = number or 0
        elif word in {"fcharset", "cpg"} and in_table:
            name = charset_name(number) if word == "fcharset" else code_page_name(number)
            if name:
                self.fonts[self.described] = name
        elif word == "ansicpg":
            self.document = code_page_name(number)
        elif word in _DOCUMENT:
            self.document = _DOCUMENT[word]
        else:
            return False
        return True

    def of_font(self, font: int | None) -> str:
        """Return the encoding of a font, None for that of what names none."""
        return self.fonts.get(self.own_font if font is None else font) or self.document
