"""What Dateline knows about languages without being told: the direction of their script."""

from typing import Literal

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he khw ks ps sd syr ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a language (BCP 47): that of its script when the tag names one, else its usual one."""
    primary, *subtags = language.lower().split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
