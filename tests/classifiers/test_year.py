from classifiers import year
from classifiers.district import District


def test_a_line_says_year_and_volume() -> None:
    assert year.said(["अपराध रजिस्टर", "थाना तिर्वा वर्ष २००६"]) == 2006
    assert year.volume(["अपराध रजिस्टर भाग २"]) == 2


def test_most_dates_and_cases_say_the_year() -> None:
    assert year.most(["12/2006", "3.4.2006", "5.6.06", "1.1.2005", "9/2006"]) == 2006


def test_dates_that_do_not_agree_say_nothing() -> None:
    assert year.most(["12/2006", "3.4.2005", "1.1.2004"]) is None


def test_a_letters_year_is_that_of_its_first_date(kannauj: District) -> None:
    assert year.dated(["पत्रांक: 1/2011 दिनांक: 3.4.12", "दिनांक 5.6.2010"], kannauj) == 2012


def test_a_number_that_is_no_year_is_not_taken_for_one() -> None:
    assert year.said(["वर्ष 9999"]) is None
