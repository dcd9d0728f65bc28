"""What spaCy's span ruler looks for in a letter: token patterns on NORM, which is our fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from classifiers.district import District
from classifiers.fold import RING, fold, plain
from classifiers.vocabulary import common

Pattern = dict[str, Any]
Cut = Callable[[str], list[str]]

_LETTERS = r"^[\u0900-\u0963\u0971-\u097f]+$"
_FIGURES = r"^\d+$"
_DAY = r"^\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})$"
_CASE = r"^\d{1,5}/(?:\d{4}|\d{2})$"
_SECTION = r"^\d{1,3}[\u0900-\u097fa-z]{0,3}(?:[/(),]\w{1,6})*\)?$"
_RINGED = "[0०॰.°o]"
_SIGN: Pattern = {"TEXT": {"IN": [":", "-", "–", "ः", ":-", "."]}, "OP": "?"}
_SLASH: Pattern = {"TEXT": {"IN": ["/", "-", "."]}}


def patterns(district: District, cut: Cut) -> list[Pattern]:
    """Patterns for case, date, sections, person, officer, office and reference."""
    told = [*_numbers(), *_persons(district, cut), *_offices(district, cut)]
    return [{"label": label, "pattern": pattern} for label, pattern in told]


def _numbers() -> Iterator[tuple[str, list[Pattern]]]:
    figures, short = _norm(_FIGURES), _norm(r"^\d{1,2}$")
    count: Pattern = {"NORM": {"IN": ["संख्या", "सं"]}}
    yield "date", [_norm(_DAY)]
    yield "date", [short, _SLASH, short, _SLASH, _norm(r"^(?:\d{4}|\d{2})$")]
    case = [figures, _SLASH, figures], [_norm(_CASE)]
    cues = [fold(cue) for cue in ("मु०अ०सं०", "अ०सं०", "एन०सी०आर०")]
    spaced: list[Pattern] = [{"NORM": part} for part in ("मु", "अ", "सं")]
    for number in case:
        yield "case", [{"NORM": {"IN": cues}}, _SIGN, *number]
        yield "case", [{"NORM": {"FUZZY1": cues[0]}}, _SIGN, *number]
        yield "case", [*spaced, _SIGN, *number]
        yield "suit", [{"NORM": "वाद"}, count, _SIGN, *number]
    more = {**_norm(rf"{_SECTION}|^[/,()]$|^व$"), "OP": "*"}
    yield "sections", [{"NORM": {"FUZZY1": "धारा"}}, _SIGN, _norm(_SECTION), more]
    rest = {**_norm(r"^(?!दिनांक$|दि$).+"), "OP": "{1,6}"}
    yield "reference", [{"NORM": {"FUZZY1": "पत्रांक"}}, _SIGN, rest]
    yield "reference", [{"NORM": "पत्र"}, count, _SIGN, rest]


def _norm(expression: str) -> Pattern:
    return {"NORM": {"REGEX": expression}}


def _persons(district: District, cut: Cut) -> Iterator[tuple[str, list[Pattern]]]:
    terms = district.terms
    stops = {fold(form) for form in (*district.words["cues"], *district.words["titles"])}
    stops |= common(terms["common"], "running")
    name: Pattern = {"NORM": {"REGEX": _LETTERS, "NOT_IN": sorted(stops)}}
    relations, homes = _single(terms["relations"], cut), _single(terms["residence"], cut)
    title: Pattern = {"NORM": {"IN": _single(terms["titles"], cut)}, "OP": "?"}
    kin: list[Pattern] = [{"NORM": {"IN": relations}}, title, {**name, "OP": "{1,4}"}]
    village: Pattern = {"NORM": fold("ग्राम"), "OP": "?"}
    home: list[Pattern] = [{"NORM": {"IN": homes}}, village, {**name, "OP": "{1,3}"}]
    alias = {"NORM": {"IN": _single(terms["aliases"], cut)}}
    called = [title, {**name, "OP": "{1,4}"}]
    for names in (called, [*called, alias, {**name, "OP": "{1,3}"}]):
        yield "person", [*names, *kin, *home]
        yield "person", [*names, *kin]
    for form in {form for term in terms["ranks"] for form in term.written}:
        rank: list[Pattern] = [{"NORM": part} for part in cut(form)]
        if plain(form).count(RING) == 1 and len(rank) == 1:
            rank[0]["TEXT"] = {"REGEX": _RINGED}  # का० is a rank, का is not
        yield "officer", [*rank, title, {**name, "OP": "{1,2}"}]


def _offices(district: District, cut: Cut) -> Iterator[tuple[str, list[Pattern]]]:
    own = [form for o in district.offices.values() for form in (o.name, *o.variants)]
    courts = [form for term in district.terms["courts"] for form in term.written]
    for form in own:
        yield "office", [{"NORM": part} for part in cut(form)]
    for form in courts:
        yield "court", [{"NORM": part} for part in cut(form)]


def _single(terms: Iterable[Any], cut: Cut) -> list[str]:
    """The norms of the forms that are one token."""
    forms: Sequence[list[str]] = [cut(form) for term in terms for form in term.written]
    return sorted({parts[0] for parts in forms if len(parts) == 1})
