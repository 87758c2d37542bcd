"""What import writes into the journal of the archive."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.journal import LOG, Event, append_events
from generator.model import FrontMatter


def log_ingestion(site: Path, *, instant: datetime, source: str, file: str, sha256: str) -> None:
    """Append that a source became a release; `file` and `source` are paths as users see them."""
    details = {"source": source, "file": file, "id": sha256[:16], "sha256": sha256}
    append_events(site, [Event(kind="ingestion", outcome="imported", details=details)], now=instant)


def log_modification(
    site: Path, *, instant: datetime, source: str, file: str, front: FrontMatter, changed: Mapping[str, tuple[Any, Any]]
) -> None:
    """Append that a release took over what was read of its original again; `changed` has each value before and now."""
    values = {name: {"from": old, "to": new} for name, (old, new) in changed.items()}
    details = {"source": source, "file": file, "id": front.id, "changed": values}
    append_events(site, [Event(kind="modification", outcome="imported again", details=details)], now=instant)


def is_logged(site: Path, sha256: str) -> bool:
    """Tell whether the import of these bytes stands in the journal."""
    try:
        return f'"sha256": "{sha256}"'.encode() in (site / LOG).read_bytes()
    except FileNotFoundError:
        return False
