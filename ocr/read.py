"""The story of a page: laid flat, laid out, recognised."""

from __future__ import annotations

from ocr.engines import Engine
from ocr.ink import Grey
from ocr.layout import lay_out
from ocr.leaf import leaves
from ocr.reading import RecognisedPage
from ocr.recognise import recognise
from ocr.scan import Frame


def read_page(pixels: Grey, frame: Frame, sha256: str, engine: Engine) -> RecognisedPage:
    """The recognised page from its grey pixels (frame.height, frame.width) as received.

    Raises ScanFault if the engine fails on it.
    """
    page, flat = leaves(pixels, frame, sha256)
    return recognise(page, flat, lay_out(flat), engine)
