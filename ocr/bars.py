"""Words that stand near each other make phrases; phrases at one height make a bar."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr import lines
from ocr.geometry import Box
from ocr.ink import Mask, connected

GAP = 0.65
"""Words of one phrase stand nearer than this, in line heights; columns do not."""

_UPPER = 0.6
"""Share of a word's height, with its signs, in which its headline lies."""

Phrase = Box
Bar = tuple[Phrase, ...]
"""The phrases that stand at one height, left to right."""


def phrases(text: Mask, height: float) -> list[Phrase]:
    """Boxes of words that stand near each other on one line."""
    gap = max(round(GAP * height), 3)
    closed = cv2.morphologyEx(np.ascontiguousarray(text), cv2.MORPH_CLOSE, np.ones((3, gap)))
    _, stats, _ = connected(closed)
    found = [Box(x, y, x + w, y + h) for x, y, w, h, ink in stats[1:].tolist() if ink >= 20]
    whole = [part for box in found for part in _lines_of(text, box, height)]
    return [box for box in whole if box.height >= 0.45 * height and box.width >= 0.2 * height]


def _lines_of(text: Mask, box: Box, height: float) -> list[Box]:
    if box.height < 1.6 * height:
        return [box]
    part = text[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    return [
        Box(one.x0 + box.x0, one.y0 + box.y0, one.x1 + box.x0, one.y1 + box.y0)
        for one in lines.find(part, height)
    ]


def bars_of(found: list[Phrase], height: float) -> list[Bar]:
    """The phrases that stand at one height each, top down."""
    bars: list[list[Phrase]] = []
    middle = -height
    for box in sorted(found, key=lambda one: one.centre[1]):
        if box.centre[1] - middle > 0.5 * height:
            bars.append([])
            middle = box.centre[1]
        bars[-1].append(box)
        middle += (box.centre[1] - middle) / len(bars[-1])
    return [tuple(sorted(bar, key=lambda one: one.x0)) for bar in bars]


def middle_of(bar: Bar) -> float:
    """The height at which most of its phrases have their middle."""
    return float(np.median([box.centre[1] for box in bar]))


def plumb(bar: Bar, slant: float, middle: float) -> Bar:
    """The bar as it stands when columns that lean are set plumb."""
    by = [slant * (box.centre[1] - middle) for box in bar]
    return tuple(
        Box(box.x0 - dx, box.y0, box.x1 - dx, box.y1) for box, dx in zip(bar, by, strict=True)
    )


def places(bar: Bar, xs: Sequence[float]) -> list[int]:
    """The column of each phrase, by its middle."""
    inner = np.array(xs[1:-1])
    return [int(np.searchsorted(inner, box.centre[0])) for box in bar]


def crossed(box: Phrase, xs: Sequence[float], height: float) -> int:
    """How many inner column edges a phrase runs across by more than half a line height."""
    reach = 0.5 * height
    return sum(box.x0 < x - reach and box.x1 > x + reach for x in xs[1:-1])


def runs_across(bar: Bar, xs: Sequence[float], height: float) -> bool:
    """Whether a bar is a heading between rows: text across columns and few cells of its own."""
    over = [crossed(box, xs, height) for box in bar]
    if not any(over):
        return False
    own = {at for at, count in zip(places(bar, xs), over, strict=True) if not count}
    columns = len(xs) - 1
    first = bar[0].x1 < xs[1] + 0.5 * height
    return len(own) < (0.34 if first else 0.6) * columns and (max(over) > 1 or not first)


def has_headline(text: Mask, box: Phrase, height: float) -> bool:
    """Whether a phrase hangs from a headline, as words do and figures do not.

    That is in its upper part: below, figures too have feet that join, and the bar of a 4.
    """
    foot = round(box.y0 + _UPPER * box.height)
    part = text[int(box.y0) : foot, max(int(box.x0), 0) : int(box.x1)]
    level = np.ones((1, max(round(0.8 * height), 3)), np.uint8)
    thick = cv2.dilate(part, np.ones((3, 1), np.uint8))
    within = cv2.BORDER_CONSTANT
    return bool(cv2.erode(thick, level, borderType=within, borderValue=0).any())
