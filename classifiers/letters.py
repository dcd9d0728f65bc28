"""Which kind of letter a page is, as far as its phrases tell; those at its head count more."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from classifiers.district import District
from classifiers.fold import fold
from classifiers.kinds import LetterKind
from classifiers.reasons import reason
from classifiers.registers import Evidence

_LEAST, _LEAST_SHORT, _SHORT = 0.76, 0.88, 7
_AT_HEAD = 1.5
_HALF = 5.0
_NAMED = 3


def by_phrases(lines: Sequence[str], district: District) -> Mapping[str, Evidence]:
    """What the lines say for every letter kind; each kind's share of what speaks for any."""
    text, head = fold(" ".join(lines)), fold(" ".join(_head(lines)))
    found = {name: _weigh(kind, text, head) for name, kind in district.letters.items()}
    return {name: _strength(name, found) for name in found}


def _weigh(kind: LetterKind, text: str, head: str) -> list[tuple[float, str]]:
    """The weight of each phrase that is there, with the phrase."""
    weights: list[tuple[float, str]] = []
    for phrase, weight in kind.phrases:
        key = fold(phrase)
        least = _LEAST_SHORT if len(key) < _SHORT else _LEAST
        at_head, anywhere = _there(key, head, least), _there(key, text, least)
        if at_head or anywhere:
            weights.append((weight * max(at_head * _AT_HEAD, anywhere), phrase))
    return sorted(weights, reverse=True)


def _there(key: str, text: str, least: float) -> float:
    """0 if the phrase is not there, up to 1 if it is there as written."""
    if len(text) < len(key):
        return 0.0
    ratio = fuzz.partial_ratio(key, text, score_cutoff=least * 100) / 100
    return max(0.0, (ratio - least + 0.1) / (1.1 - least)) if ratio else 0.0


def _strength(name: str, found: Mapping[str, list[tuple[float, str]]]) -> Evidence:
    total = {other: sum(weight for weight, _ in weights) for other, weights in found.items()}
    own = total[name]
    if not own:
        return Evidence(0.0)
    rival = max((value for other, value in total.items() if other != name), default=0.0)
    strength = (1 - math.exp(-own / _HALF)) * own / (own + max(0.0, rival - own / 4))
    return Evidence(strength, tuple(reason("phrase", phrase) for _, phrase in found[name][:_NAMED]))


def _head(lines: Sequence[str]) -> Sequence[str]:
    """The lines down to the subject and one more, or the first six."""
    for number, line in enumerate(lines):
        if fold(line).startswith("विषय"):
            return lines[: number + 2]
    return lines[:6]
