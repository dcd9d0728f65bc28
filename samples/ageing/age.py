"""A clean page and its truth become an old scan and the truth about that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.ageing.bend import bend
from samples.ageing.field import Pixels
from samples.ageing.ink import bleed, fade
from samples.ageing.light import bed, gutter, uneven
from samples.ageing.marks import black_corner, crease, fold, holes, seal, specks, stamp
from samples.ageing.paper import paper, stain
from samples.ageing.scanner import scan
from samples.ageing.wear import Wear, wear
from samples.truth import Level, Stress, Truth

_TURNS = (180, 180, 180, 90, 270)


def age(
    page: Pixels,
    truth: Truth,
    level: Level | Stress,
    rng: np.random.Generator,
    words: tuple[str, ...],
) -> tuple[Pixels, Truth]:
    """The (h, w, 3) page aged to `level`, not turned yet; `words` is what a stamp on it says.

    A clean page stays as it is.
    """
    worn = wear(level)
    if worn == Wear():
        return page, truth
    sheet = _used(fade(page, rng, worn.fade), rng, worn, truth.dpi, words)
    sheet = paper(bleed(sheet, rng, worn.bleed), rng, worn.texture)
    for _ in range(int(rng.integers(worn.stains + 1))):
        sheet = stain(sheet, rng)
    if truth.spread:
        sheet = gutter(sheet, rng, worn.valley)
    seen, truth = _seen(sheet, truth, rng, worn)
    lit = uneven(seen, rng, worn.shade)
    return scan(specks(lit, rng, worn.specks), rng, worn, truth.dpi), replace(truth, level=level)


def turned(page: Pixels, truth: Truth, by: int) -> tuple[Pixels, Truth]:
    """The page turned clockwise by 0, 90, 180 or 270 degrees; places stay the right way up."""
    return np.ascontiguousarray(np.rot90(page, -by // 90)), replace(truth, turned=by)


def turn(rng: np.random.Generator, level: Level | Stress) -> int:
    """By how many degrees this page is fed turned: mostly none, then mostly upside down."""
    return int(rng.choice(_TURNS)) if rng.random() < wear(level).turn else 0


def _used(
    sheet: Pixels, rng: np.random.Generator, wear: Wear, dpi: int, words: tuple[str, ...]
) -> Pixels:
    for _ in range(wear.seals):
        sheet = seal(sheet, rng, dpi, words, wear.pad)
    for n in range(wear.creases):
        sheet = crease(sheet, rng, upright=n % 2 == 1)
    if wear.corners and rng.random() < wear.corners:
        sheet = black_corner(sheet, rng, dpi)
    if rng.random() < wear.stamp:
        sheet = stamp(sheet, rng, dpi, words)
    if rng.random() < wear.fold:
        sheet = fold(sheet, rng)
    return holes(sheet, rng, dpi) if rng.random() < wear.holes else sheet


def _seen(
    sheet: Pixels, truth: Truth, rng: np.random.Generator, wear: Wear
) -> tuple[Pixels, Truth]:
    height, width = sheet.shape[:2]
    warp = bend(rng, (width, height), wear, spread=truth.spread)
    around = bed(rng, warp.size, warp.outline(width, height), wear.bed)
    return warp.picture(sheet, around), truth.moved(warp.forward, warp.size)
