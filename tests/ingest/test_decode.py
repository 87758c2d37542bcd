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


GUESSED = {
    "iso8859_2": "GDAŃSK, 4 marca 2019 -- Fundacja otworzyła dziś starą latarnię. Zażółć gęślą jaźń.\n",
    "cp1250": "Łódź – „Czekaliśmy dziewięć lat”, powiedziała Ewa Źródło. Wieża była zamknięta.\n",
    "cp1254": "İSTANBUL, 4 Mart 2019 -- Vakıf, dokuz yıllık onarımın ardından feneri açtı.\n",
    "cp850": "BREST, 4 mars 2019 -- Les réparations ont duré neuf années. Il a été rouvert.\n",
    "koi8_r": "МОСКВА, 4 марта 2019 г. -- Портовый фонд сегодня открыл старый маяк для посетителей.\n" * 3,
    "gb18030": "上海，2019年3月4日 -- 海港信托今日宣布，经过九年修复的旧灯塔向公众开放。该塔一直关闭。\n",
    "cp932": "【東京、2019年3月4日】株式会社港トラストは本日、旧灯台を一般に公開したと発表しました。\n",
    "cp1256": "دبي، 4 مارس 2019 -- أعلنت مؤسسة الميناء اليوم افتتاح المنارة القديمة أمام الزوار.\n",
}


@pytest.mark.parametrize(("encoding", "words"), GUESSED.items(), ids=GUESSED)
def test_old_encodings_are_read_and_never_without_a_warning(encoding: str, words: str) -> None:
    decoded = decode(words.encode(encoding), "a.txt")
    assert decoded.text == words
    assert [problem.severity for problem in decoded.problems] == ["warning"]


SURE = {
    "French": "« Où est l’œuvre de Zoë ? » 5 € à 10 °C, 2 m² – déjà vu…",
    "Spanish": "¿Dónde está? ¡Aquí! El 1º y la 2ª, “señor” · año",
    "Icelandic": "Það er þýðing á því sem ég las í gær; sjá Hafþór og Ýr, án efa.",
    "Norwegian": "På øya står «fyret» – æ, ø og å; 3¼ % mer",
    "signs of a bulletin": "§ 5 ± 2 µm · ¶ 3 × 4 ÷ 2 · © 2019 Größe® “Ö”",
}


@pytest.mark.parametrize("words", SURE.values(), ids=SURE)
def test_western_text_is_no_guess(words: str) -> None:
    assert decode(f"{words} Plain words go on here.\n".encode("cp1252"), "a.txt").problems == ()


WIDE = "【東京】港トラストは本日、旧灯台を一般に公開した。\n「九年待ちました」。\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "iso2022_jp"])
@pytest.mark.parametrize("words", [WIDE, "Гаванский фонд открыл маяк.\n"])
def test_wide_and_shifted_text_without_a_mark_is_read(encoding: str, words: str) -> None:
    assert decode((words * 3000).encode(encoding), "a.txt") == (words * 3000, ())


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
