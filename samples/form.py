"""How a register's table is drawn beyond the usual: fewer rules, colour, headings between rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.look import Colour, Look, Rules

_TINTS: tuple[Colour, ...] = ((196, 92, 92), (226, 150, 150), (96, 122, 190), (150, 176, 222))


@dataclass(frozen=True, slots=True)
class Form:
    """`rules` and `tint` where they differ from the look's own.

    `groups`: headings stand between the rows; `cut`: the paper ends within the last row.
    """

    rules: Rules | None = None
    tint: Colour | None = None
    groups: bool = False
    cut: bool = False

    def on(self, look: Look) -> Look:
        """The look with this form's rules."""
        look = replace(look, rules=self.rules or look.rules, tint=self.tint or look.tint)
        return replace(look, cut=self.cut)


PLAIN = Form()


def form(rng: Random, *, spread: bool) -> Form:
    """A form by chance, mostly the plain one; facing pages keep their rules."""
    rules, tint, groups, cut = (rng.random() for _ in range(4))
    bare: Rules | None = "none" if rules < 0.1 else "heading" if rules < 0.2 else None
    return Form(
        rules=None if spread else bare,
        tint=rng.choice(_TINTS) if tint < 0.15 else None,
        groups=groups < 0.15 and not spread,
        cut=cut < 0.1,
    )


def grouped(
    rows: tuple[tuple[str, ...], ...], names: list[str], rng: Random
) -> tuple[tuple[str, ...], ...]:
    """The rows with a heading, a row of one cell, above each group of a few."""
    mixed: list[tuple[str, ...]] = []
    label = rng.choice(
        ("थाना का नाम – {}", "विकास खण्ड – {}", "चौकी {} के अभियोग", "तहसील का नाम – {}")
    )
    for number, row in enumerate(rows):
        if number == 0 or rng.random() < 0.18:
            mixed.append((label.format(rng.choice(names)),))
        mixed.append(row)
    return tuple(mixed)
