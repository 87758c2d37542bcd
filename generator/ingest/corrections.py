"""Which releases say that they take the place of an earlier one: CORRECTING and REPLACING, Korrektur, 更正.

The words stay in the title as they were issued; they only tell for which releases the replaced one is looked for.
"""

import re

_CORRECTED = (
    # English
    r"correct(?:ing|ed|ion|s)(?:\s+(?:and|&|/)\s+replac(?:ing|ed|ement|es))?"
    r"|replac(?:ing|ed|ement|es)(?:\s+(?:and|&|/)\s+correct(?:ing|ed|ion|s))?"
    r"|amend(?:ed|ment|ing)|revis(?:ed|ion)|clarification|clarified|erratum|errata(?:[\s-]+corrige)?|corrigendum"
    r"|re-?issue[ds]?|re-?issuance|re-?releas(?:e|ed|ing)|re-?sen[dt]|retransmission|republished|repeat(?:ed|ing)?|updat(?:e|ed|es|ing)"
    # French, Spanish, Portuguese, Italian
    r"|correctif|rectificatif|rectification|mises?\s+à\s+jour|actualisation|reprise|annule\s+et\s+remplace|version\s+corrigée"
    r"|correcci[oó]n|corrige(?:\s+y\s+re(?:em)?plaza)?|rectificaci[oó]n|actualizaci[oó]n|actualizad[oa]|reemplazo|fe\s+de\s+erratas"
    r"|corre[cç]+[aã]o|retifica[cç][aã]o|atualiza[cç][aã]o|atualizad[oa]|substitui[cç][aã]o"
    r"|correzione|corretto|rettifica|aggiornamento|sostituzione"
    # German, Dutch, Indonesian
    r"|korrektur(?:meldung|fassung)?|korrigiert(?:e\s+(?:fassung|version|meldung))?|berichtigung|berichtigte\s+fassung"
    r"|richtigstellung|aktualisiert(?:e\s+fassung)?|aktualisierung|wiederholung|neufassung"
    r"|correctie|gecorrigeerd|rectificatie|herhaling|vervanging|bijgewerkt"
    r"|koreksi|ralat|pembaruan|perbaikan|revisi|pengganti"
    # Russian and Ukrainian
    r"|исправлени[ея]|исправленная\s+версия|коррекция|корректировка|уточнени[ея]|обновлени[ея]|обновлено|повтор(?:но)?|замена"
    # Arabic, Persian, Hebrew
    r"|تصحيح(?:\s+واستبدال)?|تصويب|استدراك|تحديث|اصلاحیه|تصحیح|به[\s\u200c]*روز[\s\u200c]*رسانی|تיקון|תיקון|הבהרה|עדכון"
    # Chinese, Japanese, Korean
    r"|更正(?:公告|启事|啟事|稿)?|订正|訂正|勘误|勘誤|修正(?:稿|版)?|更新|重发|重發|替换|取代|再送|差し替え|再配信"
    r"|정정(?:보도)?|수정(?:본)?|재송|재배포|업데이트"
)
_LEAD = r"(?:(?:EQS|DGAP)-[\w -]{2,20}:)?[\s/*_#(\[{【（［「『<\"“«]*"
_NEWSWIRE = r"(?:(?:multimedia|photo|video|press\s+release|media\s+release|news\s+release)\s+)?"
_FOLLOWED = r"(?:\s*(?:no\.?\s*)?\d{1,2})?(?:\s*[-,/]?\s*(?:from\s+source|photo|multimedia|video|advisory))?"
_PREFIX = re.compile(
    rf"{_LEAD}{_NEWSWIRE}(?:{_CORRECTED}){_FOLLOWED}\s*(?:[:：/|)\]}}】）］」』>\"”»]|--+|\s[-‐]\s?|[‒–—―])[\s/:：*_\-‐-―]*",
    re.IGNORECASE,
)
_SHOUTED = re.compile(
    rf"{_LEAD}{_NEWSWIRE}(?:correcting\s+(?:and|&)\s+replacing|replacing\s+(?:and|&)\s+correcting)"
    r"(?:\s+(?:photo|multimedia|video|headline))?[\s:：/*_\-‐-―]*",
    re.IGNORECASE,
)
"""Needs no mark behind it: no headline says these words of anything else."""
_SUFFIX = re.compile(
    rf"\s*[-‐-―]?\s*[(\[【（［](?:{_CORRECTED})(?:\s+(?:version|release))?[)\]】）］][\s/*_]*$"
    r"|\s(?:--?|[–—])\s(?-i:CORRECTION|CORRECTED|CORRECTED (?:VERSION|RELEASE)|UPDATED|REVISED|REPEAT)[\s/*_]*$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?<!\w)\w(?: \w){3,}(?!\w)")
_STATED = re.compile(
    r"replace the (?:press |news )?release\b.{0,120}\bwith the following corrected version"
    r"|(?:the )?(?:complete,? )?(?:corrected|updated|revised) (?:press |news )?release (?:reads|follows)"
    r"|we are advised by .{1,120}? that .{0,400}?should read",
    re.DOTALL,
)
_HEAD = 1500
_HINTS = ("corrected", "updated", "revised", "should read")


def is_correction(title: str, body: str) -> bool:
    """Tell whether a release says that it takes the place of another."""
    if without_correction(title) != title:
        return True
    head = body[:_HEAD].lower()
    return any(hint in head for hint in _HINTS) and bool(_STATED.search(head))


def without_correction(title: str) -> str:
    """Return a title without the words that say so, before it or in brackets behind it."""
    rest = _SPACED.sub(lambda found: found[0].replace(" ", ""), title)
    said = False
    for pattern in (_SHOUTED, _PREFIX, _PREFIX, _SUFFIX):  # twice, for UPDATE -- CORRECTION: …
        found = pattern.search(rest) if pattern is _SUFFIX else pattern.match(rest)
        if found:
            rest = rest[: found.start()] + rest[found.end() :]
            said = True
    return rest.strip(" /*_") if said else title
