"""What the engine heard in a cell becomes its text, by the column's grammar and lexicon.

Every reading is weighed by how likely the engine finds it and by what speaks for it where it
stands: a date must be one, a word that the column, the district or the page knows is believed
more. What the engine said first stays beside it as `raw`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from classifiers.kinds import Column, ColumnType
from classifiers.lexicon import Lexicon, phrases, ringed
from classifiers.meaning import Setting
from classifiers.parsers import parse
from classifiers.tidy import tidy
from classifiers.values import CaseNumber, Day, Serial
from ocr.alphabet import Suits, plain
from ocr.experts import bet
from ocr.heard import Heard, alternatives, joined, likelihoods
from ocr.reading import ReadCell

_FIGURES: frozenset[ColumnType] = frozenset({"serial", "case", "date", "amount", "code"})
_SIGNS = {"serial": "", "date": "./- ", "case": "/- ", "code": "/-. ", "amount": "., "}
_READINGS = 12
_GRAMMAR, _YEAR, _RUNNING, _SHAPE = 4.0, 3.0, 5.0, 5.0
"""What speaks for a reading: all of it understood, the book's year, the next number, a shape
that most of the column has (natural logarithm)."""

_SURE = 0.97
_EDGES = re.compile(r"^[\s'\"‘’“”.,_|/\\\-–—:;*]+(?=\S)|(?<=\S)[\s'\"‘’“”_|\\:;*]+$")
_FULL_STOP = re.compile(r"(?<=[\u0900-\u097f]{3})\s*[.\-]$|\s[.\-]+$")
_SPECKS = re.compile(r"(?:(?<=\s)|^)['`_~^\\]+|['`_~^\\]+(?=\s|$)")
_RINGS = re.compile(r"(?<=[\u0900-\u0963])[0०]")
_STROKES = re.compile(r"\s*([/\-])\s*")
_FIGURE = re.compile(r"\d+")
_LATIN, _DEVANAGARI = re.compile("[0-9]"), re.compile("[०-९]")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A cell's text with how likely it is the right one, and the next best."""

    text: str
    confidence: float
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """What the page lets expect of a cell.

    `number` is the running number, `shape` that of most of the column, `figures` the script's
    figures that the page keeps to (0-9 or ०-९), `ring` its ring of abbreviations.
    """

    number: int | None = None
    shape: str | None = None
    figures: str | None = None
    ring: str = "०"


Weighed = tuple[str, float, float]
"""A text, the logarithm of its likelihood, what speaks for it."""


def decode(
    cell: ReadCell, column: Column, lexicon: Lexicon, setting: Setting, expected: Expected
) -> Decoded:
    """The best reading of a cell in its column; what the engine said if it tells no more."""
    heard = joined(cell.heard)
    if heard is None:
        return Decoded(tidy(cell.reading.raw), cell.reading.confidence)
    best = _heard_best(cell, heard, column, lexicon, setting, expected)
    return replace(best, text=" ".join(_counted(word, lexicon) for word in best.text.split(" ")))


def _heard_best(
    cell: ReadCell,
    heard: Heard,
    column: Column,
    lexicon: Lexicon,
    setting: Setting,
    expected: Expected,
) -> Decoded:
    """The cell as a figure, as one of the column's phrases, or word by word."""
    if column.type in _FIGURES:
        found = _figures(heard, column, setting, expected)
        if found is not None:
            return found
    whole = _whole(cell, heard, column, setting)
    return whole or _worded(cell, lexicon, expected)


def shape(text: str) -> str:
    """A text with 9 for its figures and अ for its words, rings left out: 17ए becomes 9अ."""
    bare = _RINGS.sub("", ringed(text))
    return re.sub(r"[\u0900-\u0963A-Za-z]+", "अ", re.sub(r"\d+", "9", bare))


def _figures(heard: Heard, column: Column, setting: Setting, expected: Expected) -> Decoded | None:
    """A number, date or code; None if no reading is one."""
    suits = _suits(column.type, expected.figures)
    found = [*alternatives(heard, _READINGS, suits), *alternatives(heard, _READINGS)]
    readings = {plain(one.text): one.chance for one in found}.items()
    ring = expected.ring
    cleaned = ((ringed(_figured(text), ring), chance) for text, chance in readings)
    weighed = [
        (text, chance, _figure_prior(text, column, setting, expected))
        for text, chance in _together(cleaned)
        if text
    ]
    best = _best(weighed)
    return best if best and any(prior >= _GRAMMAR for _, _, prior in weighed) else None


def _figured(text: str) -> str:
    """The text without specks at its ends and the blanks that wide faces set beside a stroke."""
    return _STROKES.sub(r"\1", tidy(_EDGES.sub("", text)))


@lru_cache(maxsize=32)
def _suits(kind: ColumnType, figures: str | None) -> Suits:
    """Which symbols may stand in such a column."""
    signs, figures = _SIGNS[kind], figures or "0123456789०१२३४५६७८९"
    letters = kind == "code"
    return lambda s: s in figures or s in signs or (letters and (s.isalpha() or s in "ेीा"))


def mixed(text: str) -> bool:
    """Whether figures of two scripts stand in one entry: hands and typewriters keep to one."""
    figures = _RINGS.sub("", text)
    return bool(_LATIN.search(figures) and _DEVANAGARI.search(figures))


