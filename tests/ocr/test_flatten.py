"""A bent page becomes flat: what lay on one level line does so again."""

from collections.abc import Callable

import numpy as np
import pytest

from ocr.flatten import flatten
from ocr.geometry import Box, Mesh, Points
from ocr.ink import Grey, ink, strokes
from tests.ocr import drawn

XS, YS = [120, 260, 520, 900, 1120], list(range(200, 1500, 70))


def skewed(degrees: float) -> Callable[[Points], Points]:
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return lambda p: (p - [620, 877]) @ turn.T + [620, 877]


def curled(points: Points) -> Points:
    """A bound page: lines sink towards the fold on the left."""
    x, y = points.T
    return np.stack([x, y - 30 * (1 - x / 1240) ** 3], axis=1)


def tapered(points: Points) -> Points:
    """A page seen from its foot: the head is farther away."""
    x, y = points.T
    return np.stack([620 + (x - 620) * (1.06 - 0.06 * y / 1754), y + 0.02 * (x - 620)], axis=1)


def laid(page: Grey) -> Mesh:
    height, width = page.shape
    inked = ink(page, 150)
    return flatten(inked, strokes(inked, 150), Box(0, 0, width, height), 1.0)


def unevenness(mesh: Mesh, bend: Callable[[Points], Points], axis: int) -> float:
    """Most that any rule strays from its own mean after flattening, in pixels."""
    spread = []
    at = np.linspace(150, 1090, 20)
    for k in np.linspace(300, 1400, 6):
        flat = np.stack([at, np.full(20, k)] if axis else [np.full(20, k * 0.7), at * 1.2], axis=1)
        true = bend(mesh.received(flat))
        spread.append(np.ptp(true[:, axis]))
    return max(spread)


def deeply_curled(points: Points) -> Points:
    """A thick volume: next to its fold the lines climb by one in seven."""
    x, y = points.T
    return np.stack([x, y - 30 * np.exp(-x / 220)], axis=1)


BENDS = {
    "skewed by five degrees": skewed(5),
    "skewed by five degrees the other way": skewed(-5),
    "deeply curled": deeply_curled,
    "skewed": skewed(4),
    "skewed the other way": skewed(-3),
    "hardly skewed": skewed(0.3),
    "curled": curled,
    "tapered": tapered,
}


@pytest.mark.parametrize("bend", BENDS.values(), ids=BENDS)
def test_rules_are_level_and_plumb_after_flattening(bend: Callable[[Points], Points]) -> None:
    mesh = laid(drawn.bent(drawn.register(XS, YS), bend))
    assert unevenness(mesh, bend, axis=1) < 4
    assert unevenness(mesh, bend, axis=0) < 6


@pytest.mark.parametrize("lean", [0.04, -0.04])
def test_rules_too_faint_for_strokes_are_plumb_though_words_lie_level(lean: float) -> None:
    page = drawn.register(XS, YS, ink=205)
    for at in range(210, 1500, 24):
        page[at : at + 8, [x + k for x in XS for k in (-1, 0, 1, 2)]] = 235

    def leaning(points: Points) -> Points:
        x, y = points.T
        return np.stack([x + lean * (y - 877), y], axis=1)

    mesh = laid(drawn.bent(page, leaning))
    assert unevenness(mesh, leaning, axis=0) < 6


@pytest.mark.parametrize("bend", BENDS.values(), ids=BENDS)
def test_lines_of_a_letter_without_any_rule_are_level(bend: Callable[[Points], Points]) -> None:
    mesh = laid(drawn.bent(drawn.letter(lines=20), bend))
    assert unevenness(mesh, bend, axis=1) < 6


def test_a_page_without_any_line_is_left_as_it_is() -> None:
    mesh = laid(drawn.blank())
    corners = np.array([(0, 0), (1240, 1754)], float)
    assert mesh.received(corners) == pytest.approx(corners)
