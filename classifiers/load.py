"""A district's folder becomes a District, checked: nothing names a head or office it has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import TypeVar

from classifiers import forms, tables
from classifiers.district import District, Head, Practice, Sampling, Term
from classifiers.faults import DuplicateEntry, FileMissing, UnknownHead, UnknownOffice, WrongValue
from classifiers.kinds import LetterKind, RegisterKind

K = TypeVar("K", RegisterKind, LetterKind)

LISTS = (
    "aliases",
    "authorities",
    "common",
    "courts",
    "cues",
    "ditto",
    "months",
    "places",
    "ranks",
    "relations",
    "residence",
    "sensitive",
    "titles",
    "units",
    "unnamed",
)


def load(folder: Path) -> District:
    """The district of `folder`; a DistrictFault names file, key and remedy."""
    form = forms.district(folder / "district.toml")
    offices, heads = tables.offices(folder / "offices.csv"), tables.heads(folder / "heads.csv")
    if form.code not in offices:
        raise UnknownOffice(file="district.toml", key="code", office=form.code)
    for office in form.practice.offices:
        if office not in offices:
            raise UnknownOffice(file="district.toml", key="practice.offices", office=office)
    sampling = Sampling(**form.sampling.model_dump())
    if sampling.most < sampling.least:
        key, expected = "sampling.most", f"≥ {sampling.least}"
        raise WrongValue(file="district.toml", key=key, found=sampling.most, expected=expected)
    _check_head(form.unsorted, heads, "district.toml", "unsorted")
    registers = _kinds(folder / "registers", forms.register, heads)
    letters = _kinds(folder / "letters", forms.letter, heads)
    for both in registers.keys() & letters.keys():
        raise DuplicateEntry(file=f"letters/{both}.toml", key="id", name=both)
    terms = _terms(folder / "lexicon")
    acts = tables.acts(folder / "lexicon" / "acts.csv")
    words = {name: _written(entries) for name, entries in terms.items()}
    words["acts"] = tuple(chain.from_iterable(act.written for act in acts.values()))
    return District(
        form.code,
        form.name,
        form.cutover,
        offices,
        heads,
        registers,
        letters,
        words,
        terms,
        acts,
        form.unsorted,
        Practice(frozenset(form.practice.offices), form.practice.exact),
        tables.posts(folder / "posts.csv", offices),
        tables.limits(folder / "limits.csv", registers),
        sampling,
        tables.disposals(folder / "disposals.csv", registers),
    )


def _kinds(folder: Path, read: Callable[[Path], K], heads: Mapping[str, Head]) -> dict[str, K]:
    if not folder.is_dir():
        raise FileMissing(file=folder.name)
    found = {path.stem: read(path) for path in sorted(folder.glob("*.toml"))}
    for name, kind in found.items():
        _check_head(kind.head, heads, f"{folder.name}/{name}.toml", "head")
    return found


def _check_head(code: str, heads: Mapping[str, Head], file: str, key: str) -> None:
    if code not in heads or heads[code].level not in ("secondary", "tertiary"):
        raise UnknownHead(file=file, key=key, head=code)


def _terms(folder: Path) -> dict[str, tuple[Term, ...]]:
    """The lists that the parsers need, and any other list the district keeps there."""
    names = {path.stem for path in folder.glob("*.csv")} - {"acts"} | set(LISTS)
    return {name: tables.terms(folder / f"{name}.csv") for name in sorted(names)}


def _written(entries: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(term.written for term in entries))
