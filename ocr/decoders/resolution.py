"""The resolution of a page from what its file says, or from its size where that makes no sense."""

from __future__ import annotations

# 72 and 96 are what cameras and programs write when they know nothing; no office scanner works
# below 100 or above 1200.
LEAST, MOST = 100, 1200
USUAL = (100, 150, 200, 300, 400, 600)
A4_INCHES = 11.7


def resolution(stated: float | None, width: int, height: int) -> int:
    """Dots per inch: `stated` if it is sound, else the usual one nearest to a page of A4."""
    if stated is not None and LEAST <= stated <= MOST:
        return round(stated)
    guess = max(width, height) / A4_INCHES
    return min(USUAL, key=lambda usual: abs(usual - guess))
