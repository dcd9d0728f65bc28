"""A page as received becomes the picture that leaves: upright, smaller, identifiers covered."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.decoder import Grey
from ocr.geometry import Box
from ocr.pages import Page
from storage.exports.sheets import Sheet

QUALITY = 85
POINTS = 72  # to the inch


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey JPEG of a page, upright, and the page's size in points."""

    jpeg: bytes
    width: int
    height: int
    points: tuple[float, float]


def picture(grey: Grey, sheet: Sheet, dpi: int | None = None) -> Picture:
    """The page's picture, at most at `dpi`; never enlarged."""
    page = sheet.filed.page
    pixels = np.array(grey)
    for box in sheet.placed.covered:
        cv2.rectangle(pixels, _corner(box.x0, box.y0), _corner(box.x1, box.y1), 0, cv2.FILLED)
    upright: Grey = np.ascontiguousarray(np.rot90(pixels, page.turned // 90))
    if dpi is not None and page.dpi > dpi:
        share = dpi / page.dpi
        smaller = cv2.resize(upright, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        upright = smaller.astype(np.uint8, copy=False)
    done, data = cv2.imencode(".jpg", upright, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    assert done
    height, width = upright.shape
    return Picture(data.tobytes(), width, height, size(page))


def size(page: Page) -> tuple[float, float]:
    """Width and height of the upright page in points."""
    across, down = page.width * POINTS / page.dpi, page.height * POINTS / page.dpi
    return (down, across) if page.turned % 180 else (across, down)


def upright(box: Box, page: Page) -> Box:
    """A box of the page as received on the page turned upright."""
    w, h = page.width, page.height
    if page.turned == 90:
        return Box(box.y0, w - box.x1, box.y1, w - box.x0)
    if page.turned == 180:
        return Box(w - box.x1, h - box.y1, w - box.x0, h - box.y0)
    if page.turned == 270:
        return Box(h - box.y1, box.x0, h - box.y0, box.x1)
    return box


def _corner(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)
