"""The story of a page: laid flat, laid out, recognised."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.engines import Engine
from ocr.ink import Grey
from ocr.layout import lay_out
from ocr.leaf import laid, leaves
from ocr.pages import Page, Turn
from ocr.reading import RecognisedPage
from ocr.recognise import recognise
from ocr.ruling import Ruling
from ocr.scan import Frame


def read_page(
    pixels: Grey, frame: Frame, sha256: str, engine: Engine, turn: Turn | None = None
) -> RecognisedPage:
    """The recognised page from its grey pixels (frame.height, frame.width) as received.

    `turn` is by how much it had been turned, if a person said so. Raises ScanFault if the engine
    fails on it.
    """
    page, flat = leaves(pixels, frame, sha256, turn)
    return recognise(page, flat, lay_out(flat), engine)


def read_laid(
    pixels: Grey, page: Page, ruled: Sequence[Ruling] | None, engine: Engine
) -> RecognisedPage:
    """The page read again as it was laid flat before, with the table lines that a person drew.

    With None the lines are looked for. Raises ScanFault if the engine fails on it.
    """
    flat = laid(pixels, page)
    return recognise(page, flat, lay_out(flat, ruled), engine)
