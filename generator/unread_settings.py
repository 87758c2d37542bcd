"""The settings of a site before anybody has read what they mean, which takes longer than to see that none changed."""

from collections.abc import Mapping
from pathlib import Path

CONFIG_NAME = "config.yaml"
ENVIRONMENT_PREFIX = "DATELINE_"
"""So begin the variables that go over the file."""

UnreadSettings = tuple[bytes | None, list[tuple[str, str]]]


def unread_settings(site: Path, environment: Mapping[str, str]) -> UnreadSettings:
    """Return the bytes of the file, None when it cannot be read, and the variables that count."""
    variables = sorted(one for one in environment.items() if one[0].startswith(ENVIRONMENT_PREFIX))
    try:
        return (site / CONFIG_NAME).read_bytes(), variables
    except OSError:
        return None, variables
