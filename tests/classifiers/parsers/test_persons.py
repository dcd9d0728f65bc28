import pytest

from classifiers.meaning import Setting
from classifiers.parsers.persons import parse
from classifiers.values import Person


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("रमेश पुत्र सुरेश निवासी समधन", Person("रमेश", None, "son", "सुरेश", "समधन")),
        (
            "श्रीमती रीता देवी उर्फ गुड़िया पत्नी श्री राम लाल निवासी ग्राम नगला",
            Person("रीता देवी", "गुड़िया", "wife", "राम लाल", "नगला"),
        ),
        ("राम पु० श्याम नि० तिर्वा", Person("राम", None, "son", "श्याम", "तिर्वा")),
        ("राम पु0 स्व0 श्याम", Person("राम", None, "son", "श्याम", None)),
        ("सीताराम द्विवेदी", Person("सीताराम द्विवेदी")),
        ("अज्ञात", Person("अज्ञात")),
    ],
)
def test_a_person_is_read_as_registers_write_one(
    setting: Setting, written: str, person: Person
) -> None:
    meaning = parse(written, setting)
    assert meaning.value == person
    assert meaning.whole


@pytest.mark.parametrize(
    "written", ["1. राम पुत्र श्याम 2. मोहन पुत्र सोहन", "राम आदि", "राम पुत्र", "राम 420 पुत्र X"]
)
def test_several_persons_and_broken_entries_are_in_doubt(setting: Setting, written: str) -> None:
    meaning = parse(written, setting)
    assert isinstance(meaning.value, Person)
    assert not meaning.whole


def test_an_empty_text_names_nobody(setting: Setting) -> None:
    assert parse(" , ", setting).value is None
