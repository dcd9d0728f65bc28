"""Which register a page belongs to, as far as its title, headings and columns tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from classifiers.columns import Grid, align
from classifiers.district import District
from classifiers.fold import fold
from classifiers.headings import likeness
from classifiers.kinds import RegisterKind
from classifiers.reasons import reason
from classifiers.vocabulary import common, without

_LEAST, _SURE, _TRUST = 0.7, 0.8, 0.92
_EVEN, _PART = 0.02, 0.5
"""A title fits as well as another up to this; what one is worth that is a part of another."""

_NO_HEADINGS = 0.2
_TYPES_LEAST, _TYPES_TRUST = 0.5, 0.6
_LINE_SPARE = 32


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly a page speaks for a kind, 0 to 1, and in what way."""

    strength: float
    reasons: tuple[str, ...] = ()


def by_title(lines: Sequence[str], district: District) -> Mapping[str, Evidence]:
    """What the lines outside the table say, for every register kind."""
    keys = [fold(line) for line in lines if line.strip()]
    kinds = district.registers
    best = {name: _title(keys, _titles(kind, district)) for name, kind in kinds.items()}
    return {name: _said(found, best.values()) for name, found in best.items()}


def by_grid(grid: Grid, district: District) -> Mapping[str, Evidence]:
    """What the headings say; where there are none to speak of, what the columns hold."""
    kinds = district.registers
    heads = {name: likeness(grid.headings, kind).max(axis=1) for name, kind in kinds.items()}
    crowd = np.maximum(1.0, np.sum(list(heads.values()), axis=0))
    read = np.array([bool(heading.strip()) for heading in grid.headings])
    if not read.any() or max(float(found[read].mean()) for found in heads.values()) < _NO_HEADINGS:
        return {name: _by_values(grid, kind) for name, kind in kinds.items()}
    return {name: _by_headings(grid, kind, crowd, read) for name, kind in kinds.items()}


def together(*found: Mapping[str, Evidence]) -> Mapping[str, Evidence]:
    """Independent evidence put together: what one leaves open the other may close."""
    names = dict.fromkeys(name for one in found for name in one)
    return {name: _both([one[name] for one in found if name in one]) for name in names}


def _both(parts: Sequence[Evidence]) -> Evidence:
    open_ = float(np.prod([1 - part.strength for part in parts]))
    return Evidence(1 - open_, tuple(said for part in parts for said in part.reasons))


@dataclass(frozen=True, slots=True)
class _Titled:
    """How well a title of a kind fits a line, and both of them folded."""

    likeness: float = 0.0
    form: str = ""
    line: str = ""


def _title(keys: Sequence[str], titles: tuple[tuple[str, str], ...]) -> _Titled:
    """The title of a kind that fits best, the longest of those that fit as well."""
    found = (_Titled(_named(form, own, key), form, key) for form, own in titles for key in keys)
    return max(found, key=lambda one: (one.likeness, len(one.form)), default=_Titled())


def _said(own: _Titled, all_kinds: Iterable[_Titled]) -> Evidence:
    """What a title is worth: less if another kind's title says more of the same line.

    Least if it is but a part of that: संज्ञेय अपराध रजिस्टर is none where असंज्ञेय stands.
    """
    rivals = [one for one in all_kinds if one.line == own.line and one.likeness >= _SURE]
    longest = max((len(one.form) for one in rivals), default=1)
    strength = max(0.0, (own.likeness - _LEAST) / (1 - _LEAST)) * _TRUST
    strength *= min(1.0, len(own.form) / max(longest, 1))
    if any(own.form != one.form and own.form in one.form and _as_well(one, own) for one in rivals):
        strength *= _PART
    return Evidence(strength, (reason("title", own.line),) if strength else ())


def _as_well(one: _Titled, own: _Titled) -> bool:
    return one.likeness > own.likeness - _EVEN


def _named(form: str, own: str, key: str) -> float:
    """Likeness of a title to its stretch of a line: the whole of it, and the words of its own."""
    if len(key) > len(form) + _LINE_SPARE:
        return 0.0
    whole = fuzz.partial_ratio(form, key) / 100 * min(1.0, len(key) / len(form))
    if whole < _LEAST:
        return 0.0
    figures = [word for word in own.split() if word.isdigit()]
    if any(figure not in key.split() for figure in figures):
        return 0.0
    letters = " ".join(word for word in own.split() if not word.isdigit())
    return min(whole, fuzz.partial_ratio(letters, key) / 100) if letters else whole


@lru_cache(maxsize=256)
def _titles(kind: RegisterKind, district: District) -> tuple[tuple[str, str], ...]:
    """Each title folded, and its words that not every register's title has."""
    listed = common(district.terms["common"], "title")
    forms = [fold(title) for title in (kind.title, *kind.variants)]
    return tuple((form, without(form, listed)) for form in forms)


def _by_headings(
    grid: Grid, kind: RegisterKind, crowd: NDArray[np.float64], read: NDArray[np.bool_]
) -> Evidence:
    """The share of the headings that fit in order, those that many kinds have counting less."""
    own = np.array(align(grid, kind).heads)
    weight = read / crowd
    share = float((own * weight).sum() / weight.sum())
    fitting = int((own[read] > 0).sum())
    return Evidence(share * _TRUST, (reason("headings", fitting, int(read.sum())),))


def _by_values(grid: Grid, kind: RegisterKind) -> Evidence:
    """Columns without headings: all must hold what the kind's first columns hold, in order."""
    alignment = align(grid, kind)
    told = [i for i, shape in enumerate(grid.shapes) if shape]
    fits = [alignment.fits[i] for i in told]
    share = sum(fits) / len(fits) if fits else 0.0
    missing = sum(1 for j in range(len(kind.columns)) if j not in alignment.columns)
    share -= 0.5 * missing / len(kind.columns)
    if share < _TYPES_LEAST or len(told) < len(grid.shapes) / 2:
        return Evidence(0.0)
    return Evidence(share * _TYPES_TRUST, (reason("types"),))
