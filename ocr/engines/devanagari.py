"""Tesseract's own network for Devanagari, run in the worker: no program is started for a page.

The same weights as engine `tesseract` uses, but what comes out is not one string but how likely
each symbol is at each step.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import LETTERS, Strip, StripWord, network, traineddata
from ocr.engines.speech import spoken
from ocr.faults import RecognitionFailed
from ocr.heard import Heard

_MODEL = "Devanagari"
_HEIGHT = 36
"""Pixels of a line as the network wants it."""

_WINDOW = 1.3
"""A line in the network's window, in heights of letters: found on made-up pages."""

_STEP = 3
"""Pixels for each time step."""

Line = NDArray[np.float32]


class Devanagari:
    """The script model `Devanagari` of Tesseract 4 and 5, as ONNX on one thread."""

    def __init__(self) -> None:
        """Raise EngineMissing or ModelUnreadable if the model cannot be had."""
        model = traineddata.read(traineddata.find(_MODEL))
        self._session = network.session(model.network)
        self._alphabet = model.alphabet
        self._words = model.words
        self.name = f"devanagari/{model.sha256[:8]}"

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        """The words of each strip; see `ocr.engines.Engine`."""
        return self.words(self.hear(strips), strips)

    def hear(self, strips: Sequence[Strip]) -> list[Heard]:
        """What is heard in each strip; RecognitionFailed if the network fails."""
        try:
            return [self._heard(_line(strip)) for strip in strips]
        except Exception as error:  # onnxruntime's own errors have no common base
            raise RecognitionFailed(reason=f"onnxruntime {type(error).__name__}") from error

    def words(
        self, heard: Sequence[Heard], strips: Sequence[Strip]
    ) -> tuple[tuple[StripWord, ...], ...]:
        """The words of strips in which that was heard."""
        steps = [max(strip.shape[0], _WINDOW * LETTERS) / _HEIGHT * _STEP for strip in strips]
        return spoken(heard, steps, self._words)

    def _heard(self, line: Line) -> Heard:
        """What the network makes of a line, each alone: see `Lipi.heard`."""
        steps = line.shape[1] // _STEP
        (told,) = self._session.run(
            None, {"lines": _on_white(line), "steps": np.array([steps], np.int32)}
        )
        return Heard(told[:steps, 0], self._alphabet)


def _line(strip: Strip) -> Line:
    """(36, width) -1 to 1: the strip in the middle of the network's window, ink made black."""
    room = max(0, round(_WINDOW * LETTERS) - strip.shape[0])
    tall = cv2.copyMakeBorder(
        strip, room // 2, room - room // 2, 0, 0, cv2.BORDER_CONSTANT, value=(255,)
    )
    width = max(_STEP * 2, round(strip.shape[1] * _HEIGHT / tall.shape[0]))
    small = cv2.resize(tall, (width, _HEIGHT), interpolation=cv2.INTER_AREA)
    return (small / np.float32(127.5) - 1).astype(np.float32)


def _on_white(line: Line) -> Line:
    """(1, 1, 36, width) the line with a step of white or two behind it, a whole number of steps."""
    white = (line.shape[1] // _STEP + 2) * _STEP - line.shape[1]
    return np.pad(line, ((0, 0), (0, white)), constant_values=1)[None, None]
