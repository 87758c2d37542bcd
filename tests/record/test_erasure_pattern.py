"""Whatever a text is and however it is written, it is found where it stands, and what stands around it is left."""

import html
import json
import quopri
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from generator.record.erasure.pattern import black_out, find_text, fold

LETTERS = st.characters(categories=["Ll", "Lu", "Lo", "Nd"], max_codepoint=0xFFFF, exclude_characters="ﬀﬁﬂﬃﬄﬅﬆŉǰ")
WORD = st.text(LETTERS, min_size=2, max_size=8).filter(lambda word: fold(word).isalnum() and len(fold(word)) > 1)
NAMES = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


def references(text: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in text)


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "compatible": lambda text: unicodedata.normalize("NFKC", text),
    "references": references,
    "references in hexadecimal": lambda text: "".join(f"&#x{ord(letter):X};" for letter in text),
    "names of references": lambda text: html.escape(text).replace("é", "&eacute;"),
    "an address": quote,
    "JSON": lambda text: json.dumps(text)[1:-1],
    "a mail": lambda text: quopri.encodestring(text.encode()).decode("ascii").replace("=\n", "=\n"),
    "emphasis": lambda text: f"**{text[:1]}**{text[1:]}",
    "tags": lambda text: f"{text[:1]}<b class='x'>{text[1:2]}</b>{text[2:]}",
    "soft hyphens": "\u00ad".join,
    "lines": lambda text: text.replace(" ", "\n> "),
}


@given(name=NAMES, way=st.sampled_from(sorted(WAYS)))
def test_a_name_is_found_in_every_way_of_writing_it(name: str, way: str) -> None:
    written = WAYS[way](name)
    struck, count = black_out(find_text(name), f"§ – {written} – ¶")
    assert count == 1, (way, written)
    assert struck.startswith("§ – ")
    assert struck.endswith(" – ¶")
    assert "xxxxx" in struck


@given(name=NAMES, text=st.text(max_size=60))
def test_a_text_without_it_is_left_as_it_is(name: str, text: str) -> None:
    pattern = find_text(name)
    struck, count = black_out(pattern, text)
    assert (count == 0) == (struck == text)
    assert pattern.search(struck) is None or "xxxxx" in name.replace(" ", "")
