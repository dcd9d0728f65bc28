"""How much a page has suffered, by level: the most that each step of ageing may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from samples.truth import Level, Stress


@dataclass(frozen=True, slots=True)
class Wear:
    """The upper ends of what ageing draws at random; chances are 0 to 1.

    `skew` degrees; `perspective`, `curl`, `margin` shares of the page's side; `fade`, `bleed`,
    `texture`, `shade` shares of white to black; `blur` pixels at 200 dpi; `noise` grey levels;
    `specks` a page; `quality` of JPEG, 0 for a lossless PNG; `scale` the least share of the
    resolution that is left; `turn` the chance of a page fed upside down or sideways.

    `least` is the share of skew, perspective and curl that a page has at least. `bed` is what
    lies around the sheet, `offset` how much wider it is on one side (a share of the page's
    width). `seals` stamps stand anywhere on the page, also over its table, inked in `pad`.
    `creases` folds run down and across, `corners` the chance of a black corner. `valley` is how
    facing pages meet.
    """

    skew: float = 0.0
    perspective: float = 0.0
    curl: float = 0.0
    margin: float = 0.0
    fade: float = 0.0
    bleed: float = 0.0
    texture: float = 0.0
    shade: float = 0.0
    stains: int = 0
    stamp: float = 0.0
    fold: float = 0.0
    holes: float = 0.0
    specks: int = 0
    blur: float = 0.0
    noise: float = 0.0
    scale: float = 1.0
    quality: int = 0
    turn: float = 0.0
    least: float = 0.0
    bed: Literal["any", "dark", "light"] = "any"
    offset: float = 0.0
    seals: int = 0
    pad: Literal["black", "coloured"] = "black"
    creases: int = 0
    corners: float = 0.0
    valley: Literal["dark", "light", "none"] = "dark"


LEVELS: Mapping[Level, Wear] = {
    "clean": Wear(),
    "light": Wear(
        skew=0.8, perspective=0.002, curl=0.002, margin=0.02, fade=0.1, bleed=0.03, texture=0.05,
        shade=0.06, stains=1, stamp=0.4, fold=0.2, holes=0.4, specks=25, blur=0.4, noise=2.0,
        quality=92, turn=0.05,
    ),
    "medium": Wear(
        skew=2.0, perspective=0.005, curl=0.007, margin=0.035, fade=0.25, bleed=0.08, texture=0.09,
        shade=0.16, stains=3, stamp=0.5, fold=0.4, holes=0.5, specks=80, blur=0.6, noise=4.0,
        scale=0.9, quality=75, turn=0.15,
    ),
    "hard": Wear(
        skew=3.5, perspective=0.01, curl=0.013, margin=0.06, fade=0.4, bleed=0.13, texture=0.14,
        shade=0.3, stains=6, stamp=0.6, fold=0.6, holes=0.5, specks=200, blur=0.9, noise=7.0,
        scale=0.78, quality=55, turn=0.2,
    ),
}  # fmt: skip

_PLAIN = replace(
    LEVELS["light"], skew=0.0, perspective=0.0, curl=0.0, stamp=0.0, fold=0.0, holes=0.0, turn=0.0,
    margin=0.0,
)  # fmt: skip

STRESS: Mapping[Stress, Wear] = {
    "plain": _PLAIN,
    "light-bed": replace(_PLAIN, bed="light", margin=0.04, offset=0.12, skew=1.0),
    "dark-bed": replace(_PLAIN, bed="dark", margin=0.03, offset=0.15, skew=1.0),
    "perspective": replace(_PLAIN, perspective=0.035, margin=0.05, least=0.5),
    "skew": replace(_PLAIN, skew=5.0, margin=0.05, least=0.7),
    "curl": replace(_PLAIN, curl=0.03, margin=0.03, least=0.6),
    "turned": replace(_PLAIN, turn=1.0),
    "fold": replace(_PLAIN, creases=4),
    "holes": replace(_PLAIN, holes=1.0, corners=1.0),
    "stamp": replace(_PLAIN, seals=3),
    "coloured-stamp": replace(_PLAIN, seals=3, pad="coloured"),
    "facing": _PLAIN,
    "deep-curl": replace(_PLAIN, curl=0.025, margin=0.03, least=0.6),
    "off-centre": replace(_PLAIN, bed="dark", offset=0.12, margin=0.02),
    "slanted": replace(_PLAIN, skew=4.5, margin=0.04, least=0.7),
    "light-gutter": replace(_PLAIN, valley="light"),
    "no-gutter": replace(_PLAIN, valley="none"),
}
FACING: frozenset[Level | Stress] = frozenset(
    {"facing", "deep-curl", "off-centre", "slanted", "light-gutter", "no-gutter"}
)
"""The troubles of facing pages; the others befall a single one."""


def wear(level: Level | Stress) -> Wear:
    """The wear of this name."""
    every = (*LEVELS.items(), *STRESS.items())
    return next(worn for name, worn in every if name == level)
