"""The words of Rich Text Format: those that are a character, those that break, and those that begin a destination."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
SIGNS = {"~": "\xa0", "_": "\u2011", "-": "\xad", "{": "{", "}": "}", "\\": "\\"}
BREAKS = {"par", "sect", "page", "column"}
SKIPPED = frozenset(
    "colortbl listtable listoverridetable rsidtbl generator author operator company manager subject keywords category "
    "doccomm creatim revtim printim buptim objdata objclass nonshppict xe tc rxe txe datafield themedata "
    "colorschememapping latentstyles datastore xmlnstbl revtbl filetbl atnid atnauthor atnref atndate atntime atnicn "
    "atrfstart atrfend bkmkstart bkmkend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn template upr background mmath "
    "pgptbl wgrffmtfilter userprops xmlopen xmlclose shprslt".split()
)
MARGINS = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
CAPTURED = frozenset("fonttbl stylesheet title fldinst listtext pntext sn sv".split())
READ = frozenset("fldrslt footnote shptxt shppict ud shp shpinst shpgrp result pn picprop".split())
CAPTIONS = frozenset({"caption", "figure", "illustration"})
"""Styles of what is said of a picture, as Word and LibreOffice call them."""
