"""A score counts what stands there in the end, and says of each missed cell how it was missed."""

from __future__ import annotations

import pytest

from review.practice import attempt
from review.practice.score import Score, same, score
from storage.reviews.edits import Wish
from tests.review.practice.pages import exercise, wish


def scored(*wishes: Wish) -> Score:
    """The score of these acts."""
    acts, _ = attempt.save(exercise(), (), "all", wishes)
    return score(exercise(), acts)


def why(found: Score) -> dict[int, str]:
    """How each missed cell was missed."""
    return {one.cell: one.why for one in found.missed}


def test_every_doubtful_cell_right_passes_whatever_the_machine_took_unseen() -> None:
    found = scored(wish(2, "correct", "रमेश"), wish(3, "accept", "तिर्वा"))
    assert (found.right, found.cells, found.decided, found.doubtful) == (5, 6, 2, 2)
    assert why(found) == {6: "unseen"}
    assert found.passes(1.0)
    assert found.pace == 2.0


def test_enter_alone_is_no_reading() -> None:
    found = scored(wish(2, "accept", "रामश"), wish(3, "accept", "तिर्वा"))
    assert why(found) == {2: "wrong", 6: "unseen"}
    assert not found.passes(0.98)


def test_what_is_not_looked_at_or_marked_instead_counts_as_missed() -> None:
    found = scored(wish(2, "flag", "रामश", 1, "illegible"))
    assert why(found) == {2: "flagged", 3: "undecided", 6: "unseen"}
    assert found.decided == 0


def test_spoiling_a_right_cell_takes_one_away() -> None:
    found = scored(wish(2, "correct", "रमेश"), wish(3, "accept", "तिर्वा"), wish(5, "correct", "शिव"))
    assert why(found)[5] == "spoilt"
    assert (found.decided, found.doubtful) == (1, 2)


@pytest.mark.parametrize(
    ("typed", "true"),
    [("मु0अ0सं0 12/19", "मु०अ०सं० १२/१९"), ("12 / 2019", "12/2019"), ("राम  नरेश", "राम नरेश")],
)
def test_writings_of_the_same_are_the_same(typed: str, true: str) -> None:
    assert same(typed, true)


@pytest.mark.parametrize(("typed", "true"), [("रमेश", "रमेंश"), ("12", "13"), ("", "12")])
def test_other_letters_are_not(typed: str, true: str) -> None:
    assert not same(typed, true)