def _figure_prior(text: str, column: Column, setting: Setting, expected: Expected) -> float:
    meaning = parse(text, column, setting)
    prior = _GRAMMAR if meaning.whole and not mixed(text) else 0.0
    value = meaning.value
    if isinstance(value, Serial) and value.number == expected.number:
        prior += _RUNNING
    if isinstance(value, Day) and value.day.year == setting.year:
        prior += _YEAR
    if isinstance(value, CaseNumber) and value.year == setting.year:
        prior += _YEAR
    if expected.shape and shape(text) == expected.shape:
        prior += _SHAPE
    return prior


def _whole(cell: ReadCell, heard: Heard, column: Column, setting: Setting) -> Decoded | None:
    """The phrase of the column's vocabulary that the cell holds, if it is likely one."""
    listed = phrases(column, setting.district)
    raw = tidy(cell.reading.raw)
    if not listed or not raw:
        return None
    like = process.extract(raw, listed, scorer=fuzz.ratio, limit=_SHOWN, score_cutoff=70)
    texts = [raw, *(phrase for phrase, _, _ in like if phrase != raw)]
    speaks = [0.0] + [_GRAMMAR] * (len(texts) - 1)
    best = _best(list(zip(texts, likelihoods(heard, texts), speaks, strict=True)))
    return best if best and best.text in listed and best.confidence > 0.5 else None


def _worded(cell: ReadCell, lexicon: Lexicon, expected: Expected) -> Decoded:
    """The cell word by word."""
    words = [_word(word, lexicon, expected.ring) for word in _heard_words(cell)]
    words = _closed(words, lexicon)
    text = tidy(_trimmed(" ".join(word.text for word in words)))
    sure = math.prod(word.confidence for word in words)
    others = tuple(
        " ".join(other if at == place else word.text for at, word in enumerate(words))
        for place, doubted in sorted(enumerate(words), key=lambda pair: pair[1].confidence)
        for other in doubted.others
    )
    return Decoded(text, sure, tuple(dict.fromkeys(map(tidy, others)))[:_SHOWN])


def _counted(word: str, lexicon: Lexicon) -> str:
    """A figure apart from the known word that a narrow face sets close to it: 1दिवस as 1 दिवस."""
    number = _FIGURE.match(word)
    told = number is not None and lexicon.weight(word[number.end() :])
    return f"{number[0]} {word[number.end() :]}" if number and told else word


def _closed(words: Sequence[Decoded], lexicon: Lexicon) -> list[Decoded]:
    """The words, abbreviations that a wide face tore apart in one piece: भा० द०वि० as भा०द०वि०."""
    found: list[Decoded] = []
    for word in words:
        before = found[-1].text if found else ""
        if before.endswith(("०", ".")) and lexicon.weight(ringed(before + word.text)):
            sure = found.pop().confidence * word.confidence
            found.append(
                Decoded(before + word.text, sure, tuple(before + one for one in word.others))
            )
        else:
            found.append(word)
    return found


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word as the engine said it first."""

    text: str
    confidence: float
    heard: Heard


def _heard_words(cell: ReadCell) -> Iterable[_Heard]:
    words = [word for line in cell.lines for word in line.words]
    for word, heard in zip(words, cell.heard, strict=True):
        yield _Heard(word.text, word.confidence, heard)


def _word(said: _Heard, lexicon: Lexicon, ring: str) -> Decoded:
    """A word, or the one of the lexicon that was heard as well."""
    text = lexicon.ringed(said.text)
    known = lexicon.weight(text)
    if said.confidence > _SURE and (known or any(map(str.isdigit, text))):
        return Decoded(ringed(text, ring), said.confidence)
    found = {one.text: one.chance for one in alternatives(said.heard, _READINGS)}
    more = [said.text, *(like for like in lexicon.like(text) if like not in found)]
    found |= dict(zip(more, likelihoods(said.heard, more), strict=True))
    readings = _together(
        (lexicon.ringed(plain(one).strip()), chance) for one, chance in found.items()
    )
    best = _best([(one, chance, lexicon.weight(one)) for one, chance in readings])
    if best is None:
        return Decoded(ringed(text, ring), said.confidence)
    others = tuple(ringed(other, ring) for other in best.others)
    return Decoded(ringed(best.text, ring), best.confidence, others)


def _together(readings: Iterable[tuple[str, float]]) -> Iterable[tuple[str, float]]:
    """Readings that come to the same text are as likely as all of them."""
    found: dict[str, float] = {}
    for text, chance in readings:
        before = found.get(text, -math.inf)
        high, low = max(before, chance), min(before, chance)
        if high > -math.inf:
            found[text] = min(high + math.log1p(math.exp(low - high)), 0.0)
    return found.items()


def _best(weighed: Sequence[Weighed]) -> Decoded | None:
    """The reading for which most speaks."""
    ranked = sorted(weighed, key=lambda one: -(one[1] + one[2]))
    if not ranked or ranked[0][1] == -math.inf:
        return None
    sure = bet((chance, prior) for _, chance, prior in ranked)
    return Decoded(
        ranked[0][0], min(sure, 1.0), tuple(text for text, _, _ in ranked[1 : 1 + _SHOWN])
    )


def _trimmed(text: str) -> str:
    """The text without what specks and rules left at its ends and between its words."""
    return _FULL_STOP.sub("", _EDGES.sub("", _SPECKS.sub("", text)))
