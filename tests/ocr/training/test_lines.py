"""Made-up lines are the same for the same seed, and say only what the network can say."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from classifiers.load import load
from ocr.engines.lipi import HEIGHT
from ocr.training.alphabet import normal, spelt
from ocr.training.faces import Family, families, latins, lent
from ocr.training.lines import Lines
from ocr.training.texts import Texts, words_of
from panji.settings import SHIPPED
from samples.faces import Type


@pytest.fixture(scope="module")
def installed() -> tuple[Family, ...]:
    return families(None)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(load(SHIPPED))


def test_a_line_is_made_of_its_seed_and_number_alone(
    installed: tuple[Family, ...], texts: Texts
) -> None:
    first, again = Lines(installed, texts, 7), Lines(installed, texts, 7)
    line = first[3]
    assert first[4].text
    assert again[3].text == line.text
    assert np.array_equal(again[3].window, line.window)
    assert not np.array_equal(Lines(installed, texts, 8)[3].window, line.window)


def test_every_line_fills_the_window_and_can_be_spelt(
    installed: tuple[Family, ...], texts: Texts
) -> None:
    for number in range(60):
        line = Lines(installed, texts, 1)[number]
        assert line.window.shape[0] == HEIGHT
        assert line.window.max() > 100
        assert spelt(line.text)


def test_texts_are_read_with_one_ring_however_it_is_drawn(texts: Texts) -> None:
    said = [texts.line(Random(f"ring/{number}")) for number in range(3000)]
    assert any("॰" in drawn for drawn, _ in said)
    assert not any("॰" in read for _, read in said)
    assert all(read == normal(read) for _, read in said)


def test_faces_left_out_are_not_there(installed: tuple[Family, ...]) -> None:
    names = {family.name for family in installed}
    assert "Gargi" in names
    assert names - {family.name for family in families(None, ["Gargi"])} == {"Gargi"}


def test_packages_without_devanagari_lend_their_latin(tmp_path: Path) -> None:
    for name in ("caveat-latin-400", "hind-latin-400", "hind-devanagari-400"):
        files = tmp_path / "node_modules/@fontsource" / name.partition("-")[0] / "files"
        files.mkdir(parents=True, exist_ok=True)
        (files / f"{name}-normal.woff").touch()
    assert [Path(file).name for file in latins(tmp_path)] == ["caveat-latin-400-normal.woff"]
    assert latins(None) == ()


def test_a_face_with_lent_latin_writes_figures_otherwise_and_devanagari_as_ever(
    installed: tuple[Family, ...],
) -> None:
    (own,) = (family.faces[0] for family in installed if family.name == "Lohit Devanagari")
    mixed = lent(own, own.latin)
    assert drawn(Type(own, 30), "2019") != drawn(Type(mixed, 30), "2019")
    assert drawn(Type(own, 30), "थाना") == drawn(Type(mixed, 30), "थाना")


def drawn(type_: Type, text: str) -> bytes:
    """The text's picture."""
    sheet = Image.new("L", (200, 60))
    type_.draw(ImageDraw.Draw(sheet), (5, 45), text, (255,))
    return sheet.tobytes()


def test_words_are_taken_from_lists_of_any_columns(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("name\tcount\nठठिया\t12\nराम नगर\t3\n", encoding="utf-8")
    assert words_of(tmp_path) == ["ठठिया", "नगर", "राम"]
