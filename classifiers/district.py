"""All that a district owns, loaded and checked: offices, heads, kinds, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from classifiers.kinds import LetterKind, RegisterKind

HeadLevel = Literal["basic", "primary", "secondary", "tertiary"]
OfficeType = Literal["district", "thana", "circle", "branch"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office: ASCII `code` (KNJ-TIR), Hindi name, variants, what it belongs to, since when."""

    code: str
    name: str
    english: str
    variants: tuple[str, ...]
    type: OfficeType
    parent: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Head:
    """A file head: `code` as in file numbers (K, K-11, K-11011, K-11011(3)), its parent's code."""

    code: str
    level: HeadLevel
    title: str
    english: str
    parent: str | None
    retention: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post of an office, to which files are marked; `code` as in markings, SHO-PSTIRWA-KNJ."""

    code: str
    office: str
    title: str
    english: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the office with its canonical code and the forms it is written in."""

    code: str
    name: str
    forms: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """The name and all its forms."""
        return (self.name, *self.forms)


@dataclass(frozen=True, slots=True)
class Act:
    """An Act: its short forms, which of its sections make a record restricted, when in force.

    `restricted` holds sections and ranges ("376", "354-354D"), or "*" for the whole Act.
    """

    code: str
    name: str
    forms: tuple[str, ...]
    restricted: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None

    @property
    def written(self) -> tuple[str, ...]:
        """The name and all its forms."""
        return (self.name, *self.forms)


@dataclass(frozen=True, slots=True)
class Limit:
    """Within how many `days` a row of a kind is to be disposed of, from the date in `since`.

    It is disposed of when something stands in the column `done`, none of the words `pending`.
    """

    code: str
    title: str
    english: str
    kind: str
    since: str
    done: str
    pending: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Disposal:
    """When a row of a kind is disposed of: `since` and `done` are columns, as with a limit.

    Until then it is pending, however long it may take.
    """

    kind: str
    since: str
    done: str
    pending: tuple[str, ...]

    @property
    def code(self) -> str:
        """A kind has one."""
        return self.kind


@dataclass(frozen=True, slots=True)
class Practice:
    """`offices` (and those below them) whose people pass a made-up page before real ones.

    `exact` is the share of the page's doubtful cells that must be right, 0 to 1.
    """

    offices: frozenset[str] = frozenset()
    exact: float = 0.98


@dataclass(frozen=True, slots=True)
class Sampling:
    """What is asked of cells that are taken unseen, and how they are drawn to be looked at.

    No more than the share `wrong` of them may be, judged with the certainty `sure`, both 0 to 1;
    at least `least` are drawn each time, also where enough was shown, and never more than `most`.
    """

    wrong: float = 0.005
    sure: float = 0.95
    least: int = 20
    most: int = 200


@dataclass(frozen=True, slots=True)
class District:
    """A district's data; `code` is that of its root office, `cutover` the day paper ends.

    `words` are the written forms of every list of the lexicon, `terms` the same lists with
    their codes; `unsorted` is the head of pages whose kind nobody has told yet. A district can
    be hashed, so what is made from it (patterns, rules) is made once a process.
    """

    code: str
    name: str
    cutover: date
    offices: Mapping[str, Office] = field(hash=False)
    heads: Mapping[str, Head] = field(hash=False)
    registers: Mapping[str, RegisterKind] = field(hash=False)
    letters: Mapping[str, LetterKind] = field(hash=False)
    words: Mapping[str, tuple[str, ...]] = field(hash=False)
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict, hash=False)
    acts: Mapping[str, Act] = field(default_factory=dict, hash=False)
    unsorted: str | None = None
    practice: Practice = Practice()
    posts: Mapping[str, Post] = field(default_factory=dict, hash=False)
    limits: Mapping[str, Limit] = field(default_factory=dict, hash=False)
    sampling: Sampling = Sampling()
    disposals: Mapping[str, Disposal] = field(default_factory=dict, hash=False)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of its kinds of register and letter, by id."""
        registers = {name: one.title for name, one in self.registers.items()}
        return registers | {name: one.title for name, one in self.letters.items()}
