"""How alike two texts are, 0 to 1, when both may be misread."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from classifiers.fold import fold


def alike(one: str, other: str) -> float:
    """Likeness of two whole texts."""
    return fuzz.ratio(fold(one), fold(other)) / 100


def within(needle: str, hay: str) -> float:
    """Likeness of `needle` to the stretch of `hay` that fits it best; a short hay counts less."""
    key, ground = fold(needle), fold(hay)
    if not key or not ground:
        return 0.0
    cover = min(1.0, len(ground) / len(key))
    return fuzz.partial_ratio(key, ground) / 100 * cover


def best(text: str, forms: Iterable[str]) -> float:
    """The greatest likeness of the whole text to one of the forms; 0 if there are none."""
    return max((alike(text, form) for form in forms), default=0.0)
