"""How alike the headings of a page are to those of a register kind's columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from classifiers.fold import fold
from classifiers.kinds import RegisterKind

Likeness = NDArray[np.float64]

_LEAST = 0.5


def likeness(headings: Sequence[str], kind: RegisterKind) -> Likeness:
    """(headings, columns) array, 0 to 1: half alike counts as nothing, an empty heading too."""
    keys = [fold(heading).replace(" ", "") for heading in headings]
    forms, owners = _forms(kind)
    ratios = process.cdist(keys, forms, scorer=fuzz.ratio, dtype=np.float64) / 100
    found = np.zeros((len(keys), len(kind.columns)))
    for form, owner in enumerate(owners):
        found[:, owner] = np.maximum(found[:, owner], ratios[:, form])
    found[[not key for key in keys]] = 0
    return np.clip((found - _LEAST) / (1 - _LEAST), 0, 1)


@lru_cache(maxsize=256)
def _forms(kind: RegisterKind) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Every heading of the kind, folded without blanks, and the column it belongs to."""
    pairs = [
        (fold(form).replace(" ", ""), number)
        for number, column in enumerate(kind.columns)
        for form in (column.heading, *column.variants)
    ]
    return tuple(form for form, _ in pairs), tuple(number for _, number in pairs)
