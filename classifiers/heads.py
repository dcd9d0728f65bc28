"""The file head a page is put under: that of its kind; the district's unsorted head otherwise."""

from __future__ import annotations

from classifiers.district import District
from classifiers.kinds import LetterKind, RegisterKind
from classifiers.reasons import reason
from classifiers.record import UNKNOWN, Guess


def choose(kind: Guess, district: District) -> Guess:
    """The head's code with the confidence of the kind; 0 under the unsorted head."""
    found = kind_of(kind.choice, district)
    if found is None:
        return Guess(district.unsorted or UNKNOWN, 0.0, (reason("kind-unknown"),))
    return Guess(found.head, kind.confidence, (reason("of-kind"),))


def kind_of(name: str, district: District) -> RegisterKind | LetterKind | None:
    """The kind of that id, None if the district has none."""
    return district.registers.get(name) or district.letters.get(name)
