"""Words of a list are found behind what was heard, however unlikely each letter of them was."""

from __future__ import annotations

import pytest

from ocr.engines import traineddata
from ocr.engines.known import heard_words
from ocr.engines.speech import spoken
from ocr.engines.words import Words
from tests.ocr.hearing import ALPHABET, heard


@pytest.fixture(scope="module")
def words() -> Words:
    return traineddata.read(traineddata.find("Devanagari")).words


def misread(text: str, instead: str) -> list[str | dict[str, float]]:
    """Each letter of a text much less likely than the one that was misread for it."""
    pairs = zip(text, instead, strict=True)
    return [right if right == wrong else {wrong: 0.7, right: 0.3} for right, wrong in pairs]


def test_the_word_meant_is_found_where_every_letter_was_misread(words: Words) -> None:
    told = heard(*misread("समय", "ममथ"), told=ALPHABET)
    assert "समय" in heard_words(told.chances, ALPHABET, words, 8)


def test_only_words_of_the_list_are_found(words: Words) -> None:
    told = heard(*misread("राजस्थान", "शानस्यान"), told=ALPHABET)
    found = heard_words(told.chances, ALPHABET, words, 8)
    assert "राजस्थान" in found
    assert all(text in words for text in found)


def test_a_stop_behind_a_word_stays(words: Words) -> None:
    told = heard(*"समय", ",", told=ALPHABET)
    assert heard_words(told.chances, ALPHABET, words, 1) == ["समय,"]


def test_a_letter_said_twice_is_two_letters_only_over_a_silence(words: Words) -> None:
    told = heard(*"ममता", told=ALPHABET)
    assert heard_words(told.chances, ALPHABET, words, 1) == ["ममता"]
    told.chances[2] = told.chances[1]
    assert heard_words(told.chances, ALPHABET, words, 1) == ["मता"]


def test_nothing_is_found_in_silence_or_where_no_word_was_heard(words: Words) -> None:
    assert heard_words(heard(told=ALPHABET).chances, ALPHABET, words, 8) == []
    assert heard_words(heard(*"1234", told=ALPHABET).chances, ALPHABET, words, 8) == []


def test_stops_do_not_count_and_figures_are_no_words(words: Words) -> None:
    assert words.letters("समय,") == words.letters("समय") == 3
    assert words.letters("12") == words.letters("शानस्यान") == 0


def test_what_cannot_be_read_for_certain_is_read_as_a_word(words: Words) -> None:
    line = heard(*misread("राजस्थान", "शानस्यान"), told=ALPHABET)
    assert [word.text for word in spoken([line], [1.0], words)[0]] == ["राजस्थान"]
    assert [word.text for word in spoken([line], [1.0])[0]] == ["शानस्यान"]


def test_a_name_that_is_read_for_certain_stays_though_it_is_in_no_list(words: Words) -> None:
    line = heard(*"कन्नौजिपा", told=ALPHABET)
    assert [word.text for word in spoken([line], [1.0], words)[0]] == ["कन्नौजिपा"]
