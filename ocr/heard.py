"""What an engine heard in a stretch of a line: how likely each symbol is at each time step.

From it come the readings in order of likelihood, also under an alphabet, and how likely a given
text is. The rule is CTC's: repeats of a symbol count once, blanks not at all (Graves et al.,
ICML 2006; the search is a prefix beam search, Hannun et al., 2014).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float32]
Allowed = NDArray[np.bool_]

_HEARD = 1e-3
"""A symbol less likely than this at a step is not followed."""

_SILENT = 0.999
"""A step whose blank is likelier than this adds nothing."""

_APART = 0.9
"""How likely what was heard as two words is two words."""

_FAINT = 1e-5
"""A prefix less likely than this share of the best is given up."""

_LEAST, _NONE = 1e-9, 1e-300
_UNHEARD = (0.0, 0)

_HALANT = "\u094d"
_KINDS = {
    "H": _HALANT,
    "N": "\u093c",
    "C": "".join(map(chr, (*range(0x0915, 0x093A), *range(0x0958, 0x0960)))),
    "V": "".join(map(chr, range(0x0904, 0x0915))),
    "F": "".join(map(chr, range(0x0900, 0x0904))),
    " ": " ",
}
_JOINERS = str.maketrans("", "", "\u200b\u200c\u200d")


@dataclass(frozen=True, eq=False)
class Alphabet:
    """The symbols of a network, which of them is the blank, and which may stand behind which."""

    symbols: tuple[str, ...]
    blank: int

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each symbol."""
        return {symbol: number for number, symbol in enumerate(self.symbols) if symbol}

    @cached_property
    def follows(self) -> Allowed:
        """(symbols + 1, symbols): whether the second may stand behind the first.

        The last row is for the beginning. Devanagari signs need a letter that carries them.
        """
        kinds = [_kind(symbol) for symbol in self.symbols]
        rows = [[bool(new) and _fits(old, new) for new in kinds] for old in [*kinds, " "]]
        return np.array(rows)

    def allowed(self, suits: Callable[[str], bool]) -> Allowed:
        """(symbols,): the symbols of which `suits` is true; the blank always is."""
        chosen = [bool(symbol) and suits(symbol) for symbol in self.symbols]
        chosen[self.blank] = True
        return np.array(chosen)

    def spelt(self, text: str) -> list[int] | None:
        """The numbers of the symbols of a text; None if one is not in the alphabet."""
        numbers = [self.index.get(char) for char in text]
        return None if None in numbers else [one for one in numbers if one is not None]


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """`chances` is (steps, symbols), each row summing to 1. It lives while its page is read."""

    chances: Chances
    alphabet: Alphabet

    def part(self, start: int, end: int) -> Heard:
        """The steps from `start` up to `end`."""
        return Heard(self.chances[start:end], self.alphabet)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading, the natural logarithm of its likelihood, and the step of each of its symbols."""

    text: str
    chance: float
    steps: tuple[int, ...] = field(default=(), compare=False)


def joined(parts: Sequence[Heard]) -> Heard | None:
    """Words heard one after the other, most likely with a blank between two of them."""
    if not parts:
        return None
    alphabet = parts[0].alphabet
    between = np.zeros((1, len(alphabet.symbols)), np.float32)
    between[0, alphabet.blank] = 1 - _APART
    between[0, alphabet.index.get(" ", alphabet.blank)] += _APART
    rows = [row for part in parts for row in (part.chances, between)]
    return Heard(np.concatenate(rows[:-1]), alphabet)


def likelihood(heard: Heard, text: str) -> float:
    """The natural logarithm of how likely the text is; minus infinity where it cannot be."""
    spelt = heard.alphabet.spelt(text)
    if spelt is None:
        return -math.inf
    states = np.full(2 * len(spelt) + 1, heard.alphabet.blank)
    states[1::2] = spelt
    skips = np.zeros(len(states))
    skips[3::2] = states[3::2] != states[1:-2:2]
    return _forward(np.maximum(heard.chances[:, states], _LEAST).astype(float), skips)


def _forward(chances: NDArray[np.float64], skips: NDArray[np.float64]) -> float:
    """CTC's forward sum over (steps, states), rescaled at each step."""
    if not len(chances):
        return 0.0 if chances.shape[1] == 1 else -math.inf
    now = np.zeros(chances.shape[1])
    now[:2] = chances[0, :2]
    total = 0.0
    for row in chances[1:]:
        scale = now.sum()
        total += math.log(scale)
        now /= scale
        moved = now.copy()
        moved[1:] += now[:-1]
        moved[2:] += now[:-2] * skips[2:]
        now = moved * row
    return total + math.log(max(float(now[-2:].sum()), _NONE))


def alternatives(
    heard: Heard, count: int, allowed: Allowed | None = None
) -> tuple[Alternative, ...]:
    """The `count` likeliest readings with `allowed` symbols only, the likeliest first."""
    beam = _Beam(heard.alphabet, count)
    chances = heard.chances
    if allowed is not None:
        chances = chances * allowed
    before = -1
    for step in np.flatnonzero(chances[:, heard.alphabet.blank] < _SILENT):
        if step > before + 1:
            beam.rest()
        beam.hear(int(step), chances[step])
        before = int(step)
    return beam.found()


