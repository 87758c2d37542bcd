"""The machine in words, for a table of times says nothing without it."""

import os
import platform
from pathlib import Path


def describe_machine() -> str:
    """Return what the machine is and how busy it was before."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    processors = len(os.sched_getaffinity(0))
    return (
        f"{_processor()}, {processors} processors, {memory:.0f} GB of memory, {platform.system()} {_release()}, "
        f"Python {platform.python_version()}, load average {os.getloadavg()[0]:.1f} before it began"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.machine()


def _release() -> str:
    return ".".join(platform.release().split(".")[:2])
