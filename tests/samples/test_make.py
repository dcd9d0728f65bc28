from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from PIL import Image

from classifiers.district import District
from classifiers.kinds import Column, RegisterKind
from samples.ageing.wear import FACING, STRESS
from samples.grammar import grammar
from samples.letter import letter_text
from samples.make import Order, demo_set, make, page, stress_set
from samples.register import register_text
from samples.scribe import Scribe
from samples.style import DATES, Style
from samples.truth import Level, Placed, Truth

_ALLOWED = set(
    "अआइईउऊऋएऐऑओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
    "ािीुूृेैॅॉोौंँः़्०१२३४५६७८९।॥॰0123456789"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .,:;/-()\"'+&"
    "=_\\"  # Python's own, in the repr of a value
)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, kannauj: District) -> None:
    """Pictures and truth depend on what is asked for and its seed alone, not on the run."""
    first = make(tmp_path / "a", kannauj, 7, 2, 1, "medium")
    again = make(tmp_path / "b", kannauj, 7, 2, 1, "medium")
    other = make(tmp_path / "c", kannauj, 8, 1, 0, "medium")
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    assert [path.name for path in first] == [path.name for path in again]
    assert other[0].read_bytes() != first[0].read_bytes()


def test_every_register_kind_of_the_district_gets_whole_rows(kannauj: District) -> None:
    """Each row, the heading too, has as many cells as the kind has columns."""
    for kind in kannauj.registers.values():
        _, truth = page(kannauj, "rows", Order(kind, "clean"))
        assert truth.name == kind.id
        assert len(truth.rows) > 3
        assert {len(row) for row in (truth.header, *truth.rows)} == {len(kind.columns)}


def test_a_new_register_kind_needs_nothing_more(kannauj: District) -> None:
    """A kind that the samples never heard of is filled from its columns' types alone."""
    types = ("serial", "date", "person", "place", "officer", "amount", "text", "code", "sections")
    columns = tuple(Column(kind, kind, "नया स्तम्भ") for kind in types)  # type: ignore[arg-type]
    kind = RegisterKind("new", "नया रजिस्टर", (), columns, "S-11011", "C-3", "normal")
    _, truth = page(kannauj, "new", Order(kind, "clean"))
    filled = [cell.text for row in truth.rows for cell in row]
    assert sum(map(bool, filled)) > 0.85 * len(filled)


def test_every_letter_kind_of_the_district_gets_a_letter(kannauj: District) -> None:
    """Each letter runs from an addressee over a subject to a signature."""
    for kind in kannauj.letters.values():
        _, truth = page(kannauj, "letters", Order(kind, "clean"))
        lines = [line.text for line in truth.lines]
        assert truth.name == kind.id
        assert any(line.startswith("विषय:") for line in lines), lines
        assert any(line.startswith("(") for line in lines), lines
        assert max(map(len, lines)) > 80


def test_only_letters_of_the_field_are_used(kannauj: District) -> None:
    """No text of any kind holds a letter that a register would not have."""
    for seed in range(8):
        scribe = Scribe(Random(seed), grammar(), Style("ascii", "०", DATES[0]), kannauj)
        said = [repr(register_text(kind, scribe, 20)) for kind in kannauj.registers.values()]
        said += [repr(letter_text(kind, scribe)) for kind in kannauj.letters.values()]
        for text in said:
            assert set(text) <= _ALLOWED, set(text) - _ALLOWED


@pytest.mark.parametrize("spread", [False, True])
def test_boxes_hold_the_ink_of_their_text(*, kannauj: District, spread: bool) -> None:
    """On a clean page a cell has ink inside its rules if and only if it has text."""
    for number, kind in enumerate(list(kannauj.registers.values())[:4]):
        pixels, truth = page(kannauj, f"ink {number}", Order(kind, "clean", spread))
        for cell in _cells(truth):
            assert _inked(pixels, cell) == bool(cell.text), cell.text


