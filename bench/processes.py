"""What the processes of a measured program hold, on Linux; elsewhere nothing is found."""

from pathlib import Path


def family(process: int) -> list[int]:
    """Return a process and all that it started, and these started."""
    found = [process]
    for one in found:  # grows while it is read
        found += children(one)
    return found


def children(process: int) -> list[int]:
    """Return the processes that one started and that are still there."""
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:  # it has ended
        return []


def proportional_kb(process: int) -> int:
    """Return the kilobytes a process holds; what several share counts in each by its share (PSS)."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:  # it has ended
        pass
    return 0
