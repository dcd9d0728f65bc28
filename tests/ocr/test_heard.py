"""What was heard gives its readings, and how likely each is."""

import itertools
import math
from collections import defaultdict

import numpy as np
import pytest

from ocr.alphabet import Alphabet, plain
from ocr.beam import Alternative
from ocr.experts import bet
from ocr.heard import Heard, alternatives, joined, likelihood, together
from tests.ocr.hearing import alphabet, heard

LATIN = alphabet("ab ")
HINDI = alphabet("कर ािं्अ")


def anything(seed: int, steps: int = 5) -> Heard:
    """Posteriors of chance over an alphabet that allows every sequence."""
    chances = np.random.default_rng(seed).dirichlet([0.7] * len(LATIN.symbols), steps)
    return Heard(chances.astype(np.float32), LATIN)


def summed(told: Heard) -> dict[str, float]:
    """The likelihood of every text: each path through the steps, one by one."""
    found: dict[str, float] = defaultdict(float)
    blank, symbols = told.alphabet.blank, told.alphabet.symbols
    for path in itertools.product(range(len(symbols)), repeat=len(told.chances)):
        kept = [symbol for symbol, _ in itertools.groupby(path) if symbol != blank]
        chances = (told.chances[step, symbol] for step, symbol in enumerate(path))
        found["".join(symbols[one] for one in kept)] += math.prod(map(float, chances))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_a_text_is_as_likely_as_all_its_paths_together(seed: int) -> None:
    told = anything(seed)
    for text, chance in summed(told).items():
        assert math.exp(likelihood(told, text)) == pytest.approx(chance, rel=1e-3, abs=1e-7)


@pytest.mark.parametrize("seed", range(8))
def test_a_wide_search_finds_the_readings_in_order_of_their_likelihood(seed: int) -> None:
    told = anything(seed, steps=4)
    found = alternatives(told, 1000)
    assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)
    best = max(summed(told), key=summed(told).__getitem__)
    assert found[0].text == best
    for one in found[:10]:
        assert one.chance == pytest.approx(likelihood(told, one.text), abs=0.05)


def test_no_more_readings_are_given_than_asked_for() -> None:
    assert len(alternatives(anything(1), 3)) == 3


def test_a_symbol_twice_running_is_one_and_a_blank_makes_it_two() -> None:
    rows = {"a": [0.98, 0, 0, 0.02], "-": [0, 0, 0, 1.0]}
    for path, text in (("aaa", "a"), ("a-a", "aa"), ("---", "")):
        told = Heard(np.array([rows[step] for step in path], np.float32), LATIN)
        assert alternatives(told, 4)[0].text == text


def test_more_equal_symbols_than_steps_and_blanks_can_hold_are_next_to_impossible() -> None:
    assert likelihood(anything(3, steps=3), "aaa") < -20


def test_a_text_with_a_symbol_that_the_alphabet_lacks_cannot_be() -> None:
    assert likelihood(anything(1), "z") == -math.inf


def test_only_allowed_symbols_are_read() -> None:
    told = heard({"a": 0.9, "b": 0.1}, {"b": 0.9, "a": 0.05}, told=LATIN)
    assert alternatives(told, 4)[0].text == "ab"
    texts = [one.text for one in alternatives(told, 20, lambda s: s == "b")]
    assert texts[0] == "bb"
    assert all(set(text) <= {"b"} for text in texts)


@pytest.mark.parametrize("said", [("ा", "क"), ("क", "ा", "ि"), ("क", " ", "्"), ("अ", "ि")])
def test_a_sign_that_no_letter_carries_is_never_read(said: tuple[str, ...]) -> None:
    for one in alternatives(heard(*said, told=HINDI), 20):
        for before, after in itertools.pairwise(" " + one.text):
            assert after not in "ाि्" or before in "कर"


def test_signs_that_letters_carry_are_read() -> None:
    assert alternatives(heard(*"किंर्का", told=HINDI), 4)[0].text == "किंर्का"


def test_every_symbol_has_the_step_at_which_it_was_heard() -> None:
    assert alternatives(heard(*"aba", told=LATIN), 2)[0].steps == (1, 3, 5)


def test_the_step_of_a_symbol_is_no_part_of_what_was_read() -> None:
    assert Alternative("a", -1.0, (3,)) == Alternative("a", -1.0)


def test_words_put_together_are_read_with_a_blank_between_them() -> None:
    told = joined([heard(*"ab", told=LATIN), heard("b", told=LATIN)])
    assert told is not None
    assert alternatives(told, 4)[0].text == "ab b"
    assert likelihood(told, "ab b") > likelihood(told, "abb") > -5


def test_nothing_put_together_is_nothing() -> None:
    assert joined([]) is None


def test_a_part_is_heard_as_alone() -> None:
    whole = heard(*"ab", told=LATIN)
    assert alternatives(whole.part(2, 5), 2)[0].text == "b"


