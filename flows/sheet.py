"""A page as it is handed to a page worker: where its bytes lie, never the bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from classifiers.record import Hints
from ocr.pages import Page, Turn
from ocr.ruling import Ruling
from ocr.scan import Scan


@dataclass(frozen=True, slots=True)
class Sheet:
    """Page `number` of a scan whose bytes lie at `path`, and what the operator said about it.

    Read again, it is laid flat like `laid` (by the `turn` told, if that is None), with the table
    lines `ruled` if a person drew some.
    """

    path: Path
    scan: Scan
    number: int
    hints: Hints
    laid: Page | None = None
    turn: Turn | None = None
    ruled: tuple[Ruling, ...] | None = None
