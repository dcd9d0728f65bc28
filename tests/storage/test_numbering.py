"""File numbers follow the e-office's grammar, or there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import files, numbering
from storage.clock import indian, now
from tests.storage import builders
from tests.storage.test_codec import LEASE


@pytest.mark.parametrize(
    ("head", "serial", "year", "section", "expected"),
    [
        ("A-11011", 1, 2020, "ADM", "A-11011/1/2020-ADM"),
        ("K-11011", 12, 2006, "KNJ-TIR", "K-11011/12/2006-KNJ-TIR"),
        ("A-21001(3)", 5, 2008, "DFG", "A-21001(3)/5/2008-DFG"),
    ],
)
def test_numbers_are_composed_as_the_manual_has_them(
    head: str, serial: int, year: int, section: str, expected: str
) -> None:
    """Head, serial in the year, year, section."""
    assert numbering.file_no(head, serial, year, section) == expected


@pytest.mark.parametrize(
    ("head", "year", "section"),
    [
        ("K", 2006, "KNJ"),
        ("K-11", 2006, "KNJ"),
        ("क-11011", 2006, "KNJ"),
        ("K-११०११", 2006, "KNJ"),
        ("K-11011", 206, "KNJ"),
        ("K-11011", 2006, "तिर्वा"),
        ("K-11011", 2006, "KNJ/TIR"),
        ("K-11011", 2006, ""),
    ],
)
def test_what_is_out_of_grammar_gets_no_number(head: str, year: int, section: str) -> None:
    """Only ASCII, only secondary and tertiary heads, only years that can be."""
    with pytest.raises(ValueError, match="no file number"):
        numbering.file_no(head, 1, year, section)


def test_an_unknown_or_impossible_year_is_numbered_in_the_year_of_opening() -> None:
    """The file stays apart from those of that year."""
    for year in (None, 206):
        place = files.place(replace(builders.clean(LEASE), year=year))
        assert place
        assert place.year is None
        assert place.numbered_year == indian(now()).year
        assert "|-|" in place.key


def test_a_register_is_a_volume_and_letters_are_a_head_of_the_year() -> None:
    """So a register's file is the same whatever head a page of it was taken for."""
    register, letter = files.place(builders.clean(LEASE)), files.place(builders.letter(LEASE))
    assert register
    assert letter
    assert register.key == "crime|KNJ-TIR|2006|1"
    assert letter.key == "letters|KNJ-TIR|2016|Q-15015"
