"""Values come back from JSON equal, whatever their type."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic.errors import PydanticSchemaGenerationError

from classifiers.record import Guess, Hints, Record
from classifiers.values import Amount, Value
from ocr.geometry import Box
from ocr.heard import Heard
from ocr.reading import Mark, ReadCell, RecognisedPage
from ocr.scan import Frame
from storage import codec
from storage.leases import Lease
from tests.storage import builders

LEASE = Lease(
    scan=builders.scan("a"),
    number=1,
    path="scans/a",
    batch=1,
    hints=Hints(),
    owner="x",
    token=1,
    until=datetime(2026, 1, 1, tzinfo=UTC),
)


def finite(value: Value) -> bool:
    """Whether a register could say so."""
    return not isinstance(value, Amount) or value.amount.is_finite()


@given(st.one_of(*(st.from_type(one) for one in get_args(Value))).filter(finite))
def test_every_value_survives_the_trip(value: Value) -> None:
    """Dates stay dates and amounts stay exact, because each type has its tag."""
    assert codec.value.load(json.loads(json.dumps(codec.value.dump(value)))) == value


@pytest.mark.parametrize("record", [builders.register(LEASE), builders.letter(LEASE)])
def test_a_whole_record_survives_the_trip(record: Record) -> None:
    """Pages, meshes, lines, rows and fields with it."""
    assert codec.record.load(json.loads(json.dumps(codec.record.dump(record)))) == record


def test_a_record_stored_before_marks_were_noted_has_none() -> None:
    """Old JSON loads; a mark of today survives the trip."""
    plain = builders.letter(LEASE)
    old = codec.record.dump(plain)
    del old["marks"]
    assert codec.record.load(old) == plain
    stamped = replace(plain, marks=(Mark("stamp", Box(1, 2, 3, 4)),))
    assert codec.record.load(json.loads(json.dumps(codec.record.dump(stamped)))) == stamped


def test_what_the_engine_heard_has_no_stored_form() -> None:
    """A type with arrays in it gets no codec at all: such a record could not even be declared."""
    for one in (Heard, ReadCell, RecognisedPage):
        with pytest.raises(PydanticSchemaGenerationError):
            TypeAdapter(one)


def test_an_unknown_tag_is_refused() -> None:
    """Nothing is taken for what it is not."""
    with pytest.raises(ValidationError):
        codec.value.load({"kind": "colour", "colour": "red"})


def test_the_parts_that_have_columns_of_their_own_survive_too() -> None:
    """Hints, guesses, frames, leaves, lines and fields."""
    letter = builders.letter(LEASE)
    assert codec.hints.load(codec.hints.dump(Hints("KNJ", "crime", 2006, 1))) == Hints(
        "KNJ", "crime", 2006, 1
    )
    assert codec.guess.load(codec.guess.dump(Guess("a", 0.5, ("b",)))) == Guess("a", 0.5, ("b",))
    frames = (Frame(1, 10, 20, 300), Frame(2, 10, 20, 300))
    assert codec.frames.load(json.loads(json.dumps(codec.frames.dump(frames)))) == frames
    assert codec.leaves.load(codec.leaves.dump(letter.page.leaves)) == letter.page.leaves
    assert codec.lines.load(codec.lines.dump(letter.lines)) == letter.lines
    assert codec.fields.load(codec.fields.dump(letter.fields)) == letter.fields
    assert {field.name for field in fields(letter)} >= {"lines", "fields"}
