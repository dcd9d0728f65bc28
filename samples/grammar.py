"""The samples' own grammars: rules, hints by heading and forms of letters, from data/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from classifiers.kinds import Column

Rule = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """In columns of these types whose heading holds one of `words`, `rule` makes the cells."""

    types: tuple[str, ...]
    words: tuple[str, ...]
    rule: str

    def fits(self, column: Column) -> bool:
        """Whether this hint speaks of the column."""
        return column.type in self.types and any(word in column.heading for word in self.words)


@dataclass(frozen=True, slots=True)
class LetterForm:
    """The parts of a kind of letter; each is one choice, `body` one choice a paragraph.

    A sender is a letterhead and the signature that goes with it.
    """

    senders: tuple[tuple[str, str], ...]
    to: Rule
    subject: Rule
    reference: Rule
    body: tuple[Rule, ...]
    copy: Rule


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything samples can say: alternatives by rule name, and where each rule is used."""

    rules: Mapping[str, Rule]
    types: Mapping[str, str]
    hints: tuple[Hint, ...]
    letters: Mapping[str, LetterForm]

    def rule_of(self, column: Column) -> str:
        """The rule that makes cells of `column`: the first hint that fits, else its type's."""
        fitting = (hint.rule for hint in self.hints if hint.fits(column))
        return next(fitting, self.types[column.type])

    def form_of(self, letter: str) -> LetterForm:
        """The form of a kind of letter; the general one if it has none of its own."""
        return self.letters.get(letter, self.letters["general"])


@cache
def grammar() -> Grammar:
    """The grammars that ship with the samples."""
    words, cells, letters = (_toml(name) for name in ("words", "cells", "letters"))
    rules = words | cells["rules"] | letters.pop("rules")
    return Grammar(
        rules={name: tuple(said) for name, said in rules.items()},
        types=cells["types"],
        hints=tuple(
            Hint(tuple(hint["types"]), tuple(hint["words"]), hint["rule"]) for hint in cells["hint"]
        ),
        letters={name: _form(table) for name, table in letters.items()},
    )


def _form(table: dict[str, Any]) -> LetterForm:
    body = tuple(tuple(paragraph) for paragraph in table.pop("body"))
    senders = tuple((head, sign) for head, sign in table.pop("senders"))
    rest = {part: tuple(said) for part, said in table.items()}
    return LetterForm(senders=senders, body=body, **rest)


def _toml(name: str) -> dict[str, Any]:
    text = files("samples").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