Prefix = tuple[int, ...]


class _Beam:
    """The likeliest prefixes so far: how likely each is with and without a blank behind it."""

    def __init__(self, alphabet: Alphabet, width: int) -> None:
        self._alphabet = alphabet
        self._width = width
        self._open: dict[Prefix, tuple[float, float]] = {(): (1.0, 0.0)}
        self._scale = 0.0
        self._born: dict[Prefix, tuple[float, int]] = {}

    def rest(self) -> None:
        """Go on over steps that are blank: what comes behind them is heard anew."""
        self._open = {p: (ended + running, 0.0) for p, (ended, running) in self._open.items()}

    def hear(self, step: int, row: Chances) -> None:
        """Go one step on."""
        new: dict[Prefix, list[float]] = {}
        blank = float(row[self._alphabet.blank])
        heard = [(int(s), float(row[s])) for s in np.flatnonzero(row > _HEARD)]
        for prefix, (ended, running) in self._open.items():
            stay = new.setdefault(prefix, [0.0, 0.0])
            stay[0] += (ended + running) * blank
            last = prefix[-1] if prefix else -1
            follows = self._alphabet.follows[last]
            for symbol, chance in heard:
                again = symbol == last
                stay[1] += running * chance * again
                more = chance * (ended if again else ended + running)
                if more > _FAINT and follows[symbol]:
                    self._longer(new, (*prefix, symbol), more, step)
        self._keep(new)

    def _longer(
        self, new: dict[Prefix, list[float]], prefix: Prefix, chance: float, step: int
    ) -> None:
        """The prefix, its last symbol heard at this step."""
        new.setdefault(prefix, [0.0, 0.0])[1] += chance
        if chance > self._born.get(prefix, _UNHEARD)[0]:
            self._born[prefix] = chance, step

    def _keep(self, new: dict[Prefix, list[float]]) -> None:
        """The likeliest, made to sum to 1; what that is short of is kept in the scale."""
        ranked = sorted(((two[0] + two[1], prefix) for prefix, two in new.items()), reverse=True)
        best = [
            (one, prefix) for one, prefix in ranked[: self._width] if one >= _FAINT * ranked[0][0]
        ]
        total = sum(one for one, _ in best) or _NONE
        self._scale += math.log(total)
        self._open = {p: (new[p][0] / total, new[p][1] / total) for _, p in best}

    def found(self) -> tuple[Alternative, ...]:
        """The readings, the likeliest first; of equal texts the likelier spelling counts."""
        symbols = self._alphabet.symbols
        merged: dict[str, Alternative] = {}
        for prefix, two in self._open.items():
            text = "".join(symbols[one] for one in prefix)
            chance = math.log(max(sum(two), _NONE)) + self._scale
            if text not in merged:
                merged[text] = Alternative(text, chance, self._steps(prefix))
        return tuple(sorted(merged.values(), key=lambda one: -one.chance))

    def _steps(self, prefix: Prefix) -> tuple[int, ...]:
        """The step of each character: a symbol of several has them all at once."""
        steps = [self._born[prefix[: n + 1]][1] for n in range(len(prefix))]
        symbols = self._alphabet.symbols
        return tuple(step for one, step in zip(prefix, steps, strict=True) for _ in symbols[one])


def plain(text: str) -> str:
    """The text without joiners, which only say how letters are to be drawn."""
    return text.translate(_JOINERS)


def bet(options: Iterable[tuple[float, float]]) -> float:
    """How likely the first option is: (log likelihood, log prior) of each, what is left counts.

    The likelihoods of all readings sum to 1, so what the options lack of that is some other
    reading, whose prior is taken to be 0 (even).
    """
    pairs = list(options)
    weighed = [math.exp(min(chance + prior, 50.0)) for chance, prior in pairs]
    rest = max(0.0, 1.0 - sum(math.exp(min(chance, 0.0)) for chance, _ in pairs))
    return weighed[0] / max(sum(weighed) + rest, 1e-12)


def _kind(symbol: str) -> str:
    """One letter for what a symbol is, by its last character; empty for none.

    C consonant, N nukta, V vowel, M vowel sign, H halant, F sign at the end of a syllable,
    " " blank, "." any other.
    """
    if not symbol:
        return ""
    last = symbol.translate(_JOINERS)[-1:] or _HALANT
    kind = next((kind for kind, chars in _KINDS.items() if last in chars), ".")
    sign = kind == "." and "\u0900" <= last <= "\u097f"
    return "M" if sign and unicodedata.category(last) in {"Mn", "Mc"} else kind


def _fits(old: str, new: str) -> bool:
    """Whether Devanagari is written so: a sign needs a letter that carries it."""
    carriers = {"M": "CN", "H": "CN", "F": "CNVM", "N": "C"}
    if new == "V":
        return old != "H"
    return old in carriers[new] if new in carriers else True
