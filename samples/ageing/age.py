"""A clean page and its truth become an old scan and the truth about that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.ageing.bend import bend
from samples.ageing.field import Pixels
from samples.ageing.ink import bleed, fade
from samples.ageing.light import bed, gutter, uneven
from samples.ageing.marks import fold, holes, specks, stamp
from samples.ageing.paper import paper, stain
from samples.ageing.scanner import scan
from samples.ageing.wear import LEVELS, Wear
from samples.truth import Level, Truth

_TURNS = (180, 180, 180, 90, 270)


def age(
    page: Pixels, truth: Truth, level: Level, rng: np.random.Generator, seal: tuple[str, ...]
) -> tuple[Pixels, Truth]:
    """The (h, w, 3) page aged to `level`, not turned yet; `seal` is what a stamp on it says.

    A clean page stays as it is.
    """
    wear = LEVELS[level]
    if wear == Wear():
        return page, truth
    sheet = _used(fade(page, rng, wear.fade), rng, wear, truth.dpi, seal)
    sheet = paper(bleed(sheet, rng, wear.bleed), rng, wear.texture)
    for _ in range(int(rng.integers(wear.stains + 1))):
        sheet = stain(sheet, rng)
    if truth.spread:
        sheet = gutter(sheet, rng)
    seen, truth = _seen(sheet, truth, rng, wear)
    lit = uneven(seen, rng, wear.shade)
    return scan(specks(lit, rng, wear.specks), rng, wear, truth.dpi), replace(truth, level=level)


def turned(page: Pixels, truth: Truth, by: int) -> tuple[Pixels, Truth]:
    """The page turned clockwise by 0, 90, 180 or 270 degrees; places stay the right way up."""
    return np.ascontiguousarray(np.rot90(page, -by // 90)), replace(truth, turned=by)


def turn(rng: np.random.Generator, level: Level) -> int:
    """By how many degrees this page is fed turned: mostly none, then mostly upside down."""
    return int(rng.choice(_TURNS)) if rng.random() < LEVELS[level].turn else 0


def _used(
    sheet: Pixels, rng: np.random.Generator, wear: Wear, dpi: int, seal: tuple[str, ...]
) -> Pixels:
    if rng.random() < wear.stamp:
        sheet = stamp(sheet, rng, dpi, seal)
    if rng.random() < wear.fold:
        sheet = fold(sheet, rng)
    return holes(sheet, rng, dpi) if rng.random() < wear.holes else sheet


def _seen(
    sheet: Pixels, truth: Truth, rng: np.random.Generator, wear: Wear
) -> tuple[Pixels, Truth]:
    height, width = sheet.shape[:2]
    warp = bend(rng, (width, height), wear, spread=truth.spread)
    around = bed(rng, warp.size, warp.outline(width, height))
    return warp.picture(sheet, around), truth.moved(warp.forward, warp.size)
