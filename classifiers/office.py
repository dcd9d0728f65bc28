"""Which office a page belongs to.

The operator's word decides. A register belongs to the office its title lines name. A letter
belongs to the office of its letterhead (the office copy of what it issued); where that is none
of the district (a court, the range), to the office it is addressed to (a letter received).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from classifiers.district import District
from classifiers.fold import fold
from classifiers.reasons import reason
from classifiers.record import UNKNOWN, Guess, Hints
from classifiers.vocabulary import common, without

_LEAST, _MARGIN = 0.82, 0.02
_OWN, _SURE = 0.74, 0.92
_FOR_LENGTH = 0.004
_SHORT = 8
_TO = fold("सेवा में")
_ENDS = tuple(map(fold, ("विषय", "महोदय", "सन्दर्भ")))
_ADDRESS_LINES, _HEAD_LINES = 4, 4


def of_register(lines: Sequence[str], district: District, hints: Hints) -> Guess:
    """The office that the lines outside the table name."""
    return _hinted(hints) or _named(lines, district, "line")


def of_letter(lines: Sequence[str], district: District, hints: Hints) -> Guess:
    """The office of the letterhead, else of the address."""
    given = _hinted(hints)
    if given:
        return given
    issued = _named(_letterhead(lines), district, "issuer")
    return issued if issued.choice != UNKNOWN else _named(address(lines), district, "addressee")


def address(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines behind सेवा में, down to the subject or the salutation."""
    keys = [fold(line) for line in lines]
    start = next((n for n, key in enumerate(keys) if fuzz.ratio(key, _TO) > 75), None)
    if start is None:
        return ()
    told = []
    for n in range(start + 1, min(start + 1 + _ADDRESS_LINES, len(lines))):
        if keys[n].startswith(_ENDS):
            break
        told.append(lines[n])
    return tuple(told)


def _letterhead(lines: Sequence[str]) -> tuple[str, ...]:
    told = []
    for line in lines[:_HEAD_LINES]:
        key = fold(line)
        if fuzz.ratio(key, _TO) > 75 or key.startswith(_ENDS):
            break
        told.append(line)
    return tuple(told)


def _hinted(hints: Hints) -> Guess | None:
    return Guess(hints.office, 1.0, (reason("hint"),)) if hints.office else None


def _named(lines: Sequence[str], district: District, why: str) -> Guess:
    """The one office that a line names best."""
    found: dict[str, float] = {}
    for key in filter(None, map(fold, lines)):
        code, score = _on_line(key, district)
        found[code] = max(found.get(code, 0.0), score)
    ranked = sorted(
        (pair for pair in found.items() if pair[0] in district.offices), key=lambda pair: -pair[1]
    )
    if not ranked:
        return Guess(UNKNOWN, 0.0, (reason("no-evidence"),))
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return Guess(UNKNOWN, 0.0, tuple(reason("tie", code) for code, _ in ranked[:2]))
    code, score = ranked[0]
    said = reason("line", district.offices[code].name)
    return Guess(code, min(1.0, score), (said,) if why == "line" else (said, reason(why)))


def _on_line(key: str, district: District) -> tuple[str, float]:
    """What a line names best: an office, or a court or authority, which then is no office."""
    best = (UNKNOWN, 0.0)
    for code, form, own in _forms(district):
        score = _likeness(form, own, key)
        if score > best[1]:
            best = (code, score)
    return best


def _likeness(form: str, own: str, key: str) -> float:
    """How well a line names an office, a longer form counting a little more."""
    if len(form) < _SHORT:
        return 1.0 if f" {form} " in f" {key} " else 0.0
    cover = min(1.0, len(key) / len(form))
    whole = fuzz.partial_ratio(form, key, score_cutoff=_LEAST * 100) / 100 * cover
    if not whole or fuzz.partial_ratio(own, key) / 100 < (_SURE if own == form else _OWN):
        return 0.0
    return whole + _FOR_LENGTH * len(form)


@lru_cache(maxsize=8)
def _forms(district: District) -> tuple[tuple[str, str, str], ...]:
    """Code, folded form, and the form without the words that many offices have."""
    listed = common(district.terms["common"], "office") | {fold(district.name)}
    own = [(o.code, form) for o in district.offices.values() for form in (o.name, *o.variants)]
    lists = [*district.terms["courts"], *district.terms["authorities"]]
    rivals = [(f"other {term.code}", form) for term in lists for form in term.written]
    return tuple((code, fold(form), without(fold(form), listed)) for code, form in (*own, *rivals))
