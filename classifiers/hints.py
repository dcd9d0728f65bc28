"""What an operator said about a batch is checked before the batch begins."""

from __future__ import annotations

from collections.abc import Iterable

from classifiers.district import District
from classifiers.faults import UnknownHint
from classifiers.record import Hints


def check(hints: Hints, district: District) -> None:
    """UnknownHint if the district has no such office or kind of register."""
    _among("office", hints.office, district.offices)
    _among("register", hints.register, district.registers)


def _among(what: str, said: str | None, known: Iterable[str]) -> None:
    if said is not None and said not in known:
        raise UnknownHint(what=what, found=said, known=", ".join(sorted(known)))
