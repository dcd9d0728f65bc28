from collections import defaultdict
from datetime import date

import pytest

from classifiers.entities import entities
from classifiers.meaning import Setting
from classifiers.record import Field
from classifiers.values import CaseNumber, Code, Day, Officer, Person, Place, Sections
from tests.builders import page

LETTER = [
    "कार्यालय क्षेत्राधिकारी छिबरामऊ",
    "पत्रांक: स्था०-८/२०१५ दिनांक: १४.०१.२०१५",
    "सेवा में,",
    "श्रीमान पुलिस अधीक्षक कन्नौज महोदय,",
    "विषय: मु0अ0सं0 27/15 धारा 147/323 भा0द0वि0 थाना ठठिया",
    "की जांच आख्या।",
    "महोदय, वादी राम उर्फ कल्लू पुत्र",
    "श्याम निवासी समधन के बयान उ०नि० श्री अनिल सिद्दीकी ने लिया। निरीक्षण दिनांक 15/1/2015 को हुआ।",
    "( प्रमोद सिंह )",
]


@pytest.fixture(scope="module")
def fields(setting: Setting) -> dict[str, list[Field]]:
    found = defaultdict(list)
    for field in entities(page(LETTER).lines, Setting(setting.district, 2015)):
        found[field.name].append(field)
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reference", Code("स्था॰-8/2015")),
        ("case", CaseNumber(27, 2015)),
        ("sections", Sections(("147", "323"), "IPC")),
        ("person", Person("राम", "कल्लू", "son", "श्याम", "समधन")),
        ("officer", Officer("अनिल सिद्दीकी", "SI")),
        ("addressee", Place("पुलिस अधीक्षक कन्नौज", "KNJ")),
        ("signatory", Person("प्रमोद सिंह")),
    ],
)
def test_each_field_is_found_once_with_its_value(
    fields: dict[str, list[Field]], name: str, value: object
) -> None:
    assert [field.reading.value for field in fields[name]] == [value]


def test_all_dates_are_found_in_any_figures(fields: dict[str, list[Field]]) -> None:
    days = [field.reading.value for field in fields["date"]]
    assert days == [Day(date(2015, 1, 14)), Day(date(2015, 1, 15))]


def test_a_subject_goes_on_over_the_end_of_its_line(fields: dict[str, list[Field]]) -> None:
    assert fields["subject"][0].reading.text.endswith("थाना ठठिया की जांच आख्या।")


def test_offices_have_their_codes(fields: dict[str, list[Field]]) -> None:
    codes = {
        field.reading.value.code
        for field in fields["office"]
        if isinstance(field.reading.value, Place)
    }
    assert codes == {"KNJ-CO-CHM", "KNJ", "KNJ-THT"}


def test_a_field_is_the_text_as_written_in_the_box_of_its_lines(
    fields: dict[str, list[Field]],
) -> None:
    reading = fields["person"][0].reading
    assert reading.text == reading.raw == "राम उर्फ कल्लू पुत्र श्याम निवासी समधन"
    assert reading.source == "rules"
    assert (reading.box.y0, reading.box.y1) == (240, 310)


def test_a_page_without_lines_has_no_fields(setting: Setting) -> None:
    assert entities((), setting) == ()
