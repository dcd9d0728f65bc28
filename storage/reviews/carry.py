"""Cells that people entered find their places among the cells of a page that was read anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ocr.geometry import Box

At = tuple[int, int]
"""Row and position from 0."""

_MOST: Final = 0.5
"""Share of an old cell's box that its new cell covers at least."""


def carried(old: Mapping[int, Box], new: Mapping[At, Box]) -> dict[int, At]:
    """For each old cell the new one that covers most of its box; those without one are left out.

    No two get the same: of several the one that is covered best.
    """
    fits = [
        (box.shared(there) / box.area, cell, at)
        for cell, box in old.items()
        if box.area
        for at, there in new.items()
    ]
    found: dict[int, At] = {}
    for share, cell, at in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if share < _MOST:
            break
        if cell not in found and at not in found.values():
            found[cell] = at
    return found
