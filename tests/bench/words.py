"""Words by real hands nobody taught: how well engines read them, without grammar and words.

    .venv/bin/python -m tests.bench.words FOLDER ENGINE…

FOLDER holds NAME.png beside NAME.gt.txt; the writers read are those that `ocr.training.hands`
holds back. An engine is a name of `panji.engines` or a file of weights, NAME.onnx.
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from ocr.engines import LETTERS, Strip
from ocr.training.hands import LETTER, Piece, Writer, writers
from panji.truth import folded
from tests.bench.crops import engine

_PAPER = 4
"""Pixels of paper around a word."""


def main(folder: Path, names: list[str]) -> None:
    """Read the words with each engine and print what came out."""
    held = [(one, word) for one in writers(folder, taught=False) for word in one.words]
    strips = [_strip(word, one) for one, word in held]
    for name in names:
        chosen = engine(name)
        read = [" ".join(w.text for w in line) for line in chosen.read(strips)]
        pairs = [
            (folded(text), folded(word.text)) for text, (_, word) in zip(read, held, strict=True)
        ]
        edits = [Levenshtein.distance(text, true) for text, true in pairs]
        share = sum(edits) / sum(len(true) for _, true in pairs)
        exact = edits.count(0) / len(edits)
        print(f"{chosen.name}: CER {share:.1%} exact {exact:.1%} of {len(edits)}")


def _strip(word: Piece, writer: Writer) -> Strip:
    """As recognition cuts a line: dark on white, its letters as high as engines like them."""
    scale = LETTERS * LETTER / writer.letter
    grey = cv2.bitwise_not((word.ink * 255).astype(np.uint8))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    sized = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
    around = (_PAPER,) * 4
    return np.asarray(cv2.copyMakeBorder(sized, *around, cv2.BORDER_CONSTANT, value=(255,)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
