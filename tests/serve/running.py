"""The whole preview of a site, running beside the test."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from generator.serve import ServeOptions, serve


class Preview:
    """`dateline serve` on a port of its own, for the length of a block."""

    def __init__(self, site: Path, *, wait: bool = True, **options: object) -> None:
        self.site, self.said, self.waits = site, list[str](), wait
        self.options = ServeOptions(**{"port": 0, **options})  # type: ignore[arg-type]
        self.stop = threading.Event()
        self.thread = threading.Thread(
            target=lambda: serve(site, self.options, say=self.said.append, stop=self.stop), daemon=True
        )

    def __enter__(self) -> Self:
        self.thread.start()
        self.wait_for(lambda: self.said and (not self.waits or any("built" in line for line in self.said[1:])))
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join(5)
        assert not self.thread.is_alive()

    @property
    def url(self) -> str:
        """The address it says it is at."""
        return self.said[0].split(" at ")[1].split(" ")[0]

    def wait_for(self, is_so: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait for something to become true, and fail with what was said when it does not in time."""
        deadline = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < deadline, "\n".join(self.said)
            time.sleep(0.01)
