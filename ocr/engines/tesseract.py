"""Tesseract: the lines of a page are set one under the other and read in a single call.

One process a line costs about 190 ms a line, one sheet about 11 ms, and reads best.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pytesseract

from ocr.engines import Strip, StripWord
from ocr.faults import EngineMissing, RecognitionFailed, RecognitionTimedOut
from ocr.ink import Grey

_MODEL = "Devanagari"
_MARGIN = 24
_GAP = 20
"""White pixels around the sheet and between its lines."""


_MANY = 10
"""So many lines are not all blank."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The script model `Devanagari` through pytesseract; `seconds` is the limit of a page."""

    seconds: float = 60
    name: str = field(default_factory=lambda: f"tesseract/{_MODEL} {_version()}")

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        """The words of each strip; see `ocr.engines.Engine`."""
        if not strips:
            return ()
        page, tops = _sheet(strips)
        words = _by_strip(self._table(page), tops)
        if len(strips) >= _MANY and not any(words):
            # Short of memory, Tesseract ends well and says nothing.
            raise RecognitionFailed(reason="Tesseract read nothing")
        return words

    def _table(self, page: Grey) -> dict[str, list[int | float | str]]:
        """Tesseract's TSV of a sheet, as columns by name."""
        with tempfile.TemporaryDirectory(prefix="panji-") as folder:
            path = Path(folder, "sheet.pgm")
            path.write_bytes(cv2.imencode(".pgm", page)[1].tobytes())
            os.environ["OMP_THREAD_LIMIT"] = "1"
            try:
                return pytesseract.image_to_data(  # type: ignore[no-any-return]
                    str(path),
                    lang=_MODEL,
                    config="--psm 6 --dpi 300",
                    output_type=pytesseract.Output.DICT,
                    timeout=self.seconds,
                )
            except pytesseract.TesseractError as error:
                raise RecognitionFailed(reason=f"Tesseract {error.status}") from error
            except RuntimeError as error:
                raise RecognitionTimedOut from error


def _version() -> str:
    """Tesseract's version; asked of the program, since pytesseract overlooks script models."""
    program = shutil.which("tesseract")
    if program is None:
        raise EngineMissing(engine="Tesseract")
    models = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    if _MODEL not in models.stdout.split():
        raise EngineMissing(engine=f"Tesseract ({_MODEL})")
    return str(pytesseract.get_tesseract_version())


def _sheet(strips: Sequence[Strip]) -> tuple[Grey, list[int]]:
    """All strips on one white sheet, and the height at which each begins."""
    tops = np.cumsum([_MARGIN] + [strip.shape[0] + _GAP for strip in strips])
    width = max(strip.shape[1] for strip in strips) + 2 * _MARGIN
    page = np.full((int(tops[-1]) + _MARGIN, width), 255, np.uint8)
    for strip, top in zip(strips, tops, strict=False):
        page[top : top + strip.shape[0], _MARGIN : _MARGIN + strip.shape[1]] = strip
    return page, [int(top) for top in tops]


def _by_strip(
    table: dict[str, list[int | float | str]], tops: list[int]
) -> tuple[tuple[StripWord, ...], ...]:
    """Words sorted to the strips in whose height they stand; `tops` has one more at the end."""
    found: list[list[StripWord]] = [[] for _ in tops[:-1]]
    columns = ("left", "top", "width", "height", "conf", "text")
    for left, top, width, height, conf, text in zip(*(table[c] for c in columns), strict=True):
        if float(conf) < 0 or not str(text).strip():
            continue
        middle = float(top) + float(height) / 2
        strip = int(np.searchsorted(tops, middle + _GAP / 2, side="right")) - 1
        x0 = float(left) - _MARGIN
        word = StripWord(str(text).strip(), float(conf) / 100, x0, x0 + float(width))
        found[min(max(strip, 0), len(found) - 1)].append(word)
    return tuple(tuple(sorted(words, key=lambda word: word.x0)) for words in found)
