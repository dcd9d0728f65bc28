import pytest

from classifiers.district import District
from classifiers.faults import UnknownHint
from classifiers.hints import check
from classifiers.record import Hints


def test_a_known_office_and_register_pass(kannauj: District) -> None:
    check(Hints(office="KNJ-TIR", register="crime"), kannauj)


@pytest.mark.parametrize("hints", [Hints(office="KNJ-XXX"), Hints(register="diary")])
def test_what_the_district_has_not_is_named_with_what_it_has(
    kannauj: District, hints: Hints
) -> None:
    with pytest.raises(UnknownHint) as caught:
        check(hints, kannauj)
    known = "crime" if hints.register else "KNJ-TIR"
    assert known in caught.value.message("en")
    assert known in caught.value.message("hi")
