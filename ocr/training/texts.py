"""What may stand in a line: entries of registers, words of lists, made-up words, figures.

Each text comes twice: as it is drawn and as it is to be read (one ring, joiners left out).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from classifiers.district import District
from ocr.training.alphabet import normal, spelt
from samples.grammar import grammar
from samples.letter import letter_text
from samples.register import cell
from samples.scribe import Scribe
from samples.style import choose

Text = tuple[str, str]
"""As drawn, as read."""

_WORD = re.compile("[\\u0904-\\u0963\\u0970-\\u097f\\u200c\\u200d]{2,}")
_SYLLABLE = re.compile(
    "(?:[\\u0915-\\u0939]\\u093c?\\u094d)*(?:[\\u0915-\\u0939]\\u093c?[\\u093e-\\u094c]?"
    "|[\\u0905-\\u0914])[\\u0901-\\u0903]?"
)
_LONGEST = 34
"""Characters of a line; what is longer on a page teaches the same and costs more."""

_RARE = 0.4
"""The power of its count with which a syllable is chosen: rare ones are to be read as well."""

_SIGNS, _SIGNED, _LLA = "ंंंंँः", 0.15, 0.08
"""Signs that syllables get besides those they have in names, how many do, and how many ल are ळ."""

_STOPS = (",", ",", ",", "।", "।", "।", " ।", "-", ";", ":", "?", "!", ")", "’", "॥")
_STOPPED = 0.25

_LATIN = ("FIR", "No", "CR", "PC", "SI", "HC", "SHO", "CO", "DL", "UP", "NCR", "IPC", "GD", "Mob")


class Texts:
    """Says lines of a district's registers; `words` are further words that lines are made of."""

    def __init__(self, district: District, words: Sequence[str] = ()) -> None:
        self._district = district
        own = _WORD.findall(" ".join(_said(district)))
        self._words = sorted({*own, *words})
        counts = Counter(s for word in self._words for s in _SYLLABLE.findall(word) if s)
        self._syllables = sorted(counts)
        self._often = [count**_RARE for count in map(counts.get, self._syllables) if count]
        self._ways: dict[Callable[[Scribe], str], int] = {
            self._entry: 38, self._heading: 4, self._letter: 6, self._listed: 21,
            self._made_up: 20, _figures: 11,
        }  # fmt: skip

    def line(self, rng: Random) -> Text:
        """One line as drawn and as read; every symbol of it is in the alphabet."""
        while True:
            scribe = Scribe(rng, grammar(), choose(rng), self._district)
            (way,) = rng.choices(list(self._ways), list(self._ways.values()))
            said = _part(way(scribe), rng)
            drawn, read = scribe.style.write(said), normal(scribe.style.truth(said))
            if read and spelt(read) is not None:
                return drawn, read

    def _entry(self, scribe: Scribe) -> str:
        kind = scribe.rng.choice(list(self._district.registers.values()))
        place = scribe.rng.randrange(len(kind.columns))
        return cell(kind.columns[place], place, scribe)

    def _heading(self, scribe: Scribe) -> str:
        kind = scribe.rng.choice(list(self._district.registers.values()))
        column = scribe.rng.choice(kind.columns)
        return scribe.rng.choice((kind.title, *kind.variants, column.heading, *column.variants))

    def _letter(self, scribe: Scribe) -> str:
        kind = scribe.rng.choice(list(self._district.letters.values()))
        return scribe.rng.choice(letter_text(kind, scribe)).text

    def _listed(self, scribe: Scribe) -> str:
        rng = scribe.rng
        return " ".join(
            _stopped(word, rng) for word in rng.choices(self._words, k=rng.randint(1, 4))
        )

    def _made_up(self, scribe: Scribe) -> str:
        """Words of syllables: names in no list are read by their letters alone."""
        rng = scribe.rng
        made = (
            rng.choices(self._syllables, self._often, k=rng.randint(1, 4))
            for _ in range(rng.randint(1, 3))
        )
        words = ("".join(_signed(one, rng) for one in syllables) for syllables in made)
        return " ".join(_stopped(word, rng) for word in words)


def _signed(syllable: str, rng: Random) -> str:
    """The syllable, at times nasal or with ळ, which names hardly have and prose has."""
    if rng.random() < _LLA:
        syllable = syllable.replace("ल", "ळ")
    bare = syllable[-1] not in _SIGNS
    return syllable + rng.choice(_SIGNS) if bare and rng.random() < _SIGNED else syllable


def _stopped(word: str, rng: Random) -> str:
    """The word, at times with a stop behind it as prose has them."""
    return word + rng.choice(_STOPS) if rng.random() < _STOPPED else word


def words_of(folder: Path) -> list[str]:
    """Every Hindi word in the TSV files of a folder."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.tsv")))
    return sorted({word for text in texts for word in _WORD.findall(text)})


def _said(district: District) -> list[str]:
    """The district's own words, and those of the samples' grammars."""
    offices = (name for one in district.offices.values() for name in (one.name, *one.variants))
    lists = (word for words in district.words.values() for word in words)
    rules = (said for rule in grammar().rules.values() for said in rule)
    return [*offices, *lists, *rules]


def _part(said: str, rng: Random) -> str:
    """A few words on end, as a line of a cell has them."""
    words = said.split()
    first = rng.randrange(len(words)) if len(words) > 3 and rng.random() < 0.6 else 0
    part = ""
    for word in words[first : first + rng.choice((2, 3, 4, 5, 8))]:
        if part and len(part) + len(word) >= _LONGEST:
            break
        part = f"{part} {word}".strip()
    return part


def _figures(scribe: Scribe) -> str:
    rng = scribe.rng
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1970, 2026)
    mark = rng.choice("./-")
    number = str(rng.randrange(10 ** rng.randint(1, 6)))
    return rng.choice(
        (
            number, number, f"{number}/{year}", f"{number}/{year % 100:02}",
            f"{day:02}{mark}{month:02}{mark}{year}", f"{day}{mark}{month}{mark}{year % 100:02}",
            f"{day:02}{mark} {month:02}{mark} {year}", f"{rng.choice(_LATIN)}-{number}",
            f"{rng.choice(_LATIN)} {number}", f"{number} {rng.choice(_LATIN).lower()}",
            f"{number}{rng.choice('कखगएबीA')}", f"({number})", f"{number},{rng.randint(100, 999)}",
            f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}", f"{number}.{rng.randint(0, 99)}",
            f"+91 {rng.randint(60000, 99999)}{rng.randint(10000, 99999)}", f"{number}%",
            f"रु० {number}/-", f"{number}-{rng.choice(_LATIN)}/{year}",
        )
    )  # fmt: skip
