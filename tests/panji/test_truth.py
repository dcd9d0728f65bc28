"""Pages with known content, and what counts as the same text."""

import json
from pathlib import Path

import pytest

from ocr.geometry import Box
from panji.faults import NoTruth
from panji.truth import folded, known


def told(folder: Path, turned: int) -> None:
    cell = {"text": "१२", "box": [10, 20, 30, 60], "quad": []}
    page = {
        "kind": "register",
        "class": "dak",
        "level": "light",
        "hand": True,
        "turned": turned,
        "size": [200, 100],
        "rows": [[cell]],
        "lines": [],
    }
    (folder / "a.json").write_text(json.dumps(page), encoding="utf-8")
    (folder / "a.png").touch()


@pytest.mark.parametrize(
    ("turned", "box"),
    [
        (0, Box(10, 20, 30, 60)),
        (90, Box(40, 10, 80, 30)),
        (180, Box(170, 40, 190, 80)),
        (270, Box(20, 170, 60, 190)),
    ],
)
def test_boxes_are_led_to_the_page_as_it_was_fed(tmp_path: Path, turned: int, box: Box) -> None:
    told(tmp_path, turned)
    (page,) = known(tmp_path)
    assert page.cells[0].box == box
    assert (page.kind, page.condition, page.writing) == ("dak", "light-hand", "handwriting")


def test_a_text_beside_a_picture_is_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "a.1.gt.txt").write_text("थाना तिर्वा\n", encoding="utf-8")
    (tmp_path / "a.1.png").touch()
    (tmp_path / "alone.gt.txt").write_text("थाना", encoding="utf-8")
    (page,) = known(tmp_path)
    assert (page.picture.name, page.text, page.cells) == ("a.1.png", "थाना तिर्वा\n", ())


def test_a_folder_without_known_pages_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "alone.json").write_text("{}")
    with pytest.raises(NoTruth):
        known(tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("मु०अ०सं० १२", "मु0अ0सं0 12"),
        ("भा॰द॰वि॰", "भा०द०वि०"),
        ("क्‍ष  त्र", "क्ष त्र"),
    ],
)
def test_writings_of_the_same_count_as_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_zero_in_a_number_is_no_ring() -> None:
    assert folded("१०५") == "105"
    assert folded("20") != folded("2°")


def test_a_list_without_letters_parts_and_with_unknown_texts_is_understood(tmp_path: Path) -> None:
    cells = [{"column": "gp", "text": None, "box": [1, 2, 3, 4]}]
    page = {"kind": "register", "class": "list", "level": "clean", "size": [9, 9], "rows": [cells]}
    (tmp_path / "a.json").write_text(json.dumps(page), encoding="utf-8")
    (tmp_path / "a.png").touch()
    (found,) = known(tmp_path)
    assert found.tight
    assert (found.cells[0].text, found.cells[0].column) == (None, "gp")


def test_of_texts_in_a_legacy_font_only_the_places_of_the_rows_are_known(tmp_path: Path) -> None:
    rows = [
        {"cells": [{"bbox": [0, 0, 9, 9], "text_raw": "Ø0"}]},
        {"cells": [{"bbox": [0, 9, 9, 18], "text_raw": "1"}]},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    (tmp_path / "a.png").touch()
    (found,) = known(tmp_path)
    assert [(cell.text, cell.box) for cell in found.cells] == [(None, Box(0, 9, 9, 18))]
