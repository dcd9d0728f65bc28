"""Serial numbers, amounts, identifiers, words."""

from decimal import Decimal

import pytest

from classifiers.meaning import Setting
from classifiers.parsers import amounts, codes, serials, words
from classifiers.values import Amount, Code, Serial


@pytest.mark.parametrize("written", ["१४८", "148", "148.", "(148)"])
def test_a_serial_number_is_read(setting: Setting, written: str) -> None:
    assert serials.parse(written, setting).value == Serial(148)


def test_a_number_among_words_is_no_certain_serial_number(setting: Setting) -> None:
    meaning = serials.parse("148 क", setting)
    assert meaning.value == Serial(148)
    assert not meaning.whole


@pytest.mark.parametrize(
    ("written", "amount", "unit"),
    [
        ("14", "14", None),
        ("७२ वर्ष", "72", "year"),
        ("576 रुपये", "576", "rupee"),
        ("रु० 1,948/-", "1948", "rupee"),
        ("12.5 कि०मी०", "12.5", "km"),
        ("करीब 20 लीटर", "20", "litre"),
    ],
)
def test_an_amount_is_read_with_its_unit(
    setting: Setting, written: str, amount: str, unit: str | None
) -> None:
    meaning = amounts.parse(written, setting)
    assert meaning.value == Amount(Decimal(amount), unit)
    assert meaning.whole


def test_an_amount_of_an_unknown_unit_is_doubted(setting: Setting) -> None:
    assert not amounts.parse("20 बोतल", setting).whole


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("17ए", "17ए"),
        ("२७२७२७", "272727"),
        ("स्था०-590 / 2012", "स्था॰-590/2012"),
        ("58 समय 05.10 बजे", "58 05:10"),
        ("रपट सं0 १२ समय ०८.१० बजे", "12 08:10"),
    ],
)
def test_an_identifier_has_one_writing(setting: Setting, written: str, code: str) -> None:
    meaning = codes.parse(written, setting)
    assert meaning.value == Code(code)
    assert meaning.whole


def test_a_time_that_no_clock_shows_is_doubted(setting: Setting) -> None:
    assert not codes.parse("58 समय 45.10 बजे", setting).whole


LISTED = ("आरोप पत्र", "अन्तिम रिपोर्ट", "तामील", "अदम तामील", "मु०अ०सं० पंजीकृत")


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("आरोप पत्र", "आरोप पत्र"),
        ("अंतिम रिपोर्ट", "अन्तिम रिपोर्ट"),
        ("आरोप पत्र संख्या २१३ दिनांक २५-०१-२००६", "आरोप पत्र"),
        ("मु०अ०सं० 321/2019 पंजीकृत", "मु०अ०सं० पंजीकृत"),
        ("अदम तामील", "अदम तामील"),
    ],
)
def test_a_word_of_the_columns_own_is_its_code(setting: Setting, written: str, word: str) -> None:
    meaning = words.parse(written, LISTED, setting)
    assert meaning.value == Code(word)
    assert meaning.whole


def test_a_misread_word_is_taken_for_the_nearest_and_doubted(setting: Setting) -> None:
    meaning = words.parse("अन्तम रिपोट", LISTED, setting)
    assert meaning.value == Code("अन्तिम रिपोर्ट")
    assert not meaning.whole


def test_free_text_is_accepted_if_it_is_written_as_hindi_is(setting: Setting) -> None:
    assert words.parse("एक अदद चाकू नाजायज", (), setting).whole
    assert not words.parse("ाएक अदद |~ चाकू", (), setting).whole
