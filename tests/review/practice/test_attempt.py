"""Acts on a practice page behave as edits of a real one: once, over what was seen, undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from review.practice import attempt, desk
from storage.reviews.edits import Raced
from tests.review.practice.pages import exercise, wish


def test_what_is_saved_stands_and_is_told_again_when_it_is_sent_twice() -> None:
    wishes = [wish(2, "correct", "रमेश")]
    acts, saved = attempt.save(exercise(), (), "first", wishes)
    again, told = attempt.save(exercise(), acts, "first", wishes)
    assert (saved[0].text, saved[0].state, saved[0].version) == ("रमेश", "corrected", 2)
    assert (again, told) == (acts, saved)


def test_unchanged_text_is_confirmed_and_a_flag_leaves_the_cell_waiting() -> None:
    acts, _ = attempt.save(exercise(), (), "first", [wish(3, "accept", "तिर्वा")])
    acts, _ = attempt.save(exercise(), acts, "second", [wish(2, "flag", "रामश", 1, "illegible")])
    now = attempt.standing(exercise(), acts)
    assert now[3].state == "approved"
    assert (now[2].state, now[2].flag) == ("review", "illegible")


def test_a_cell_seen_at_an_older_version_is_a_lost_race() -> None:
    acts, _ = attempt.save(exercise(), (), "first", [wish(2, "correct", "रमेश")])
    with pytest.raises(Raced) as race:
        attempt.save(exercise(), acts, "second", [wish(2, "accept", "रामश")])
    assert race.value.lost[0].text == "रमेश"


def test_a_cell_that_the_page_has_not_is_none() -> None:
    with pytest.raises(Raced):
        attempt.save(exercise(), (), "first", [wish(7, "accept", "")])


def test_a_bundle_is_taken_back_whole_and_only_once() -> None:
    row = [wish(2, "correct", "रमेश"), wish(3, "accept", "तिर्वा")]
    acts, _ = attempt.save(exercise(), (), "row", row)
    acts, saved = attempt.undo(exercise(), acts, "row", "back")
    assert {one.version for one in saved} == {3}
    assert attempt.standing(exercise(), acts) == attempt.standing(exercise(), ())
    assert attempt.undo(exercise(), acts, "row", "back-2") == (acts, ())


def test_the_page_is_shown_as_it_was_left(tmp_path: Path) -> None:
    acts, _ = attempt.save(exercise(), (), "first", [wish(2, "correct", "रमेश")])
    desk.keep(tmp_path, 7, "p", acts)
    seen = attempt.seen(exercise(), desk.acts(tmp_path, 7, "p"))
    assert seen.rows[0].cells[1].text == "रमेश"
    assert seen.waiting == 1
    assert desk.acts(tmp_path, 8, "p") == ()
    desk.end(tmp_path, 7, "p")
    assert desk.acts(tmp_path, 7, "p") == ()


def test_of_two_servers_that_save_at_once_neither_loses_what_the_other_kept(tmp_path: Path) -> None:
    """A lock of its own file holds between processes as between threads."""

    def save(n: int) -> None:
        with desk.alone(tmp_path, 7, "p"):
            acts = desk.acts(tmp_path, 7, "p")
            told = [wish(2, "correct", f"रमेश {n}", 1 + len(acts))]
            desk.keep(tmp_path, 7, "p", attempt.save(exercise(), acts, f"bundle-{n}", told)[0])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(40)))
    assert len(desk.acts(tmp_path, 7, "p")) == 40


def test_an_answer_sends_the_cell_back_to_wait_as_with_real_pages() -> None:
    acts, _ = attempt.save(exercise(), (), "first", [wish(2, "flag", "रामश", 1, "asked")])
    acts, _ = attempt.save(exercise(), acts, "second", [wish(2, "answer", "रामश", 2)])
    assert attempt.standing(exercise(), acts)[2] == attempt.Standing("रामश", "review", None)
