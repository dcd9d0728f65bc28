"""What a page worker sends to the parent is the record alone, nothing of what was heard."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from classifiers.load import load as load_district
from classifiers.record import Document, Hints, RegisterPage
from flows.page import PageReader
from flows.sheet import Sheet
from ocr import engines
from ocr.alphabet import Alphabet
from ocr.decoder import Decoder
from ocr.heard import Heard
from ocr.read import read_page
from ocr.reading import ReadCell
from ocr.scan import Scan
from samples.make import make

DISTRICT = Path(__file__).parents[2] / "districts" / "kannauj"
PLAIN = {"builtins", "datetime", "decimal"}


class Types(pickle.Pickler):
    """Pickles as any pickler does, and notes the type of all but the plainest that it meets."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())
        self.found: set[type] = set()

    def reducer_override(self, thing: Any) -> Any:
        self.found.add(thing if isinstance(thing, type) else type(thing))
        return NotImplemented


def types(value: object) -> set[type]:
    pickler = Types()
    pickler.dump(value)
    return pickler.found


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    """A register page and a letter, with all that is in them legible."""
    folder = tmp_path_factory.mktemp("made")
    made = make(folder, load_district(DISTRICT), 7, registers=1, letters=1, level="light")
    with Decoder() as decoder:
        scans = [decoder.probe(path) for path in made]
    return [
        Sheet(path, scan, 1, Hints())
        for path, scan in zip(made, scans, strict=True)
        if isinstance(scan, Scan)
    ]


def test_no_array_is_in_a_record_that_leaves_a_page_worker(sheets: list[Sheet]) -> None:
    """Only values of ours and plain ones, not even a number of numpy's."""
    reader = PageReader("devanagari", DISTRICT)
    with reader._decoder:
        records = [reader.read(sheet) for sheet in sheets]
    assert [type(record) for record in records] == [RegisterPage, Document]
    for record in records:
        found = types(record)
        packages = {one.__module__.partition(".")[0] for one in found}
        assert packages <= PLAIN | {"classifiers", "ocr"}
        assert not {Heard, Alphabet, ReadCell} & found
        assert pickle.loads(pickle.dumps(record)) == record


def test_an_array_in_what_was_read_would_have_been_found(sheets: list[Sheet]) -> None:
    """The page before it is classified does hold what was heard, and the claim above sees it."""
    scan = sheets[0].scan
    with Decoder() as decoder:
        pixels = decoder.page(sheets[0].path, scan, 1)
    page = read_page(pixels, scan.frames[0], scan.sha256, engines.load("devanagari"))
    assert {Heard, np.ndarray} <= types(page)
