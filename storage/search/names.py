"""The names of a person as they are looked for: whole, without the last word, by his alias."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from classifiers.fold import fold
from storage.search.sound import key, skeleton, spellings, words
from storage.search.terms import sounds

LONGEST: Final = 120
Where = tuple[int, int | None, int | None, str]
"""Document, row number, cell, and column or field."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name that a person in the store can be found by.

    `said` is this name, `name` the person's whole one, both folded; `key` is its skeleton,
    `spelt` its spelling in Latin letters, blanks left out of both.
    """

    where: Where
    said: str
    name: str
    relative: str
    place: str

    @property
    def columns(self) -> tuple[Any, ...]:
        """The values of its row in the index."""
        sound, spelling = sounding(self.said)
        kin = key(self.relative)[:LONGEST]
        where = f" {' '.join(sounds(self.place))} " if self.place else ""
        told = (self.said, self.name, self.relative, self.place)
        return (*self.where, sound, spelling, kin, where[:LONGEST], *told)


def names(value: dict[str, Any] | None, where: Where) -> Iterator[Name]:
    """The names of the person or officer that a reading means; none if it means another thing."""
    if not value or value.get("kind") not in {"person", "officer"}:
        return
    whole, alias = tidy(value.get("name")), tidy(value.get("alias"))
    relative, place = tidy(value.get("relative")), tidy(value.get("place"))
    for said in dict.fromkeys((*_ways(whole), alias)):
        if key(said):
            yield Name(where, said, whole, relative, place)


def tidy(name: str | None) -> str:
    """A name folded, titles left out, at most 120 letters."""
    titles = words()["title"]
    parts = fold(name or "").split()
    return " ".join(part for part in parts if part not in titles)[:LONGEST]


def sounding(name: str) -> tuple[str, str]:
    """Skeleton and spelling of a whole name, blanks left out."""
    spelling = "".join(spellings(name))
    return skeleton(spelling)[:LONGEST], spelling[:LONGEST]


def _ways(name: str) -> Iterator[str]:
    """The whole name, and what is left when its last word is not said."""
    yield name
    parts = name.split()
    if len(parts) > 1:
        yield " ".join(parts[:-1])
