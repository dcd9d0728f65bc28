"""The words a cell may hold, by scope: the column, the district, the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz, process

from classifiers.district import District
from classifiers.kinds import Column, ColumnType

_LETTER = "\u0900-\u0963\u0971-\u097f"
_RING = re.compile(rf"(?<=[{_LETTER}])[०*\-.॰°0oO'](?=[{_LETTER}/\-]|$)")
_LOOSE = re.compile(rf"(?<=[{_LETTER}])[+,](?=[{_LETTER}]|$)")
_LEAST = 3
"""Shorter words are too like each other to tell one from another."""

OF_COLUMN, OF_DISTRICT, OF_PAGE = 8.0, 5.0, 2.0
"""How much more a reading is believed that is a word of the scope (natural logarithm)."""

_USUAL: Mapping[ColumnType, tuple[str, ...]] = {
    "person": ("relations", "residence", "titles", "aliases"),
    "officer": ("ranks", "titles"),
    "sections": ("acts",),
    "case": ("acts",),
}
"""The lists of a district whose words stand in most cells of such a column."""

_ALIKE = 55.0
_LIKE = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with what speaks for each (natural logarithm)."""

    weights: Mapping[str, float]

    def ringed(self, word: str) -> str:
        """The word with its rings; a comma or plus is one only in an abbreviation that is known."""
        loose = _LOOSE.sub("०", word)
        return ringed(loose if ringed(loose) in self.weights else word)

    def weight(self, word: str) -> float:
        """What speaks for a word; 0 if it is not known."""
        return self.weights.get(word, 0.0)

    def like(self, word: str) -> tuple[str, ...]:
        """The few known words most like a misread one."""
        found = process.extract(
            word, list(self.weights), scorer=fuzz.ratio, limit=_LIKE, score_cutoff=_ALIKE
        )
        return tuple(one for one, _, _ in found)


def ringed(word: str, ring: str = "०") -> str:
    """An abbreviation with the rings that the page has: उ*नि- becomes उ०नि० or उ.नि."""
    return _RING.sub(ring, word)


@lru_cache(maxsize=256)
def of_column(column: Column, district: District) -> Lexicon:
    """The words of a column's own vocabulary before those of the district."""
    usual = chain.from_iterable(district.words[name] for name in _USUAL.get(column.type, ()))
    own = dict.fromkeys(_words(chain(usual, column.words)), OF_COLUMN)
    return Lexicon({**_district(district), **own})


def with_page(lexicon: Lexicon, page: Iterable[str]) -> Lexicon:
    """The lexicon and the words that were read for certain elsewhere on the page."""
    return Lexicon({**dict.fromkeys(page, OF_PAGE), **lexicon.weights})


def phrases(column: Column, district: District) -> Sequence[str]:
    """What a cell of the column may hold as a whole: its vocabulary, or places and offices."""
    if column.type != "place":
        return column.words
    return _places(district)


@lru_cache(maxsize=8)
def _places(district: District) -> tuple[str, ...]:
    names = chain.from_iterable((one.name, *one.variants) for one in district.offices.values())
    lists = (district.words[name] for name in ("places", "courts", "authorities"))
    return tuple(dict.fromkeys(chain(names, *lists)))


@lru_cache(maxsize=8)
def _district(district: District) -> Mapping[str, float]:
    """The words of every written form that the district's data hold."""
    kinds = chain(*(kind.columns for kind in district.registers.values()))
    offices = chain.from_iterable((one.name, *one.variants) for one in district.offices.values())
    forms = chain(offices, *district.words.values(), *(column.words for column in kinds))
    return dict.fromkeys(_words(forms), OF_DISTRICT)


def _words(forms: Iterable[str]) -> Iterable[str]:
    words = chain.from_iterable(form.split() for form in forms)
    return (word for word in words if len(word) >= _LEAST and not word[0].isdigit())
