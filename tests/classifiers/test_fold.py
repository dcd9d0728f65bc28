import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.fold import alike, fold, plain


@pytest.mark.parametrize(
    "written",
    ["मु०अ०सं० 120/2019", "मु0अ0सं0 120/2019", "मु.अ.सं. 120/2019", "मु॰अ॰सं॰१२०/२०१९", "मुoअoसंo 120/2019"],
)
def test_a_ring_is_told_from_a_zero_however_it_is_written(written: str) -> None:
    assert plain(written) == "मु॰अ॰सं॰ 120/2019"
    assert fold(written) == "मुअसं 120/2019"


@pytest.mark.parametrize("written", ["107/116", "१०७/११६", "10.00", "२०", "1001"])
def test_zeros_in_numbers_stay_zeros(written: str) -> None:
    assert plain(written).replace("॰", "") == plain(written)
    assert "0" in plain(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("अन्तिम रिपोर्ट", "अंतिम रिपोर्ट"),
        ("इन्दरगढ़", "इंदरगढ"),
        ("भा०द०वि०", "भादवि"),
        ("क्ष\u200dेत्र", "क्षेत्र"),
        ("अतः", "अत:"),
        ("थाना – तिर्वा।", "थाना तिर्वा"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_never_raises_and_folding_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert isinstance(fold(text), str)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("१२/०६", "12-06", True),
        ("राम  कुमार", "राम कुमार", True),
        ("मु0अ0सं0 ५", "मु०अ०सं० 5", True),
        ("१२/०६", "1206", False),
        ("रमेश", "रमेशा", False),
        ("", "०", False),
    ],
)
def test_two_typed_alike_if_figures_rings_and_marks_alone_differ(
    one: str, other: str, *, same: bool
) -> None:
    assert alike(one, other) is same
