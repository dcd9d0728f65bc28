"""The words of a cell are given to its lines only where it is clear where each stands."""

from __future__ import annotations

from ocr.training.align import aligned


def test_words_go_to_the_line_where_they_were_nearly_read() -> None:
    read = ["रम कुमर पुत्र", "श्यम लाल निवसी", "ठठिया"]
    text = "राम कुमार पुत्र श्याम लाल निवासी ठठिया"
    assert aligned(read, text) == ("राम कुमार पुत्र", "श्याम लाल निवासी", "ठठिया")


def test_one_line_has_all_of_the_text_however_badly_it_was_read() -> None:
    assert aligned([""], "राम कुमार") == ("राम कुमार",)


def test_nothing_is_guessed_where_two_ways_are_about_as_good() -> None:
    assert aligned(["", ""], "राम श्याम मोहन") is None
    assert aligned(["राम", "श्याम"], "राम") is None
    assert aligned([], "राम") is None


def test_texts_of_more_ways_than_can_be_tried_are_left_out() -> None:
    words = [f"शब्द{number}" for number in range(60)]
    assert aligned([" ".join(words[n : n + 10]) for n in range(0, 60, 10)], " ".join(words)) is None
