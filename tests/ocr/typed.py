"""Sets Hindi in type for the tests that need something to read."""

from __future__ import annotations

import subprocess
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont, features

from ocr.ink import Grey

SIZE = 32


@cache
def face() -> ImageFont.FreeTypeFont:
    """Noto Sans Devanagari, shaped by raqm."""
    assert features.check("raqm")
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Sans Devanagari"],
        capture_output=True,
        text=True,
        check=True,
    )
    return ImageFont.truetype(found.stdout, SIZE, layout_engine=ImageFont.Layout.RAQM)


def line(text: str) -> Grey:
    """One line, black on white, with a little paper around it."""
    width = round(face().getlength(text)) + 24
    picture = Image.new("L", (width, 2 * SIZE), 255)
    ImageDraw.Draw(picture).text((12, 8), text, font=face(), fill=0)
    return np.array(picture)


def put(page: Grey, x: int, y: int, text: str) -> None:
    """The line with its top left corner at (x, y) of the page, where the page is white."""
    set_line = line(text)
    height, width = set_line.shape
    place = page[y : y + height, x : x + width]
    np.minimum(place, set_line, out=place)
