"""Made-up people of a district: names as they are there, by how often, fathers, villages."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from tests.builders import DISTRICTS, SHARED

LEXICON = DISTRICTS / "kannauj" / "lexicon"
KIN = (("पुत्र", "son", 0.75), ("पत्नी", "wife", 0.2), ("पुत्री", "daughter", 0.05))
CAST = ("सिंह", "कुमार", "लाल", "प्रसाद", "यादव", "पाल", "देवी", "शर्मा", "वर्मा", "खान")


@dataclass(frozen=True)
class Someone:
    """A made-up person; `word` is the relation as written, `code` what it means."""

    name: str
    word: str
    code: str
    relative: str
    place: str

    @property
    def written(self) -> str:
        """As a register has it."""
        return f"{self.name} {self.word} {self.relative} निवासी {self.place}"


class People:
    """Makes people by a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def one(self) -> Someone:
        """The next."""
        word, code, _ = self._chance.choices(KIN, [share for _, _, share in KIN])[0]
        return Someone(self.name(), word, code, self.name(), self.place())

    def name(self) -> str:
        """One, two or three words."""
        first, last = _tokens("up_first_tokens.tsv"), _tokens("up_last_tokens.tsv")
        told = [self._drawn(*first)]
        dice = self._chance.random()
        if dice > 0.9:
            told.append(self._drawn(*first))
        if dice > 0.25:
            told.append(self._drawn(*last))
        return " ".join(dict.fromkeys(told))

    def place(self) -> str:
        """A village of the district."""
        return self._chance.choice(villages())

    def _drawn(self, words: tuple[str, ...], sums: tuple[int, ...]) -> str:
        return self._chance.choices(words, cum_weights=sums)[0]


@cache
def _tokens(name: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Names with their added counts; without the shared lists those of the district, alike."""
    path = SHARED / "lexicon" / name
    told = _counted(path) if path.exists() else _listed(name)
    return tuple(word for word, _ in told), tuple(accumulate(count for _, count in told))


def _counted(path: Path) -> list[tuple[str, int]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [(word, int(count)) for word, count in (line.split("\t") for line in lines)]
    return [(word, count) for word, count in told if len(word) > 2 and not word.isascii()]


def _listed(name: str) -> list[tuple[str, int]]:
    if "last" in name:
        return [(word, 1) for word in CAST]
    with (LEXICON / "names.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], 1) for row in csv.DictReader(file) if " " not in row["name"]]


@cache
def villages() -> tuple[str, ...]:
    """Villages of Kannauj, or of the district's list of places."""
    path = SHARED / "lexicon" / "kannauj_gram_panchayat_2015.tsv"
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(sorted({line.split("\t")[-1].strip() for line in lines}))
    with (LEXICON / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["name"] for row in csv.DictReader(file))
