"""Bytes become text, whatever a wire or a word processor wrote."""

import pytest

from generator.ingest.decode import decode

WORDS = "Café “Größe” — 5 €\nZweite Zeile\n"
READ = {
    "UTF-8": WORDS.encode(),
    "UTF-8 with a byte order mark": WORDS.encode("utf-8-sig"),
    "UTF-16 with a byte order mark": WORDS.encode("utf-16"),
    "UTF-16, big end first, with a mark": b"\xfe\xff" + WORDS.encode("utf-16-be"),
    "UTF-16 without a mark": WORDS.encode("utf-16-le"),
    "UTF-16, big end first, without a mark": WORDS.encode("utf-16-be"),
    "UTF-32 with a byte order mark": WORDS.encode("utf-32"),
    "cp1252": WORDS.encode("cp1252"),
    "line ends of DOS": WORDS.replace("\n", "\r\n").encode(),
    "line ends of old Macs": WORDS.replace("\n", "\r").encode(),
    "the line separator of Unicode": WORDS.replace("\n", "\u2028").encode(),
    "the end mark of DOS": WORDS.encode() + b"\x1a",
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_every_encoding_gives_the_same_words(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert decoded.text == WORDS
    assert decoded.problems == ()


def test_a_stray_byte_in_utf_8_is_read_as_cp1252_with_a_warning() -> None:
    decoded = decode("Größe, Länge, Höhe\n".encode() + b"Caf\xe9\n", "a.txt")
    assert decoded.text == "Größe, Länge, Höhe\nCafé\n"
    assert [(problem.line, problem.severity, problem.message) for problem in decoded.problems] == [
        (2, "warning", "the file is UTF-8 save for 1 bytes, which were read as cp1252; compare them with the original")
    ]


def test_an_encoding_that_had_to_be_guessed_is_named_in_a_warning() -> None:
    words = "Гаванский фонд открыл сегодня старый маяк для посетителей после девяти лет ремонта. " * 5
    decoded = decode(words.encode("cp1251"), "a.txt")
    assert decoded.text == words
    assert decoded.problems[0].severity == "warning"
    assert "which is a guess" in decoded.problems[0].message


REFUSED = {
    "NUL bytes": b"Text\0with NUL\0bytes",
    "control bytes": bytes(range(1, 9)) * 50,
    "a NUL far behind": b"Text. " * 20_000 + b"\0",
    "a mark that lies": b"\xff\xfea",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert decoded.text is None
    assert decoded.problems[0].path == "a.txt"


def test_a_long_run_of_high_bytes_is_decided_quickly() -> None:
    assert decode(b"\xe4" * 3_000_000, "a.txt") is not None
