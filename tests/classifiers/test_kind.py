import random

import pytest

from classifiers.district import District
from classifiers.kind import identify
from classifiers.record import UNKNOWN, Hints
from tests.builders import NO_HINTS, noisy, page

CRIME = ["क्र० सं०", "मुकदमा अपराध संख्या", "जुर्म धारा", "मुद्दई", "मुल्जिम", "नतीजा तफ्तीश"]
ROWS = [["1", "12/2006", "379 भा०द०वि०", "अ पुत्र ब", "अज्ञात", "आरोप पत्र"]] * 4
LETTER = [
    "कार्यालय थाना तिर्वा",
    "विषय: चिकित्सा अवकाश स्वीकृत करने के सम्बन्ध में",
    "प्रार्थी थाना तिर्वा पर नियुक्त है। अवकाश स्वीकृत करने की कृपा करें",
]


def test_old_words_for_title_and_headings_tell_the_kind(kannauj: District) -> None:
    guess = identify(page(["जरायम रजिस्टर थाना तिर्वा"], CRIME, ROWS), kannauj, NO_HINTS)
    assert guess.choice == "crime"
    assert guess.confidence > 0.9


def test_headings_alone_tell_the_kind(kannauj: District) -> None:
    assert identify(page([], CRIME, ROWS), kannauj, NO_HINTS).choice == "crime"


def test_every_kind_is_told_from_its_own_title_and_headings(kannauj: District) -> None:
    for name, kind in kannauj.registers.items():
        head = [column.heading for column in kind.columns]
        read = page([kind.title], head, [["क"] * len(head)] * 3)
        assert identify(read, kannauj, NO_HINTS).choice == name


def test_a_title_that_is_a_part_of_anothers_says_little_beside_it(kannauj: District) -> None:
    head = [column.heading for column in kannauj.registers["ncr"].columns]
    read = page(["असंज्ञेय अपराध रजिस्टर"], head, [["क"] * len(head)] * 3)
    assert identify(read, kannauj, NO_HINTS).choice == "ncr"


@pytest.mark.parametrize(("share", "least"), [(0.1, 12), (0.2, 9)])
def test_misread_letters_may_hide_a_kind_but_never_make_it_another(
    kannauj: District, share: float, least: int
) -> None:
    chance, found = random.Random(7), []
    for name, kind in kannauj.registers.items():
        head = [noisy(column.heading, share, chance) for column in kind.columns]
        read = page([noisy(kind.title, share, chance)], head, [["क"] * len(head)] * 3)
        found.append((name, identify(read, kannauj, NO_HINTS).choice))
    assert all(choice in (name, UNKNOWN) for name, choice in found)
    assert sum(name == choice for name, choice in found) >= least


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("त्योहार रजिस्टर", ["क्रम सं०", "त्योहार", "स्थान", "मार्ग", "विवाद", "व्यवस्था"]),
        ("ड्यूटी रजिस्टर", ["क्रम सं०", "नाम", "पद", "ड्यूटी", "स्थान", "समय"]),
        ("गुण्डा रजिस्टर", ["क्रम सं०", "नाम व पता", "वाद सं०", "आदेश दिनांक", "अवधि", "अभ्युक्ति"]),
        ("", ["क्रम सं०", "दिनांक", "", "", "", ""]),
    ],
)
def test_a_register_the_district_has_not_goes_to_a_person(
    kannauj: District, title: str, head: list[str]
) -> None:
    read = page([title], head, [["1", "2", "अ", "ब", "स", "द"]] * 3)
    assert identify(read, kannauj, NO_HINTS).choice == UNKNOWN


def test_two_titles_on_one_page_are_a_tie_and_a_tie_is_refused(kannauj: District) -> None:
    read = page(["अवकाश रजिस्टर", "मालखाना रजिस्टर"], ["", "", ""], [["अ", "ब", "स"]] * 3)
    guess = identify(read, kannauj, NO_HINTS)
    assert guess.choice == UNKNOWN
    assert {"tie|leave", "tie|malkhana"} <= set(guess.reasons)


def test_the_operators_hint_decides_where_the_page_says_little(kannauj: District) -> None:
    read = page([], ["", "", ""], [["1", "2", "3"]])
    guess = identify(read, kannauj, Hints(register="malkhana"))
    assert guess.choice == "malkhana"
    assert "hint" in guess.reasons


def test_a_hint_the_page_clearly_contradicts_gives_way_and_is_shown(kannauj: District) -> None:
    read = page(["अपराध रजिस्टर"], CRIME, ROWS)
    guess = identify(read, kannauj, Hints(register="leave"))
    assert guess.choice == "crime"
    assert guess.confidence <= 0.5
    assert "hint-contradicted|leave|crime" in guess.reasons


def test_a_letter_is_told_by_its_phrases(kannauj: District) -> None:
    guess = identify(page(LETTER), kannauj, NO_HINTS)
    assert guess.choice == "leave_application"
    assert any(said.startswith("phrase|") for said in guess.reasons)


def test_a_phrase_that_runs_over_the_end_of_a_line_is_found(kannauj: District) -> None:
    split = [*LETTER[:1], "विषय: चिकित्सा", "अवकाश स्वीकृत", "करने के सम्बन्ध में", *LETTER[2:]]
    assert identify(page(split), kannauj, NO_HINTS).choice == "leave_application"


@pytest.mark.parametrize(
    "lines",
    [[], [""], ["विषय: वाहन मरम्मत हेतु बजट", "धनराशि आवंटित करने की कृपा करें"], ["वेतन बिल माह जून"]],
)
def test_a_letter_of_no_kind_goes_to_a_person(kannauj: District, lines: list[str]) -> None:
    assert identify(page(lines), kannauj, NO_HINTS).choice == UNKNOWN


def test_the_title_tells_a_register_whose_rows_were_not_found(kannauj: District) -> None:
    assert identify(page(["हिस्ट्रीशीट रजिस्टर"]), kannauj, NO_HINTS).choice == "history"


def test_a_letter_that_speaks_of_registers_is_no_register(kannauj: District) -> None:
    lines = [
        "वार्षिक निरीक्षण टिप्पणी थाना तिर्वा",
        "निरीक्षण दिनांक 3.3.2010",
        "अपराध रजिस्टर, त्योहार रजिस्टर, हिस्ट्रीशीट रजिस्टर अद्यावधिक पाये गये",
        "अभिलेखों का निरीक्षण किया गया",
    ]
    assert identify(page(lines), kannauj, NO_HINTS).choice == "inspection"


def test_a_table_in_a_letter_does_not_make_it_a_register(kannauj: District) -> None:
    lines = [
        "यात्रा भत्ता बिल",
        "मूल वेतन 31000 रुपये",
        "प्रमाणित किया जाता है कि यात्रा राजकीय कार्य से की गयी",
    ]
    head = ["प्रस्थान", "आगमन", "किराया"]
    guess = identify(page(lines, head, [["कन्नौज", "कानपुर", "250"]]), kannauj, NO_HINTS)
    assert guess.choice == "travel_bill"
