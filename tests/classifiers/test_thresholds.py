"""From which confidence on nobody has to look."""

from classifiers.thresholds import threshold


def test_an_engine_can_have_thresholds_of_its_own_and_shares_the_others() -> None:
    assert threshold("person", "both/1-2") < threshold("person", "devanagari/1")
    assert threshold("date", "both/1-2") == threshold("date", "devanagari/1") == threshold("date")
