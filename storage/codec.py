"""Values to plain JSON data and back; every union is told apart by its tag."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Generic, TypeVar

from pydantic import Field as Tagged
from pydantic import TypeAdapter, ValidationError

from classifiers.record import Field, Guess, Hints, Record, State
from classifiers.values import Value
from ocr.pages import Leaf
from ocr.reading import Mark, ReadLine
from ocr.ruling import Ruling
from ocr.scan import Format, Frame

T = TypeVar("T")
_UNFIT: Final = "unfit"


class Codec(Generic[T]):
    """Turns values of one type into data that `json` can write, and back into equal values."""

    def __init__(self, adapter: TypeAdapter[T]) -> None:
        self._adapter = adapter

    def dump(self, value: T) -> Any:
        """Dicts, lists, strings and numbers; dates and amounts become strings."""
        return self._adapter.dump_python(value, mode="json")

    def load(self, data: Any) -> T:
        """The value that `data` was made from; pydantic.ValidationError if it was not."""
        return self._adapter.validate_python(data)


value = Codec[Value | None](TypeAdapter(Annotated[Value, Tagged(discriminator="kind")] | None))
record = Codec[Record](TypeAdapter(Annotated[Record, Tagged(discriminator="tag")]))
hints = Codec[Hints](TypeAdapter(Hints))
guess = Codec[Guess](TypeAdapter(Guess))
state = Codec[State](TypeAdapter(State))
form = Codec[Format](TypeAdapter(Format))
frames = Codec[tuple[Frame, ...]](TypeAdapter(tuple[Frame, ...]))
leaves = Codec[tuple[Leaf, ...]](TypeAdapter(tuple[Leaf, ...]))
lines = Codec[tuple[ReadLine, ...]](TypeAdapter(tuple[ReadLine, ...]))
fields = Codec[tuple[Field, ...]](TypeAdapter(tuple[Field, ...]))
marks = Codec[tuple[Mark, ...]](TypeAdapter(tuple[Mark, ...]))
rulings = Codec[tuple[Ruling, ...]](TypeAdapter(tuple[Ruling, ...]))


def fitting(stored: str | bytes) -> Any:
    """The data of a value as the store has it, in the form that values have now; see `fitted`."""
    try:
        data = json.loads(stored)
    except ValueError:
        data = stored if isinstance(stored, str) else stored.decode(errors="replace")
    return fitted(data)


def fitting_fields(stored: str | bytes) -> Any:
    """The fields of a letter as the store has them; of what is no value only the text is left."""
    found = json.loads(stored)
    for field in found:
        field["reading"]["value"] = plain(fitted(field["reading"]["value"]))
    return found


def fitted(data: Any) -> Any:
    """The data of a value in the form that values have now.

    What is no value, because an older rule wrote it or somebody else did, is kept inside data of
    the kind `unfit`, so that whoever asks for the kind of a value takes it for none of his.
    """
    try:
        return value.dump(value.load(data))
    except ValidationError:
        kept = isinstance(data, dict) and data.get("kind") == _UNFIT
        return data if kept else {"kind": _UNFIT, "stored": data}


def unfit(data: Any) -> bool:
    """Whether that is no value's data; SQLite gives a number that stands alone without decoding."""
    return data is not None and (not isinstance(data, dict) or data.get("kind") == _UNFIT)


def meant(data: Any) -> Value | None:
    """The value of which that is the data; None also for what is none."""
    return value.load(plain(data))


def plain(data: Any) -> Any:
    """A value's data for those who know values only: None for what is none."""
    return None if unfit(data) else data


def plain_of(stored: Any) -> Any:
    """The same of what a driver gives, text or data."""
    return plain(fitting(stored) if isinstance(stored, str | bytes) else fitted(stored))
