"""Files that programs leave beside those the user means: swap files, backups, unfinished downloads."""

ENDINGS = ("~", ".swp", ".swo", ".swx", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart")
BEGINNINGS = (".#", "#", "~$", ".~lock.", ".goutputstream-", "._")
NAMES = frozenset({"4913", ".ds_store", "desktop.ini", "thumbs.db"})
"""4913 is what vim writes to learn whether it may write in a folder."""


def is_temporary(name: str) -> bool:
    """Return whether a file of this name will be gone, or have another one, in a moment."""
    lower = name.lower()
    return lower.endswith(ENDINGS) or lower.startswith(BEGINNINGS) or lower in NAMES