@pytest.mark.parametrize("level", ["light", "medium", "hard"])
def test_boxes_still_hold_ink_on_old_pages(kannauj: District, level: Level) -> None:
    """After ageing each text still stands out in its place, and every place is on the page."""
    for number, kind in enumerate(list(kannauj.registers.values())[:3]):
        pixels, truth = page(kannauj, f"old {number}", Order(kind, level, turned=0))
        grey = pixels.mean(axis=2)
        for cell in (cell for cell in _cells(truth) if cell.text):
            corners = np.array(cell.quad)
            assert (corners >= 0).all()
            assert (corners <= truth.size).all()
            (x0, y0), (x1, y1) = corners.min(axis=0) + 8, corners.max(axis=0) - 8
            inside = grey[int(y0) : int(y1), int(x0) : int(x1)]
            assert np.median(inside) - inside.min() > 15, (level, cell.text)


def test_a_turned_page_keeps_its_places_upright(kannauj: District) -> None:
    """Turned by 90 degrees clockwise, the file lies on its side; size and places do not change."""
    kind = next(iter(kannauj.registers.values()))
    upright, before = page(kannauj, "turn", Order(kind, "light", spread=False, turned=0))
    sideways, after = page(kannauj, "turn", Order(kind, "light", spread=False, turned=90))
    assert np.array_equal(np.rot90(sideways), upright)
    assert (after.size, after.rows, after.turned) == (before.size, before.rows, 90)


def test_the_file_beside_the_picture_has_the_promised_form(
    tmp_path: Path, kannauj: District
) -> None:
    """NAME.json says what, where and how old, in whole cells."""
    (picture,) = make(tmp_path, kannauj, 3, 1, 0, "light")
    form: dict[str, Any] = json.loads(picture.with_suffix(".json").read_text(encoding="utf-8"))
    assert set(form) == {
        "header", "rows", "lines", "groups", "kind", "class", "title", "thana", "spread", "turned",
        "level", "hand", "digits", "dpi", "size",
    }  # fmt: skip
    assert set(form["rows"][0][0]) == {"text", "box", "quad"}
    with Image.open(picture) as image:
        assert sorted(image.size) == sorted(form["size"])
        assert round(image.info["dpi"][0]) == form["dpi"]


def test_the_demo_shows_what_can_go_wrong(tmp_path: Path, kannauj: District) -> None:
    """A handful of different kinds: facing pages, one upside down, one hard, and letters."""
    forms = [
        json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for path in demo_set(tmp_path, kannauj)
    ]
    assert len({form["class"] for form in forms}) == len(forms) == 8
    assert sum(form["spread"] for form in forms) == 1
    assert [form["turned"] for form in forms].count(180) == 1
    assert [form["level"] for form in forms].count("hard") == 1
    assert [form["kind"] for form in forms].count("letter") == 3


def test_a_stress_set_has_each_register_in_every_trouble(tmp_path: Path, kannauj: District) -> None:
    """The same words in each of them, facing pages apart, so that only the trouble differs."""
    forms = [
        json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for path in stress_set(tmp_path, kannauj, 5, 1)
    ]
    assert [form["level"] for form in forms] == list(STRESS)
    assert {form["level"] for form in forms if form["spread"]} == FACING
    assert len({tuple(_texts(form)) for form in forms if not form["spread"]}) == 1


def _texts(form: dict[str, Any]) -> list[str]:
    return [cell["text"] for row in form["rows"] for cell in row]


def _cells(truth: Truth) -> list[Placed]:
    return [*truth.header, *(cell for row in truth.rows for cell in row), *truth.lines]


def _inked(pixels: np.ndarray[Any, Any], cell: Placed) -> bool:
    (x0, y0), _, (x1, y1), _ = cell.quad
    inside = pixels[int(y0) + 4 : int(y1) - 3, int(x0) + 4 : int(x1) - 3]
    return bool(inside.min() < 128)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
