import pytest

from classifiers.district import District
from classifiers.office import of_letter, of_register
from classifiers.record import UNKNOWN, Hints
from tests.builders import NO_HINTS


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("थाना तिर्वा जनपद कन्नौज", "KNJ-TIR"),
        ("थाना तिरवा", "KNJ-TIR"),
        ("थाना इंदरगढ", "KNJ-IND"),
        ("महिला थाना", "KNJ-MHL"),
        ("कोतवाली कन्नौज", "KNJ-KTW"),
        ("अपराध रजिस्टर थाना गुरसहायगज वर्ष 2006", "KNJ-GSG"),
        ("थाना ठटिया", "KNJ-THT"),
        ("अपर पुलिस अधीक्षक कन्नौज", "KNJ-ASP"),
    ],
)
def test_a_registers_title_lines_name_its_office(kannauj: District, line: str, code: str) -> None:
    assert of_register([line], kannauj, NO_HINTS).choice == code


@pytest.mark.parametrize(
    "lines", [[], ["अपराध रजिस्टर"], ["जनपद कन्नौज"], ["थाना बिल्हौर"], ["थाना तिर्वा", "थाना सौरिख"]]
)
def test_no_office_or_two_are_left_to_a_person(kannauj: District, lines: list[str]) -> None:
    assert of_register(lines, kannauj, NO_HINTS).choice == UNKNOWN


def test_the_operators_word_decides(kannauj: District) -> None:
    hints = Hints(office="KNJ-THT")
    assert of_register(["थाना तिर्वा"], kannauj, hints).choice == "KNJ-THT"
    assert of_letter(["कार्यालय पुलिस अधीक्षक कन्नौज"], kannauj, hints).choice == "KNJ-THT"


def test_a_letter_belongs_to_the_office_of_its_letterhead(kannauj: District) -> None:
    lines = ["कार्यालय क्षेत्राधिकारी तिर्वा", "सेवा में,", "श्रीमान पुलिस अधीक्षक कन्नौज", "विषय: क"]
    guess = of_letter(lines, kannauj, NO_HINTS)
    assert guess.choice == "KNJ-CO-TIR"
    assert "issuer" in guess.reasons


def test_a_letter_from_outside_belongs_to_the_office_it_is_addressed_to(kannauj: District) -> None:
    lines = ["कार्यालय जिलाधिकारी कन्नौज", "सेवा में,", "श्रीमान पुलिस अधीक्षक कन्नौज महोदय,", "विषय: क"]
    guess = of_letter(lines, kannauj, NO_HINTS)
    assert guess.choice == "KNJ"
    assert "addressee" in guess.reasons


def test_who_signs_at_the_foot_does_not_make_it_his_offices(kannauj: District) -> None:
    lines = ["प्रार्थना पत्र", "निवेदन है", "कृपा करें", "प्रार्थी", "( राम )", "क्षेत्राधिकारी तिर्वा"]
    assert of_letter(lines, kannauj, NO_HINTS).choice == UNKNOWN
