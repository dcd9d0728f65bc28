"""The model file of Tesseract gives up its alphabet, its network and its words."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from ocr.alphabet import plain
from ocr.engines import traineddata
from ocr.faults import EngineMissing, ModelUnreadable

INSTALLED = traineddata.find("Devanagari")


@pytest.fixture(scope="module")
def model() -> traineddata.Model:
    return traineddata.read(INSTALLED)


def test_every_output_of_the_network_has_its_symbol(model: traineddata.Model) -> None:
    softmax = model.network.parts[-1]
    assert softmax.kind == "Softmax"
    assert len(softmax.weights[0].whole) == len(model.alphabet.symbols) == 217


def test_one_output_is_the_blank_and_no_character(model: traineddata.Model) -> None:
    assert model.alphabet.symbols[model.alphabet.blank] == ""
    assert model.alphabet.spelt("विवेचना १२/2006") is not None


@pytest.mark.parametrize("size", [0, 3, 100, 20_000, 1_000_000])
def test_a_truncated_file_is_refused(tmp_path: Path, size: int) -> None:
    cut = tmp_path / "Devanagari.traineddata"
    cut.write_bytes(INSTALLED.read_bytes()[:size])
    with pytest.raises(ModelUnreadable, match="Devanagari"):
        traineddata.read(cut)


@pytest.mark.parametrize("content", [b"no model at all, but a text", bytes(5000), b"\xff" * 5000])
def test_a_file_of_another_make_is_refused(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.traineddata"
    other.write_bytes(content)
    with pytest.raises(ModelUnreadable):
        traineddata.read(other)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnreadable):
        traineddata.read(tmp_path / "none.traineddata")


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(EngineMissing, match="Klingon"):
        traineddata.find("Klingon")


@pytest.mark.parametrize("word", ["थाना", "पुलिस", "दिनांक", "और", "भारत"])
def test_common_words_are_known(model: traineddata.Model, word: str) -> None:
    assert word in model.words


@pytest.mark.parametrize("word", ["", "थानाा", "कखगघङ", "थान्", "☃"])
def test_nonsense_is_no_word(model: traineddata.Model, word: str) -> None:
    assert word not in model.words


@pytest.mark.skipif(not shutil.which("dawg2wordlist"), reason="no dawg2wordlist to compare with")
def test_the_words_are_those_that_tesseract_itself_lists(
    model: traineddata.Model, tmp_path: Path
) -> None:
    stem = tmp_path / "d."
    subprocess.run(
        ["combine_tessdata", "-u", INSTALLED, stem], check=True, capture_output=True, timeout=60
    )
    parts = (f"{stem}lstm-unicharset", f"{stem}lstm-word-dawg", tmp_path / "words")
    subprocess.run(["dawg2wordlist", *parts], check=True, capture_output=True, timeout=60)
    words = (tmp_path / "words").read_text(encoding="utf-8").split("\n")[:-1]
    words = [word for word in words if word == plain(word)]
    sample = np.random.default_rng(1).choice(words, 500)
    assert all(word in model.words for word in sample)
    backwards = {word[::-1] for word in sample} - set(words)
    assert not any(word in model.words for word in backwards)
