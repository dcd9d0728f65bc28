import pytest

from classifiers.meaning import Setting
from classifiers.parsers.officers import parse
from classifiers.values import Officer


@pytest.mark.parametrize(
    ("written", "rank", "name"),
    [
        ("उ०नि० श्री अनिल सिद्दीकी", "SI", "अनिल सिद्दीकी"),
        ("व0उ0नि0 सलीम", "SSI", "सलीम"),
        ("हे.का. महेश कुशवाहा", "HC", "महेश कुशवाहा"),
        ("नि० विनोद कुमार", "INSP", "विनोद कुमार"),
        ("का० 412 राम सिंह", "CONS", "राम सिंह"),
        ("प्रतिसार निरीक्षक राम सिंह", "RI", "राम सिंह"),
    ],
)
def test_rank_and_name_are_read(setting: Setting, written: str, rank: str, name: str) -> None:
    meaning = parse(written, setting)
    assert meaning.value == Officer(name, rank)
    assert meaning.whole


def test_a_misread_rank_is_taken_for_the_nearest_and_doubted(setting: Setting) -> None:
    meaning = parse("व०उ०नी० सलीम अंसारी", setting)
    assert meaning.value == Officer("सलीम अंसारी", "SSI")
    assert not meaning.whole


def test_a_name_without_a_rank_is_doubted(setting: Setting) -> None:
    meaning = parse("सलीम अंसारी", setting)
    assert meaning.value == Officer("सलीम अंसारी", None)
    assert meaning.reasons == ("rank-unknown",)
