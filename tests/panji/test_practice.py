"""Practice pages are made once, and each is fit to practise on."""

from __future__ import annotations

from review.practice.exercise import load, names
from review.practice.score import score
from tests.commands import Panji


def test_a_practice_page_is_made_once_and_cannot_be_passed_with_enter_alone(ready: Panji) -> None:
    first, again = (ready("practice", "--pages", "1") for _ in range(2))
    (name,) = names(ready.home)
    assert first.stdout.split()[-1] == name
    assert again.stdout == ""
    found = score(load(ready.home, name), ())
    wrong = [one for one in found.missed if one.text != one.answer]
    assert len(wrong) > 0.02 * found.doubtful
    assert "unseen" not in {one.why for one in found.missed}
