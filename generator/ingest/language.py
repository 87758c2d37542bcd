"""The language of a text, when its script leaves little doubt; a Latin text is left to the site's own."""

import re

_SAMPLE = 4000
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
_NOT_LATIN = re.compile("[\u0370-\U0010ffff]")
_PERSIAN = re.compile("[پچژگکی]")
_URDU = re.compile("[ٹڈڑںےھ]")
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)


def detect_language(text: str) -> str | None:
    """Return a BCP 47 tag, or None unless one script other than Latin has most of the letters."""
    sample = text[:_SAMPLE]
    if len(sample.encode("latin-1", "ignore")) * 4 > len(sample) * 3:
        return None  # the answer for most texts, at little cost
    if len(_NOT_LATIN.findall(sample)) * 4 < len(sample):
        return None
    counts = {language: len(script.findall(sample)) for language, script in _SCRIPTS.items()}
    if counts["ja"] * 10 > counts["zh"]:  # kana is Japanese, whatever kanji it stands among
        counts["ja"], counts["zh"] = counts["ja"] + counts["zh"], 0
    language, most = max(counts.items(), key=lambda entry: entry[1])
    return _refine(language, sample) if most * 2 > len(_LETTER.findall(sample)) else None


def _refine(language: str, sample: str) -> str:
    """Tell apart the languages of one script by letters that only one of them has."""
    if language == "ar" and _URDU.search(sample):
        return "ur"
    if language == "ar" and _PERSIAN.search(sample):
        return "fa"
    return "uk" if language == "ru" and _UKRAINIAN.search(sample) else language
