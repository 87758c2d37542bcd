"""The numbers that `make accuracy` prints hold, and the way they are counted is right."""

from pathlib import Path

from bench import accuracy, word_order


def test_the_real_releases_are_read_as_well_as_promised(shared: Path) -> None:
    assert shared == accuracy.SHARED
    truths = accuracy.read_truth()
    results, seconds = accuracy.import_corpus()
    measures, _ = accuracy.measure(truths, results, seconds)
    assert len(results) == len(truths) == 494
    # The clock of a busy machine proves nothing here; `make accuracy` holds the time.
    assert [str(line) for line in measures if not line.holds and line.unit != "s"] == []


def test_a_lost_word_is_counted_once_and_a_moved_one_too() -> None:
    assert word_order.missing_in_order("a b c d".split(), "a b c d".split()) == []
    assert word_order.missing_in_order("a b c d".split(), "a c d".split()) == ["b"]
    assert word_order.missing_in_order("a b c d".split(), "b c d a".split()) == ["a"]
    assert word_order.missing_in_order("a b".split(), []) == ["a", "b"]
    assert sorted(word_order.missing_in_order("the a the b the c".split(), "the b the c".split())) == ["a", "the"]
