"""The names of a person as they are looked for: whole, without the last word, by his alias."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from classifiers.fold import fold
from storage.search.sound import key, skeleton, spellings, words
from storage.search.terms import sounds

LONGEST: Final = 120
KIN: Final = "\ue009"
AT: Final = "\ue00a"
"""Stand before the sounds of a relative and of a place where they are asked with a name."""

Where = tuple[int, int | None, int | None, str, str]
"""Document, row number, cell, column or field, and the office whose people see it."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name that a person in the store can be found by.

    `said` is this name, `name` the person's whole one, both folded.
    """

    where: Where
    said: str
    name: str
    relative: str
    place: str

    @property
    def columns(self) -> tuple[Any, ...]:
        """The values of its row in the index.

        `key` is the skeleton of the name, `spelt` its spelling in Latin letters, blanks left out
        of both; `short` the skeleton without the last word, which is often not said; `name` null
        where it is what is said.
        """
        document, row, cell, field, office = self.where
        sound, spelling = sounding(self.said)
        whole = self.said == self.name
        short = key(self.said.rpartition(" ")[0])[:LONGEST] if whole else ""
        at = "".join(f" {AT}{one}" for one in sounds(self.place))[:LONGEST]
        told = (self.said, None if whole else self.name, self.relative, self.place, office)
        kin = key(self.relative)[:LONGEST]
        return (document, cell, row, field, sound, short or None, spelling, kin, at, *told)


def names(value: dict[str, Any] | None, where: Where) -> Iterator[Name]:
    """The names of the person or officer that a reading means; none if it means another thing."""
    if not value or value.get("kind") not in {"person", "officer"}:
        return
    whole, alias = tidy(value.get("name")), tidy(value.get("alias"))
    relative, place = tidy(value.get("relative")), tidy(value.get("place"))
    for said in dict.fromkeys((whole, alias)):
        if key(said):
            yield Name(where, said, whole, relative, place)


def tidy(name: str | None) -> str:
    """A name folded, titles left out, at most 120 letters."""
    titles = words()["title"]
    parts = fold(name or "").split()
    return " ".join(part for part in parts if part not in titles)[:LONGEST]


@lru_cache(maxsize=50_000)
def sounding(name: str) -> tuple[str, str]:
    """Skeleton and spelling of a whole name, blanks left out."""
    return of_spelling("".join(spellings(name)))


def of_spelling(spelling: str) -> tuple[str, str]:
    """The skeleton of a spelling, and itself."""
    return skeleton(spelling)[:LONGEST], spelling[:LONGEST]
