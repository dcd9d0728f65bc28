"""How well a candidate is what was asked, 0 to 1, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from rapidfuzz import fuzz, process

from storage.search.lines import Line
from storage.search.names import sounding
from storage.search.persons import Person
from storage.search.query import Query
from storage.search.sound import skeleton, spellings, taken

LEAST: Final = 0.55
"""Below this a person is someone else."""

_RELATIVE, _PLACE, _UNSAID = 0.6, 0.4, 0.5
_ALIAS, _SHORT = 0.01, 0.04
READ: Final = 0.94
"""A letter misread: who sounds exactly so comes before."""
FIRST: Final = 5
LIKELY: Final = 0.8
_SOUND, _PART = 0.35, 0.95
_HEARD, _PARTLY, _BOTH = 0.9, 0.75, 0.02
Key = tuple[int, int | None]


@dataclass(slots=True)
class Ranked:
    """A row or letter with its score; `cell` and `field` where a name was found."""

    key: Key
    facets: tuple[Any, ...]
    score: float = 0.0
    why: set[str] = field(default_factory=set)
    cell: int | None = None
    field: str | None = None
    name: str = ""


Scored = tuple[Person, float, set[str]]
"""A person, how well he is what was asked, and why."""


def scored(query: Query, people: Iterable[Person]) -> list[Scored]:
    """Those of the people who may be meant."""
    told = ((person, *_person(query, person)) for person in people)
    return [one for one in told if one[1] >= LEAST]


def ranked(query: Query, people: Sequence[Scored], found: Sequence[Line]) -> list[Ranked]:
    """Best first; among equals each name once, then each again, newest first.

    Each row or letter once.
    """
    kept: dict[Key, Ranked] = {}
    for line in found:
        score, why = _line(query, line)
        one = Ranked((line.document, line.row), line.facets)
        kept[one.key] = _better(one, score, why, None)
    for person, score, why in people:
        key = (person.document, person.row)
        one = kept.get(key) or kept.setdefault(key, Ranked(key, person.facets))
        _better(one, score, why, person)
    return _mixed(sorted(kept.values(), key=lambda one: (-one.key[0], one.key[1] or 0)))


def _mixed(found: Sequence[Ranked]) -> list[Ranked]:
    """Of namesakes that nothing tells apart a screen full would hide those nearly called so."""
    met: Counter[tuple[float, str]] = Counter()
    turns = []
    for one in found:
        met[one.score, one.name] += 1
        turns.append((-one.score, met[one.score, one.name], one))
    return [one for *_, one in sorted(turns, key=lambda turn: turn[:2])]


def settled(best: Sequence[Ranked]) -> bool:
    """Whether the first five are so good that nobody who is only nearly called so comes before."""
    return len(best) >= FIRST and best[FIRST - 1].score > READ


def near(best: Sequence[Ranked]) -> bool:
    """Whether somebody was found who is likely meant."""
    return bool(best) and best[0].score > LIKELY


def _better(one: Ranked, score: float, why: set[str], person: Person | None) -> Ranked:
    both = _BOTH if person and one.score and one.cell is None else 0.0
    if score + both > one.score:
        one.score = max(score, one.score) + both
        if person:
            one.cell, one.field, one.name = person.cell, person.field, person.name
    one.why |= why
    return one


def _line(query: Query, line: Line) -> tuple[float, set[str]]:
    has = frozenset(line.words.split())
    why: set[str] = set()
    if query.cases:
        why.add("case")
    if query.sections:
        why.add("section")
    if query.file:
        why.add("file")
    if not query.words:
        return 1.0 if line.whole else _PARTLY, why
    written = sum(_written(word, has, line) for word in query.words) / len(query.words)
    why |= {"words"} if has.intersection(query.words) else {"sound"}
    score = _HEARD + (1 - _HEARD) * written - 0.05
    return score if line.whole else _PARTLY * score, why


def _written(word: str, has: frozenset[str], line: Line) -> float:
    """1 if the word is there; of a line that lacks one, half of how like it the likest is."""
    if word in has:
        return 1.0
    near = None if line.whole else process.extractOne(word, has, scorer=fuzz.ratio, score_cutoff=70)
    return near[1] / 200 if near else 0.0


def _person(query: Query, person: Person) -> tuple[float, set[str]]:
    """The name counts most; relative and place where they are asked, half if not known."""
    if not query.name:
        kin = alike(query.relative, person.relative)
        return kin, {"relative"} if kin >= LEAST else set()
    if not query.marked:
        return _unmarked(query.name, person)
    name = _called(query.name, person)
    total, weight, why = name, 1.0, {_named(person)}
    if name < LEAST:
        return name * 0.5, why
    for asked, known, worth, reason in (
        (query.relative, person.relative, _RELATIVE, "relative"),
        (query.place, person.place, _PLACE, "place"),
    ):
        if asked:
            like = _within(asked, known) if known else _UNSAID
            total, weight = total + worth * like, weight + worth
            why |= {reason} if known and like >= 0.75 else set()
    return total / weight, why


def _unmarked(asked: str, person: Person) -> tuple[float, set[str]]:
    """All of it a name, or its first words; the rest then a relative or a place."""
    best, kin = _called(asked, person), 0.0
    for head, rest in _cuts(asked):
        name = _called(head, person)
        if _joined(name, 1.0) > max(best, LEAST):
            like = _within(rest, f"{person.relative} {person.place}".strip())
            best, kin = max((best, kin), (_joined(name, like), like), key=lambda one: one[0])
    return best, {_named(person), *(["relative"] if kin >= 0.75 else [])}


@lru_cache(maxsize=100)
def _cuts(asked: str) -> tuple[tuple[str, str], ...]:
    """Where a name may end and something else begin."""
    parts = asked.split()
    return tuple((" ".join(parts[:end]), " ".join(parts[end:])) for end in range(1, len(parts)))


def _joined(name: float, kin: float) -> float:
    return (name + _RELATIVE * kin) / (1 + _RELATIVE) - _SHORT


def _named(person: Person) -> str:
    return "name" if person.name == person.said else "alias"


def _called(asked: str, person: Person) -> float:
    like = alike(asked, person.said)
    if person.said != person.name:
        return like - _ALIAS
    return max(like, alike(asked, person.said.rpartition(" ")[0]) - _SHORT)


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: by sound, by spelling, and as written in one script."""
    if not one or not other:
        return 0.0
    (sound, spelling), (own, spelt) = sounding(one), sounding(other)
    by_sound, by_spelling = fuzz.ratio(sound, own), fuzz.ratio(spelling.lower(), spelt.lower())
    bare, known = one.replace(" ", ""), other.replace(" ", "")
    written = fuzz.ratio(bare, known) if bare.isascii() == known.isascii() else by_spelling
    heard = (_SOUND * by_sound + 0.35 * by_spelling + 0.3 * written) / 100
    return max(heard, READ if taken(bare, known) else 0.0)


