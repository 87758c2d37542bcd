"""When two names are one: equal in their NFKC, case-folded, space-normalised forms."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1 << 13)  # an archive says few names, and each of them often; an import meets ever new ones
def name_key(name: str) -> str:
    """Return the form in which names are compared."""
    if name.isascii():
        return " ".join(name.casefold().split())
    # Folding case can undo normal form (U+0345) and NFKC can bring back capitals, so both are applied twice.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
