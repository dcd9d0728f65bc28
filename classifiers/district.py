"""All that a district owns, loaded and checked: offices, heads, kinds, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from classifiers.kinds import LetterKind, RegisterKind

HeadLevel = Literal["basic", "primary", "secondary", "tertiary"]
OfficeType = Literal["district", "thana", "circle", "branch"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office: ASCII `code` (KNJ-TIR), Hindi name with variants, what it belongs to, since when."""

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
class District:
    """A district's data; `code` is that of its root office, `cutover` the day paper ends."""

    code: str
    name: str
    cutover: date
    offices: Mapping[str, Office]
    heads: Mapping[str, Head]
    registers: Mapping[str, RegisterKind]
    letters: Mapping[str, LetterKind]
    words: Mapping[str, tuple[str, ...]]
