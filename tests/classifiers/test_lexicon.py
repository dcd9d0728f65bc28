"""Words that a cell may hold, and the rings of abbreviations."""

from __future__ import annotations

import pytest

from classifiers.district import District
from classifiers.kinds import Column
from classifiers.lexicon import (
    OF_COLUMN,
    OF_DISTRICT,
    OF_PAGE,
    Lexicon,
    of_column,
    phrases,
    ringed,
    with_page,
)


@pytest.mark.parametrize(
    ("read", "ring", "written"),
    [
        ("उ*नि-", "०", "उ०नि०"),
        ("मु0अ0सं0", "०", "मु०अ०सं०"),
        ("उ०नि०", ".", "उ.नि."),
        ("२००६", "०", "२००६"),
        ("12.03.2006", "०", "12.03.2006"),
    ],
)
def test_rings_are_written_as_the_page_has_them(read: str, ring: str, written: str) -> None:
    """A ring stands behind a letter; zeros and points of figures stay."""
    assert ringed(read, ring) == written


def test_a_comma_is_a_ring_only_in_an_abbreviation_that_is_known() -> None:
    lexicon = Lexicon({"का०": OF_DISTRICT})
    assert lexicon.ringed("का,") == "का०"
    assert lexicon.ringed("राम,") == "राम,"


def test_the_words_of_the_column_weigh_more_than_the_districts_and_these_more_than_the_pages(
    kannauj: District,
) -> None:
    person = with_page(of_column(Column("c", "person", ""), kannauj), ["पत्नी", "झब्बूपुर"])
    assert person.weight("पत्नी") == OF_COLUMN
    assert person.weight("तिर्वा") == OF_DISTRICT
    assert person.weight("झब्बूपुर") == OF_PAGE
    assert person.weight("कखगघ") == 0


def test_a_misread_word_finds_those_like_it(kannauj: District) -> None:
    lexicon = of_column(Column("c", "person", ""), kannauj)
    assert "निवासी" in lexicon.like("निवासौ")
    assert lexicon.like("xyz") == ()


def test_a_place_may_be_any_office_court_or_place_of_the_district(kannauj: District) -> None:
    listed = phrases(Column("c", "place", ""), kannauj)
    assert {"थाना तिर्वा", "कन्नौज"} <= set(listed)
    assert phrases(Column("c", "text", "", words=("हाँ", "नहीं")), kannauj) == ("हाँ", "नहीं")
