"""The content of a letter: its blocks from letterhead to signature, from a letter kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from classifiers.kinds import LetterKind
from samples.scribe import Scribe

_NUMBER = "पत्रांक: {letter_number}\tदिनांक: {date}"
_DATE = "\tदिनांक: {date}"

Role = Literal["head", "number", "to", "subject", "paragraph", "sign", "copy"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a letter; a `number` block has two parts, left and right, tab between."""

    role: Role
    text: str


def letter_text(kind: LetterKind, scribe: Scribe) -> tuple[Block, ...]:
    """The blocks of a made-up letter of this kind, in the grammars' writing."""
    form = scribe.grammar.form_of(kind.id)
    scribe.named["title"] = kind.title
    scribe.named["phrases"] = "। ".join(phrase for phrase, _ in kind.phrases[:3]) + "।"
    head, sign = scribe.rng.choice(form.senders)
    heading = _said("head", (head,), scribe)
    about = [
        *_said("to", form.to, scribe),
        *_said("subject", form.subject, scribe, "विषय: "),
        *_said("subject", form.reference, scribe, "सन्दर्भ: "),
    ]
    body = [block for part in form.body for block in _said("paragraph", part, scribe)]
    # Its own date comes last, after all that it tells of.
    number = Block("number", scribe.fill(_NUMBER if head else _DATE))
    ending = [*_said("sign", (sign,), scribe), *_said("copy", form.copy, scribe)]
    return (*heading, number, *about, Block("to", "महोदय,"), *body, *ending)


def _said(role: Role, part: tuple[str, ...], scribe: Scribe, label: str = "") -> list[Block]:
    said = scribe.fill(scribe.rng.choice(part))
    return [Block(role, label + line) for line in said.split("|") if line]
