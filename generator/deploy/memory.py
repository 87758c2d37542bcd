"""What this machine remembers of a target: the last states in which it left it.

Whoever finds a target in another state knows that somebody else's build was there.
"""

import json
from pathlib import Path

MEMORY = ".dateline/deployed-"
"""The beginning of the names of these files, below the site's folder; they hold digests and no word of the content."""
_KEPT = 4


def remembered_states(file: Path) -> list[str]:
    """Return the identities of the manifests that this machine left, newest last."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(state) for state in found] if isinstance(found, list) else []


def remember_state(file: Path, state: str) -> None:
    """Note a state before it is left, so that an interrupted deployment is known again."""
    states = [known for known in remembered_states(file) if known != state][1 - _KEPT :]
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".tmp")
    draft.write_text(json.dumps([*states, state]), encoding="utf-8")
    draft.replace(file)
