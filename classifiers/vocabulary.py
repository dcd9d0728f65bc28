"""The written forms of a list of the lexicon as a pattern, and the term that a form stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from classifiers.district import Act, Term
from classifiers.fold import RING, fold, plain

Entry = Term | Act


@lru_cache(maxsize=64)
def pattern(terms: tuple[Entry, ...]) -> str:
    """A regular expression (no group) for any form of the terms in plain text, longest first.

    Rings may be missing and blanks may stand between the parts of an abbreviation.
    """
    forms = sorted({plain(form) for term in terms for form in term.written}, key=len, reverse=True)
    return "(?:" + "|".join(map(_loose, forms)) + ")"


@lru_cache(maxsize=64)
def index(terms: tuple[Entry, ...]) -> dict[str, Entry]:
    """The term of each folded form without blanks; the first term of the list has it."""
    found: dict[str, Entry] = {}
    for term in terms:
        for form in term.written:
            found.setdefault(key(form), term)
    return found


def exact(text: str, terms: tuple[Entry, ...]) -> Entry | None:
    """The term written exactly so, rings, blanks and nuktas aside."""
    return index(terms).get(key(text))


def nearest(text: str, terms: tuple[Entry, ...], least: float) -> Entry | None:
    """The one term whose form is at least so alike (0 to 1) and clearly more than any other's."""
    wanted = key(text)
    likeness: dict[str, float] = {}
    for form, term in index(terms).items():
        likeness[term.code] = max(likeness.get(term.code, 0), fuzz.ratio(wanted, form) / 100)
    ranked = sorted(likeness.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < least:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.03:
        return None
    return next(term for term in terms if term.code == ranked[0][0])


def words(listed: Iterable[str]) -> tuple[Term, ...]:
    """A closed vocabulary as terms: each word is its own code."""
    return tuple(Term(word, word, ()) for word in listed)


def common(terms: tuple[Term, ...], code: str) -> frozenset[str]:
    """The folded words that the term of that code stands for; none if there is no such term."""
    return frozenset(fold(form) for term in terms if term.code == code for form in term.written)


def without(folded: str, listed: frozenset[str]) -> str:
    """The folded text without the listed words; the whole of it if nothing else is left."""
    return " ".join(word for word in folded.split() if word not in listed) or folded


def key(text: str) -> str:
    """The folded text without blanks."""
    return fold(text).replace(" ", "")


def _loose(form: str) -> str:
    parts = re.escape(form).replace(re.escape(RING), rf"\s?{RING}?\s?").replace(r"\ ", r"\s*")
    return parts.removesuffix(r"\s?")
