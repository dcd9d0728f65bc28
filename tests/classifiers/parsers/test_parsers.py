"""What holds for the parser of every column type."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.kinds import Column, ColumnType
from classifiers.meaning import Setting
from classifiers.parsers import parse

LETTERS = "०१२३४०0oO॰.,/-:()'\" अधाराकमुसंवनि॰पुत्रउ०नि०थानाएक्टभादवि\u200c़्ािी123456789"
TYPES: tuple[ColumnType, ...] = get_args(ColumnType)


@pytest.mark.parametrize("type_", TYPES)
@settings(max_examples=120, deadline=None)
@given(text=st.one_of(st.text(), st.text(alphabet=LETTERS)))
def test_a_parser_never_raises_and_what_it_doubts_it_gives_a_reason_for(
    setting: Setting, type_: ColumnType, text: str
) -> None:
    meaning = parse(text, Column("c", type_, "c", (), ("आरोप पत्र", "खारिजा")), setting)
    assert meaning.whole or meaning.reasons
    assert meaning.value is not None or type_ == "text" or not meaning.whole
