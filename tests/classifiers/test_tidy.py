"""Slips of the engine that the way offices write excludes are mended, nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.tidy import tidy


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("२५- ०१- २००६", "२५-०१-२००६"),
        ("३७९/ ४११ भा०द०वि०", "३७९/४११ भा०द०वि०"),
        ("५८ समय ०५. १० बजे", "५८ समय ०५.१० बजे"),
        ("रिवाल्वर 32 बोर |", "रिवाल्वर 32 बोर"),
        ("[सत्येन्द्र तिवारी", "सत्येन्द्र तिवारी"),
        ("पुत्र नफीस निवासी ।मवई", "पुत्र नफीस निवासी मवई"),
        ("107/116 दOप्र०सं०", "107/116 द०प्र०सं०"),
        ("  ", ""),
    ],
)
def test_slips_are_mended(raw: str, text: str) -> None:
    assert tidy(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "मु०अ०सं० 59/2021 पंजीकृत",
        "पता अज्ञात - तलाश जारी",
        "LK1724108",
        "आरोप पत्र संख्या २१३ दिनांक २५-०१-२००६",
        "रमेश, सुरेश व अन्य",
        "12 बोर - 2 अदद",
        "पक्ष ने कहा।",
    ],
)
def test_what_is_written_rightly_stays(text: str) -> None:
    assert tidy(text) == text


@given(st.text(alphabet="०१२3/-. कामुO|[]।०", max_size=24))
def test_mending_twice_changes_no_more_and_no_figure_is_lost(raw: str) -> None:
    text = tidy(raw)
    assert tidy(text) == text
    left = iter(text)
    assert all(figure in left for figure in raw if figure.isdigit())
