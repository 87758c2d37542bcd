"""What a large import lays aside comes back as it was."""

from dataclasses import replace

from generator.ingest.planned import Planned
from generator.ingest.spool import Spool, SpooledByPath
from generator.model import FrontMatter


def test_objects_come_back_from_their_places_in_any_order() -> None:
    spool = Spool()
    places = [spool.add(thing) for thing in ("one", {"two": 2}, None)]
    assert [spool.read(place) for place in reversed(places)] == [None, {"two": 2}, "one"]
    assert spool.read(spool.add("four")) == "four"
    spool.close()


def test_of_a_planned_release_the_last_is_kept_in_the_first_place() -> None:
    planned, front = Planned(), FrontMatter(title="A")
    planned["a.md"] = front, "Words."
    planned["b.md"] = front, "Others."
    planned["a.md"] = replace(front, variant_of="b.md"), "Words."
    assert planned["a.md"] == (replace(front, variant_of="b.md"), "Words.")
    assert "a.md" in planned
    assert "c.md" not in planned
    assert planned.get("c.md") is None
    assert list(planned) == ["a.md", "b.md"]
    planned.close()


def test_what_is_held_no_more_is_read_as_it_was_noted_last() -> None:
    things = SpooledByPath[str](most_held=2)
    for path, thing in (("a.md", "one"), ("b.md", "two"), ("a.md", "other"), ("c.md", "three"), ("d.md", "four")):
        things[path] = thing
    assert [things.get(path) for path in ("a.md", "b.md", "c.md", "d.md", "e.md")] == [
        "other",
        "two",
        "three",
        "four",
        None,
    ]
    things.close()
