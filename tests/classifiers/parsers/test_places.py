from classifiers.meaning import Setting
from classifiers.parsers.places import parse
from classifiers.values import Place


def test_an_office_a_court_and_a_town_have_their_codes(setting: Setting) -> None:
    assert parse("क्षेत्राधिकारी तिर्वा", setting).value == Place("क्षेत्राधिकारी तिर्वा", "KNJ-CO-TIR")
    assert parse("न्यायालय सी0जे0एम0 कन्नौज", setting).value == Place(
        "मुख्य न्यायिक मजिस्ट्रेट कन्नौज", "CJM"
    )
    assert parse("ग्राम समधन", setting).value == Place("समधन", "SMD")


def test_a_misread_place_is_taken_for_the_nearest_and_doubted(setting: Setting) -> None:
    meaning = parse("क्षेत्राधिकरी तिवा", setting)
    assert meaning.value == Place("क्षेत्राधिकारी तिर्वा", "KNJ-CO-TIR")
    assert not meaning.whole


def test_a_place_in_no_list_keeps_its_name_and_waits(setting: Setting) -> None:
    meaning = parse("नगला ककरैया", setting)
    assert meaning.value == Place("नगला ककरैया", None)
    assert meaning.reasons == ("place-unknown",)
