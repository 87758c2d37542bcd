"""The journal of the archive, `content/log.jsonl`: one PREMIS-like event a line, only ever appended."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator import __version__
from generator.ingest.files import append_line
from generator.model import FrontMatter

LOG = "content/log.jsonl"


def log_ingestion(site: Path, *, instant: datetime, source: str, file: str, sha256: str) -> None:
    """Append that a source became a release; `file` and `source` are paths as users see them."""
    event = {
        "event": "ingestion",
        "instant": instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tool": f"dateline {__version__}",
        "source": source,
        "file": file,
        "id": sha256[:16],
        "sha256": sha256,
        "outcome": "imported",
    }
    append_line(site / LOG, json.dumps(event, ensure_ascii=False))


def log_modification(
    site: Path, *, instant: datetime, source: str, file: str, front: FrontMatter, changed: Mapping[str, tuple[Any, Any]]
) -> None:
    """Append that a release took over what was read of its original again; `changed` has each value before and now."""
    event = {
        "event": "modification",
        "instant": instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tool": f"dateline {__version__}",
        "source": source,
        "file": file,
        "id": front.id,
        "changed": {name: {"from": old, "to": new} for name, (old, new) in changed.items()},
        "outcome": "imported again",
    }
    append_line(site / LOG, json.dumps(event, ensure_ascii=False))


def is_logged(site: Path, sha256: str) -> bool:
    """Tell whether the import of these bytes stands in the journal."""
    try:
        return f'"sha256": "{sha256}"'.encode() in (site / LOG).read_bytes()
    except FileNotFoundError:
        return False
