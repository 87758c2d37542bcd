"""How changes are gathered."""

import threading
import time

import pytest

from generator.serve.bursts import Burst, seconds_left


@pytest.mark.parametrize(
    ("first", "last", "now", "left"),
    [
        (10.0, 10.0, 10.0, 0.05),
        (10.0, 10.0, 10.05, 0.0),
        (10.0, 10.2, 10.2, 0.05),
        (10.0, 10.49, 10.49, 0.01),
        (10.0, 10.6, 10.6, -0.1),
    ],
)
def test_a_burst_ends_with_quiet_or_after_half_a_second(first: float, last: float, now: float, left: float) -> None:
    assert seconds_left(first, last, now) == pytest.approx(left)


def test_changes_close_together_are_taken_together() -> None:
    burst = Burst()
    for name in ("a", "b", "a"):
        burst.add(name)
    assert burst.take(5) == {"a", "b"}
    assert burst.take(0) == set()


def test_changes_that_never_stop_are_taken_all_the_same() -> None:
    burst, end = Burst(), threading.Event()

    def keep_writing() -> None:
        while not end.wait(0.01):
            burst.add("a")

    writer = threading.Thread(target=keep_writing)
    writer.start()
    started = time.monotonic()
    try:
        assert burst.take(5) == {"a"}
        assert 0.4 < time.monotonic() - started < 2
    finally:
        end.set()
        writer.join()


def test_nobody_waits_for_a_closed_one() -> None:
    burst = Burst()
    threading.Timer(0.05, burst.close).start()
    started = time.monotonic()
    assert burst.take(30) == set()
    assert burst.closed
    assert time.monotonic() - started < 5
