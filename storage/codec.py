"""Values to plain JSON data and back; every union is told apart by its tag."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field as Tagged
from pydantic import TypeAdapter

from classifiers.record import Field, Guess, Hints, Record, State
from classifiers.values import Value
from ocr.pages import Leaf
from ocr.reading import Mark, ReadLine
from ocr.ruling import Ruling
from ocr.scan import Format, Frame

T = TypeVar("T")


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