def reaches(least: float, one: str, other: str) -> bool:
    """Whether two names are so alike; those that do not sound so are told apart at once."""
    by_sound = fuzz.ratio(sounding(one)[0], sounding(other)[0]) / 100
    if _SOUND * by_sound + 1 - _SOUND < least and not taken(one, other):
        return False
    return alike(one, other) >= least


@lru_cache(maxsize=20_000)
def _within(asked: str, known: str) -> float:
    """How well `asked` is all or part of `known`."""
    if not known:
        return 0.0
    whole = alike(asked, known)
    return whole if whole >= _PART else max(whole, _PART * _parts(asked, known))


def _parts(asked: str, known: str) -> float:
    """The mean of each asked word's best likeness to a word or two of `known`."""
    has = spellings(known)
    pairs = [*has, *(a + b for a, b in pairwise(has))]
    wanted = spellings(asked)
    if not pairs or not wanted:
        return 0.0
    best = [max(_ratio(word, other) for other in pairs) for word in wanted]
    whole = max(_ratio("".join(wanted), other) for other in pairs)
    return max(sum(best) / len(best), whole)


@lru_cache(maxsize=50_000)
def _ratio(one: str, other: str) -> float:
    heard = fuzz.ratio(skeleton(one), skeleton(other))
    return (heard + fuzz.ratio(one.lower(), other.lower())) / 200
