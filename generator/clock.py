"""The one instant of a command, read once and given down: time is an input, which a variable may set."""

from collections.abc import Mapping
from datetime import UTC, datetime

from generator.problems import BuildFailed, Problem


def now_from(environment: Mapping[str, str]) -> datetime:
    """Return the instant of a command when nobody names one: `SOURCE_DATE_EPOCH`, else now, read once."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{epoch}'; write whole seconds since 1970, or unset it"
        raise BuildFailed([Problem(message=message)]) from None
