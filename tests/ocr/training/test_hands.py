"""What real hands left becomes lines, and some writers are never taught."""

from __future__ import annotations

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest

from ocr.training.alphabet import spelt
from ocr.training.hands import Hands, hands, writers
from tests.ocr.typed import line

WORDS = ("थाना", "तिर्वा", "राम")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Words of six writers, and figures by nobody in particular."""
    made = tmp_path_factory.mktemp("hands")
    for writer in range(1, 7):
        for number, word in enumerate(WORDS):
            name = f"{writer}D1L1W{number}"
            cv2.imwrite(str(made / f"{name}.png"), line(word))
            (made / f"{name}.gt.txt").write_text(word + "\n", encoding="utf-8")
    signs = [255 - cv2.resize(line(char), (32, 32)) for char in "०१२३४५६७८९"]
    labels = list("०१२३४५६७८९")
    np.savez(made / "figures.npz", X=np.stack(signs), Y=np.arange(10), labels=labels)
    return made


def test_every_fifth_writer_is_held_back(folder: Path) -> None:
    taught, held = (writers(folder, taught=one) for one in (True, False))
    assert [one.name for one in held] == ["1", "6"]
    assert [one.name for one in taught] == ["2", "3", "4", "5"]
    assert {word.text for one in held for word in one.words} == set(WORDS)


def test_a_line_says_what_its_words_and_figures_say(folder: Path) -> None:
    made = hands(folder, folder)
    texts = []
    for seed in range(40):
        ink, text = made.line(Random(seed), 20.0)
        assert spelt(text)
        assert ink.max() > 0.5
        assert 10 < ink.shape[0] < 80
        texts.append(text)
    assert any(set(text) & set("०१२३४५६७८९") for text in texts)
    assert any(text.split()[0] in WORDS for text in texts)


def test_the_same_chance_makes_the_same_line(folder: Path) -> None:
    made: Hands = hands(folder, None)
    (first, text), (again, same) = (made.line(Random(3), 20.0) for _ in "ab")
    assert text == same
    assert np.array_equal(first, again)


def test_a_folder_without_words_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no NAME"):
        hands(tmp_path, None)
