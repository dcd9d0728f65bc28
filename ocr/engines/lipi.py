"""Our own network (लिपि), taught by `ocr.training` in many faces the lines of police registers.

Its weights and what is known of them lie in `ocr/models`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ocr.alphabet import Alphabet
from ocr.ctc import Chances
from ocr.engines import LETTERS, Strip, StripWord
from ocr.engines.speech import spoken
from ocr.faults import ModelUnreadable, RecognitionFailed
from ocr.heard import Heard
from ocr.models import WEIGHTS

HEIGHT = 40
"""Pixels of a line as the network wants it."""

STRIDE, SHARE = 4, 2
"""Pixels of a column of its features, and the steps that are told of each column."""

_WINDOW = 1.3
"""A line in the network's window, in heights of letters."""

_BEHIND = 4
"""Columns of paper behind the widest line, as far as a column is seen from."""

Window = NDArray[np.uint8]
"""(40, width) 0 paper, 255 ink."""


class Lipi:
    """The network of `ocr/models/lipi.onnx`, or of another file of that kind, on one thread."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Raise ModelUnreadable if the weights cannot be used."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # keeps what the largest page took
        try:
            told = weights.read_bytes()
            self._session = onnxruntime.InferenceSession(told, options, ["CPUExecutionProvider"])
            about = self._session.get_modelmeta().custom_metadata_map
            self._alphabet = Alphabet(tuple(json.loads(about["symbols"])), 0)
        except Exception as error:  # onnxruntime's own errors have no common base
            raise ModelUnreadable(path=str(weights), reason=type(error).__name__) from error
        self.name = f"lipi/{hashlib.sha256(told).hexdigest()[:8]}"

    @classmethod
    def taught(cls, weights: Path) -> Lipi:
        """The engine with weights of that place's own; see `ocr.engines.load`."""
        return cls(weights)

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        """The words of each strip; see `ocr.engines.Engine`."""
        heights = (max(strip.shape[0], _WINDOW * LETTERS) for strip in strips)
        steps = [height / HEIGHT * STRIDE / SHARE for height in heights]
        return spoken(self.hear(strips), steps)

    def hear(self, strips: Sequence[Strip]) -> list[Heard]:
        """What is heard in each strip; RecognitionFailed if the network fails."""
        try:
            return self.heard([window(strip) for strip in strips])
        except Exception as error:  # as above
            raise RecognitionFailed(reason=f"onnxruntime {type(error).__name__}") from error

    def heard(self, windows: Sequence[Window]) -> list[Heard]:
        """What is heard in lines in the network's window.

        Each goes through alone: its numbers become bytes by ranges that no other line has a part
        in, and nothing is lost on filling up to the widest.
        """
        return [Heard(self._told(one), self._alphabet) for one in windows]

    def _told(self, line: Window) -> Chances:
        steps = np.array([columns(line)], np.int32)
        (told,) = self._session.run(None, {"lines": stacked([line]), "columns": steps})
        chances: Chances = told[: steps[0], 0].reshape(-1, told.shape[-1])
        return chances


def window(strip: Strip) -> Window:
    """The strip in the middle of the network's window; one that is higher is made smaller."""
    room = max(0, round(_WINDOW * LETTERS) - strip.shape[0])
    tall = cv2.copyMakeBorder(
        strip, room // 2, room - room // 2, 0, 0, cv2.BORDER_CONSTANT, value=(255,)
    )
    width = max(STRIDE, round(strip.shape[1] * HEIGHT / tall.shape[0]))
    small = cv2.resize(tall, (width, HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.bitwise_not(small), np.uint8)


def columns(line: Window) -> int:
    """The columns of features of a line, and one of the paper behind it."""
    return int(line.shape[1]) // STRIDE + 1


def stacked(windows: Sequence[Window]) -> NDArray[np.float32]:
    """(n, 1, 40, width) lines, 0 paper to 1 ink, paper behind each, width a multiple of 4."""
    width = (max(map(columns, windows)) + _BEHIND) * STRIDE
    lines = np.zeros((len(windows), 1, HEIGHT, width), np.float32)
    for place, one in enumerate(windows):
        lines[place, 0, :, : one.shape[1]] = one / np.float32(255)
    return lines
