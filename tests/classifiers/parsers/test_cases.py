import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.meaning import Setting
from classifiers.parsers.cases import parse
from classifiers.values import CaseNumber

CUES = (
    "",
    "मु०अ०सं० ",
    "मु0अ0सं0 ",
    "मु.अ.सं. ",
    "मुकदमा अपराध संख्या ",
    "अ०सं० ",
    "वाद संख्या ",
    "एन०सी०आर० नं० ",
)


@given(
    number=st.integers(1, 9999),
    year=st.integers(1950, 2025),
    cue=st.sampled_from(CUES),
    sign=st.sampled_from(["/", " / ", "-"]),
    figures=st.sampled_from(["full", "short", "deva"]),
)
def test_every_case_number_comes_back_from_its_writing(
    setting: Setting, number: int, year: int, cue: str, sign: str, figures: str
) -> None:
    written = f"{number}{sign}{year % 100:02}" if figures == "short" else f"{number}{sign}{year}"
    if figures == "deva":
        written = written.translate(str.maketrans("0123456789", "०१२३४५६७८९"))
    meaning = parse(cue + written, Setting(setting.district, year))
    assert meaning.value == CaseNumber(number, year)
    assert meaning.whole


def test_the_sections_in_the_cell_come_with_the_case(setting: Setting) -> None:
    meaning = parse("३/०८ धारा ३०७ भा०द०वि० व 3/25 आर्म्स एक्ट", setting)
    assert meaning.value == CaseNumber(3, 2008, ("307",), "IPC", ("ARMS 3", "ARMS 25"))
    assert meaning.whole


@pytest.mark.parametrize("written", ["मु०अ०सं० 120", "120/2006 व 121/2006", "क 120/2006"])
def test_what_is_not_a_single_case_with_its_year_is_in_doubt(
    setting: Setting, written: str
) -> None:
    meaning = parse(written, setting)
    assert isinstance(meaning.value, CaseNumber)
    assert meaning.value.number == 120
    assert not meaning.whole


def test_the_zeros_of_abbreviations_are_not_read_as_numbers(setting: Setting) -> None:
    assert parse("मु0अ0सं0 नहीं", setting).value is None
