from dataclasses import replace

import pytest

from classifiers.classify import classify
from classifiers.district import District
from classifiers.record import RegisterPage
from classifiers.sensitivity import assess, is_restricted
from tests.builders import NO_HINTS, page

HEAD = ["क्रम सं०", "मु०अ०सं०", "धारा", "वादी", "अभियुक्त", "परिणाम"]
LETTER = [
    "कार्यालय क्षेत्राधिकारी तिर्वा",
    "विषय: मु०अ०सं० 2/16 धारा 379 भा०द०वि० थाना ठठिया की प्रगति आख्या।",
    "दौरान विवेचना घटनास्थल का निरीक्षण कर नक्शा नजरी तैयार किया गया। विवेचना प्रचलित है।",
]


def crime(*sections: str) -> list[list[str]]:
    return [
        [str(n), f"{n}/2006", s, "राम पुत्र श्याम", "अज्ञात", "आरोप पत्र"]
        for n, s in enumerate(sections, 1)
    ]


def level(district: District, *sections: str) -> str:
    read = page(["अपराध रजिस्टर"], HEAD, crime(*sections))
    return classify(read, district, NO_HINTS).sensitivity.level


def test_ordinary_crimes_are_open_to_all_who_may_read_the_register(kannauj: District) -> None:
    assert level(kannauj, "379 भा०द०वि०", "302/34 भा०द०वि०") == "normal"


@pytest.mark.parametrize(
    "sections",
    ["376 भा०द०वि०", "354ए भा०द०वि०", "363/366 भा०द०वि०", "64 बीएनएस",
     "302 भा०द०वि० व 3/4 पॉक्सो एक्ट",     "323 भा०द०वि० व 3(1) एस०सी०/एस०टी० एक्ट"],
)  # fmt: skip
def test_one_row_of_a_protected_offence_restricts_the_page(
    kannauj: District, sections: str
) -> None:
    assert level(kannauj, "379 भा०द०वि०", sections) == "restricted"


def test_sections_that_were_not_read_for_certain_restrict_the_page(kannauj: District) -> None:
    assert level(kannauj, "379 भा०द०वि०", "३?६ भादवि") == "restricted"


def test_a_person_who_settles_the_sections_frees_the_page(kannauj: District) -> None:
    record = classify(page(["अपराध रजिस्टर"], HEAD, crime("379")), kannauj, NO_HINTS)
    assert isinstance(record, RegisterPage)
    assert "sections-unread" in record.sensitivity.reasons
    settled = tuple(tuple(replace(cell, state="corrected") for cell in row) for row in record.rows)
    assert assess(replace(record, rows=settled), kannauj).level == "normal"


def test_history_sheets_are_confidential_whatever_they_say(kannauj: District) -> None:
    head = ["क्रम सं०", "एच०एस० नं०", "नाम व पता", "श्रेणी"]
    rows = [
        ["1", "17ए", "राम पुत्र श्याम निवासी समधन", "क"],
        ["2", "18ए", "मोहन पुत्र सोहन निवासी नेरा", "ख"],
    ]
    record = classify(page(["हिस्ट्रीशीट रजिस्टर"], head, rows), kannauj, NO_HINTS)
    assert record.sensitivity.level == "confidential"


@pytest.mark.parametrize("word", ["पीड़िता के बयान", "नाबालिग पुत्री", "दुष्कर्म", "अपहृता बरामद"])
def test_a_word_that_may_name_a_victim_restricts_a_letter(kannauj: District, word: str) -> None:
    assert classify(page(LETTER), kannauj, NO_HINTS).sensitivity.level == "normal"
    record = classify(page([*LETTER, word]), kannauj, NO_HINTS)
    assert record.sensitivity.level == "restricted"


def test_sections_a_letter_speaks_of_but_that_were_not_read_restrict_it(kannauj: District) -> None:
    lines = [LETTER[0], LETTER[1].replace("379 भा०द०वि०", "?? भा"), LETTER[2]]
    assert "sections-unread" in classify(page(lines), kannauj, NO_HINTS).sensitivity.reasons


def test_a_child_restricts_the_page(kannauj: District) -> None:
    head = ["क्रम सं०", "दिनांक", "गुमशुदा का नाम व पता", "आयु"]
    rows = [["1", "1.1.2006", "राम पुत्र श्याम निवासी नेरा", "8 वर्ष"]] * 2
    record = classify(page(["गुमशुदा रजिस्टर"], head, rows), kannauj, NO_HINTS)
    assert "minor|8 वर्ष" in record.sensitivity.reasons


def test_a_page_of_unknown_kind_is_restricted_until_someone_has_seen_it(kannauj: District) -> None:
    assert classify(page(["कुछ"]), kannauj, NO_HINTS).sensitivity.level == "restricted"


@pytest.mark.parametrize(
    ("section", "act", "inside"),
    [("376", "IPC", True), ("376DA", "IPC", True), ("354D", "IPC", True), ("355", "IPC", False),
     ("370A", "IPC", True), ("371", "IPC", False), ("63", "BNS", True), ("80", "BNS", False),
     ("144", "BNS", True), ("3", "POCSO", True), ("3", "ARMS", False), ("67B", "IT", True)],
)  # fmt: skip
def test_the_ranges_of_the_law_are_kept(
    kannauj: District, section: str, act: str, inside: object
) -> None:
    assert is_restricted(section, kannauj.acts[act]) is inside
