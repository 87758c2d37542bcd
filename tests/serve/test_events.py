"""What listeners are told, without a network."""

import json
import threading

from generator.serve.events import LISTED, LISTENERS, REMEMBERED, Hub, event
from generator.serve.panel import Panel, Section

PANEL = Panel((Section("Not built", "Mend it"),))


def state_in(message: bytes | None) -> dict[str, object]:
    """Return the data of the first state in what was sent."""
    assert message is not None
    lines = message.decode().splitlines()
    return json.loads(lines[lines.index("event: state") + 1].removeprefix("data: "))


def test_the_first_message_is_the_present_state() -> None:
    hub = Hub()
    hub.planned()
    hub.built(["/b.png", "/a.css", "/c/", "/d.html", "/assets/style.1234.css"])
    hub.show(PANEL)
    with hub.listen() as listener:
        message = listener.next()
    assert message is not None
    assert message.startswith(f"retry: 500\nid: {hub.run}.1.1\nevent: state\n".encode())
    assert state_in(message) == {
        "run": hub.run,
        "plan": 1,
        "build": 1,
        "history": [[1, ["/a.css", "/b.png"]]],
        "panel": {"sections": [{"title": "Not built", "hint": "Mend it", "problems": [], "more": 0, "report": ""}]},
    }


def test_a_slow_listener_gets_the_newest_state_and_no_queue() -> None:
    hub = Hub()
    with hub.listen() as listener:
        for number in range(5):
            hub.built([f"/{number}/"])
        assert state_in(listener.next())["build"] == 5
        assert listener.next(timeout=0) == b": still here\n\n"


def test_the_same_panel_is_told_once() -> None:
    hub = Hub()
    with hub.listen() as listener:
        listener.next()
        hub.show(PANEL)
        assert state_in(listener.next())["panel"]
        hub.show(Panel((Section("Not built", "Mend it"),)))
        assert listener.next(timeout=0) == b": still here\n\n"
        hub.show(None)
        assert state_in(listener.next())["panel"] is None


def test_a_page_to_visit_is_told_before_the_state_or_the_reload_would_swallow_it() -> None:
    hub = Hub()
    with hub.listen() as listener:
        listener.next()
        hub.built(["/new/"], visit="/new/")
        hub.built(["/other/"])
        message = listener.next()
    assert message is not None
    assert message.startswith(event("visit", {"address": "/new/"}))
    assert state_in(message)["build"] == 2


def test_a_page_to_visit_is_told_when_it_can_be_made_and_not_only_when_all_are_built() -> None:
    hub = Hub()
    with hub.listen() as listener:
        listener.next()
        hub.planned(visit="/new/")
        message = listener.next()
    assert message is not None
    assert message.startswith(event("visit", {"address": "/new/"}))
    assert (state_in(message)["plan"], state_in(message)["build"]) == (1, 0)


def test_who_comes_later_is_not_sent_to_a_page_visited_before() -> None:
    hub = Hub()
    hub.built([], visit="/old/")
    with hub.listen() as listener:
        assert b"event: visit" not in (listener.next() or b"")


def test_a_build_that_changed_very_much_names_nothing() -> None:
    hub = Hub()
    hub.built([str(number) for number in range(LISTED + 1)])
    with hub.listen() as listener:
        assert state_in(listener.next())["history"] == [[1, None]]


def test_old_builds_are_forgotten() -> None:
    hub = Hub()
    for _ in range(REMEMBERED + 10):
        hub.built([])
    with hub.listen() as listener:
        history = state_in(listener.next())["history"]
    assert isinstance(history, list)
    assert [history[0][0], history[-1][0]] == [11, REMEMBERED + 10]


def test_one_listener_too_many_lets_the_oldest_go() -> None:
    hub = Hub()
    contexts = [hub.listen() for _ in range(LISTENERS + 1)]
    first, *others = [context.__enter__() for context in contexts]
    assert first.next(timeout=0) is None
    assert all(listener.next(timeout=0) for listener in others)


def test_closing_wakes_everybody_at_once() -> None:
    hub = Hub()
    with hub.listen() as listener:
        listener.next()
        threading.Timer(0.05, hub.close).start()
        assert listener.next(timeout=30) is None


def test_two_runs_are_told_apart() -> None:
    assert Hub().run != Hub().run


def test_no_text_can_break_out_of_an_event() -> None:
    assert event("state", {"message": "a\n\nevent: visit\rdata: {}"}).count(b"\n") == 3