def test_a_bet_on_what_was_heard_alone_is_its_likelihood() -> None:
    assert bet([(math.log(0.7), 0.0), (math.log(0.2), 0.0)]) == pytest.approx(0.7)


def test_a_bet_rises_with_what_speaks_for_it_and_falls_with_what_speaks_for_another() -> None:
    first, second = math.log(0.4), math.log(0.4)
    even = bet([(first, 0.0), (second, 0.0)])
    assert bet([(first, 2.0), (second, 0.0)]) > even > bet([(first, 0.0), (second, 2.0)])


def test_joiners_are_no_part_of_plain_text() -> None:
    assert plain("र\u094d\u200dय\u200c") == "र\u094dय"


def test_an_alphabet_that_nothing_heard_belongs_to_leaves_a_reading_all_the_same() -> None:
    """Also where the blank is out of the question at every step."""
    chances = np.array([[0, 1, 0], [0, 1, 0]], np.float32)
    known = Alphabet(("", "क", "1"), 0)
    found = alternatives(Heard(chances, known), 4, str.isdigit)
    assert [one.text for one in found] == [""]


def beside(own: Heard, other: Heard) -> Heard:
    return Heard(own.chances, own.alphabet, other)


def test_what_two_networks_heard_is_what_both_find_likely() -> None:
    own = heard({"a": 0.6, "b": 0.4}, told=LATIN)
    other = heard({"b": 0.9, "a": 0.1}, told=alphabet("b a"))
    first, second = alternatives(beside(own, other), 2)
    assert (first.text, second.text) == ("b", "a")
    assert first.chance == pytest.approx(likelihood(beside(own, other), "b"))


def test_two_networks_that_agree_are_surer_than_either() -> None:
    own = heard({"a": 0.8, "b": 0.2}, told=LATIN)
    assert likelihood(beside(own, own), "a") > likelihood(own, "a")


@pytest.mark.parametrize("seed", range(4))
def test_all_that_two_networks_heard_sums_to_no_more_than_one(seed: int) -> None:
    found = alternatives(beside(anything(seed), anything(seed + 9)), 8)
    assert sum(math.exp(one.chance) for one in found) <= 1.0 + 1e-6


def test_a_reading_that_one_network_cannot_say_counts_as_never_heard_by_it() -> None:
    both = beside(heard("ब", told=alphabet("बक")), heard("a", told=LATIN))
    assert likelihood(both, "ब") < -5


def test_a_part_of_what_two_networks_heard_is_cut_at_the_blank_of_both() -> None:
    own, other = heard(*"aa b", told=LATIN), heard(*"a b", told=LATIN)
    word = beside(own, other).part(6, len(own.chances))
    assert [one.text.strip() for one in alternatives(word, 1)] == ["b"]


@pytest.mark.parametrize("lag", [0, 3])
def test_a_word_of_one_letter_is_cut_out_of_both_networks(lag: int) -> None:
    """Though the blanks before and behind it are near, and one network hears all a little later."""
    own = heard(*"aa b aa", told=LATIN)
    rest = heard(told=LATIN).chances
    late = Heard(np.concatenate([*[rest] * lag, own.chances]), LATIN)
    (best,) = alternatives(beside(own, late), 1)
    words = beside(own, late).parts(best)
    assert [alternatives(word, 1)[0].text for word in words] == ["aa", "b", "aa"]
    assert all(alternatives(word.beside, 1)[0].text in {"aa", "b"} for word in words if word.beside)
    assert all(word.beside is not None for word in words)


def test_as_many_blanks_elsewhere_are_no_help_in_cutting() -> None:
    """One network runs the first two words into one and hears another behind the last."""
    own = heard(*"aaaaaaaabbbbbbbb aaaaaaaa b", told=LATIN)
    other = heard(*"aaaaaaaa bbbbbbbb aaaaaaaab", told=LATIN)
    told = beside(own, other)
    (best, *_) = own.readings
    words = told.parts(best)
    last = words[1].beside
    assert best.text.count(" ") == other.readings[0].text.count(" ")
    assert last is not None
    assert set(alternatives(last, 1)[0].text) == {"a"}


@pytest.mark.parametrize("seed", range(4))
def test_opinions_are_the_same_asked_together_and_alone(seed: int) -> None:
    lines = [beside(anything(seed, n), anything(seed + n, 9 - n)) for n in range(2, 6)]
    alone = [alternatives(one, 8) for one in lines]
    for one, found in zip(together(lines), alone, strict=True):
        assert alternatives(one, 8) == found


@pytest.mark.parametrize("seed", range(8))
def test_readings_of_stretches_between_silences_are_those_of_the_whole(seed: int) -> None:
    silent = heard(told=LATIN).chances
    parts = [anything(seed, 2).chances, silent, anything(seed + 50, 3).chances]
    whole = Heard(np.concatenate(parts), LATIN)
    for one in alternatives(whole, 300)[:10]:
        assert one.chance == pytest.approx(likelihood(whole, one.text), abs=0.02)
