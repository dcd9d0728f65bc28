"""The TOML files of a district become kinds of register and letter; a mistake names its key."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from classifiers.faults import (
    DistrictFault,
    DuplicateEntry,
    FileMissing,
    MissingKey,
    NotReadable,
    UnknownKey,
    WrongValue,
)
from classifiers.kinds import Column, ColumnType, LetterKind, RegisterKind
from classifiers.record import Level
from classifiers.tables import retention

Words = Annotated[str, Field(min_length=1)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PracticeForm(_Form):
    """The table `practice` of district.toml."""

    offices: list[Words] = []
    exact: Annotated[float, Field(gt=0, le=1, strict=False)] = 0.98


class SamplingForm(_Form):
    """The table `sampling` of district.toml."""

    wrong: Annotated[float, Field(gt=0, le=0.1)] = 0.005
    sure: Annotated[float, Field(ge=0.8, lt=1)] = 0.95
    least: Annotated[int, Field(ge=1, le=1000)] = 20
    most: Annotated[int, Field(ge=1, le=10_000)] = 200


class DistrictForm(_Form):
    """district.toml."""

    code: Words
    name: Words
    cutover: date
    unsorted: Words
    practice: PracticeForm = PracticeForm()
    sampling: SamplingForm = SamplingForm()


class _ColumnForm(_Form):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    type: ColumnType
    heading: Words
    variants: list[Words] = []
    words: list[Words] = []
    width: Annotated[float, Field(gt=0, le=1)] = 1.0
    critical: bool = False
    running: bool = False


class _RegisterForm(_Form):
    title: Words
    variants: list[Words] = []
    head: Words
    retention: Words
    level: Level
    second: bool = False
    columns: Annotated[list[_ColumnForm], Field(min_length=1)]


class _LetterForm(_Form):
    title: Words
    head: Words
    retention: Words
    level: Level
    phrases: Annotated[
        dict[Words, Annotated[float, Field(gt=0, strict=False)]], Field(min_length=1)
    ]


F = TypeVar("F", bound=_Form)


def district(path: Path) -> DistrictForm:
    """What district.toml says."""
    return _filled(DistrictForm, path)


def register(path: Path) -> RegisterKind:
    """The register kind of a file; its id is the file's name."""
    form = _filled(_RegisterForm, path)
    columns = tuple(_column(column) for column in form.columns)
    for number, column in enumerate(columns):
        if column.id in [other.id for other in columns[:number]]:
            raise DuplicateEntry(file=_name(path), key=f"columns.{number}.id", name=column.id)
    if form.second and not any(column.critical for column in columns):
        expected = "a column must be critical"
        raise WrongValue(file=_name(path), key="second", found="true", expected=expected)
    return RegisterKind(
        path.stem,
        form.title,
        tuple(form.variants),
        columns,
        form.head,
        retention(_name(path), "retention", form.retention),
        form.level,
        form.second,
    )


def letter(path: Path) -> LetterKind:
    """The letter kind of a file; its id is the file's name."""
    form = _filled(_LetterForm, path)
    kept = retention(_name(path), "retention", form.retention)
    phrases = tuple(form.phrases.items())
    return LetterKind(path.stem, form.title, phrases, form.head, kept, form.level)


def _column(form: _ColumnForm) -> Column:
    variants, words = tuple(form.variants), tuple(form.words)
    told = form.width, form.critical, form.running
    return Column(form.id, form.type, form.heading, variants, words, *told)


def _filled(form: type[F], path: Path) -> F:
    try:
        return form.model_validate(_parsed(path))
    except ValidationError as error:
        raise _fault(_name(path), error) from None


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileMissing(file=path.name) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotReadable(file=_name(path), reason=str(error)) from None


def _fault(file: str, error: ValidationError) -> DistrictFault:
    """The fault of the first error; a misspelt key is named rather than what it left missing."""
    errors = error.errors(include_url=False)
    first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return UnknownKey(file=file, key=key)
    if first["type"] == "missing":
        return MissingKey(file=file, key=key)
    return WrongValue(file=file, key=key, found=repr(first["input"]), expected=first["msg"])


def _name(path: Path) -> str:
    """The file as its district knows it: registers/crime.toml."""
    return f"{path.parent.name}/{path.name}" if path.stem != "district" else path.name
