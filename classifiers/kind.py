"""The kind of a page is decided: evidence, the operator's hint, and no choice where two tie."""

from __future__ import annotations

from collections.abc import Mapping

from classifiers import letters, registers, seen
from classifiers.district import District
from classifiers.reasons import reason
from classifiers.record import UNKNOWN, Guess, Hints
from classifiers.registers import Evidence
from ocr.reading import RecognisedPage

_LEAST, _MARGIN = 0.5, 0.1
_STRONG, _CLEAR, _WEAK = 0.85, 0.8, 0.3
_DOUBTED = 0.5


def identify(page: RecognisedPage, district: District, hints: Hints) -> Guess:
    """The kind of the page, or `unknown`: a tie and thin evidence are for a person.

    What the operator said decides, unless the page clearly says otherwise; then the page's own
    kind is chosen with little confidence and the contradiction among the reasons. What a person
    said who saw this page stands.
    """
    if hints.register is not None and hints.sure:
        return Guess(hints.register, 1.0, (reason("person"),))
    found = evidence(page, district)
    guess = _best(found)
    return guess if hints.register is None else _hinted(hints.register, guess, found)


def evidence(page: RecognisedPage, district: District) -> Mapping[str, Evidence]:
    """What speaks for every kind: of registers if the page has a table, of letters otherwise.

    A page without a table may still be a register's whose rows were not found: its title tells.
    A table that is no register's may stand in a letter (a travel bill), whose words must then
    tell it clearly, and outside the table.
    """
    titled = registers.by_title(seen.top(page), district)
    if page.table is not None and seen.tabular(page):
        found = registers.by_grid(seen.grid(page.table, district), district)
        titled = registers.together(titled, found)
        if any(one.strength >= _LEAST for one in titled.values()):
            return titled
        found = letters.by_phrases([line.text for line in page.lines], district)
        clear = {name: one for name, one in found.items() if one.strength >= _CLEAR}
        return {**titled, **clear}
    lines = [line.text for line in seen.all_lines(page)]
    return {**titled, **letters.by_phrases(lines, district)}


def _best(found: Mapping[str, Evidence]) -> Guess:
    ranked = sorted(found, key=lambda name: -found[name].strength)
    if not ranked or found[ranked[0]].strength < _LEAST:
        return Guess(UNKNOWN, 0.0, (reason("no-evidence"),))
    first = found[ranked[0]]
    if len(ranked) > 1 and first.strength - found[ranked[1]].strength < _MARGIN:
        ties = tuple(reason("tie", name) for name in ranked[:2])
        return Guess(UNKNOWN, 0.0, (*first.reasons, *ties))
    return Guess(ranked[0], first.strength, first.reasons)


def _hinted(hint: str, guess: Guess, found: Mapping[str, Evidence]) -> Guess:
    own = found.get(hint, Evidence(0.0))
    if guess.choice == hint:
        return Guess(hint, max(own.strength, _STRONG), (reason("hint"), *own.reasons))
    if guess.confidence < _STRONG or own.strength > _WEAK:
        return Guess(hint, max(own.strength, _DOUBTED + 0.2), (reason("hint"), *own.reasons))
    said = reason("hint-contradicted", hint, guess.choice)
    return Guess(guess.choice, _DOUBTED, (said, *guess.reasons))
