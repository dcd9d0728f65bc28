"""Corrected lines of an office teach the network on, among made-up ones so that it forgets none."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import torch
from torch import nn

from classifiers.load import load
from ocr.training.faces import families
from ocr.training.learn import Batch, cut, moved, step
from ocr.training.lines import Line, Lines
from ocr.training.network import network
from ocr.training.texts import Texts
from ocr.training.verdict import Errors, better, errors
from ocr.training.wear import pulled
from ocr.training.weights import SEEN, read, written

FACES = Path(__file__).parents[2] / ".tools" / "faces"
"""Where `./run` puts the type faces of npm; without them those of the system are used."""

_POOL, _STANDARD = 4000, 500
"""Made-up lines that are taught again, and those that tell whether anything was forgotten."""

_MAKING = 0.2
"""The share of the time in which such lines are made."""

_BESIDE = 2
"""Made-up lines beside each of the office's."""

_RATE, _WARM, _FALL = 7e-4, 50, 0.7
"""Step size, the steps in which it is reached, the last share of the time in which it falls."""

_PULLED, _CARE = 0.7, (0.1, 0.8)
"""How often a line's strokes are moved when it is shown again, and how much."""

_STANDARD_SEED = 0
"""The same lines every night; no night's own seed."""

_RESERVE = 1.5
"""Time kept for the last reading, in times that the first took."""

_LETTER = 15.0
"""Height of a letter in the network's window."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Lines to be taught and lines held back, whose texts the network can say."""

    taught: Sequence[Line]
    held: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Tuned:
    """New weights (a file's content), and the errors of the old and of the new ones."""

    weights: bytes
    steps: int
    own: tuple[Errors, Errors]
    standard: tuple[Errors, Errors]

    @property
    def accepted(self) -> bool:
        """Better on the lines held back and no worse on made-up ones."""
        old, new = self.standard
        return better(*self.own) and new.share <= old.share


def tune(start: Path, lesson: Lesson, district: Path, seed: int, until: float) -> Tuned:
    """Teach the network of `start` on, to be done with everything `until` then (`monotonic`)."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(seed)
    net = network()
    about = read(start, net)
    faces, texts = families(FACES, about.get("left out", "").split()), Texts(load(district))
    standard = _some(Lines(faces, texts, _STANDARD_SEED), _STANDARD)
    begun = time.monotonic()
    before = errors(start, lesson.held), errors(start, standard)
    reserve = _RESERVE * (time.monotonic() - begun)
    first, making = int(about["lines"]), time.monotonic() + _MAKING * (until - begun)
    made = _until(Lines(faces, texts, seed), first, making)
    steps = _teach(net, lesson.taught, made, seed, until - reserve)
    about["lines"] = str(first + len(made))
    data, after = _read_by(net, about, lesson.held, standard)
    own, other = zip(before, after, strict=True)
    return Tuned(data, steps, own, other)


def _some(made: Lines, count: int) -> list[Line]:
    return [made[number] for number in range(count)]


def _until(made: Lines, first: int, until: float) -> list[Line]:
    """Lines from that number on, behind those that were taught: as many as there is time for."""
    found: list[Line] = []
    while len(found) < _POOL and time.monotonic() < until:
        found.append(made[first + len(found)])
    return found


def _read_by(
    net: nn.ModuleDict, about: dict[str, str], held: Sequence[Line], standard: Sequence[Line]
) -> tuple[bytes, tuple[Errors, Errors]]:
    """The network as it would be used: in a file, in half precision; and its errors."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lipi.onnx"
        written(net, file, about, [line.window for line in standard[:SEEN]])
        return file.read_bytes(), (errors(file, held), errors(file, standard))


def _teach(
    net: nn.ModuleDict, own: Sequence[Line], made: Sequence[Line], seed: int, until: float
) -> int:
    """Steps until that time; the statistics of the pictures stay as they were taught."""
    _learning(net)
    steps = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=1e-3)
    begun, done = time.monotonic(), 0
    for batch in _batches(own, made, seed):
        gone = (time.monotonic() - begun) / max(until - begun, 1e-9)
        if gone >= 1:
            break
        for group in steps.param_groups:
            group["lr"] = _RATE * min((done + 1) / _WARM, (1 - gone) / _FALL + 0.01, 1.0)
        step(net, steps, batch, torch.device("cpu"))
        done += 1
    return done


def _learning(net: nn.ModuleDict) -> None:
    """A few hundred cells of one office say less of what pages look like than all the lines did."""
    net.train()
    for layer in net.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.eval()


def _batches(own: Sequence[Line], made: Sequence[Line], seed: int) -> Iterator[Batch]:
    """All of the office's lines and others among them, again and again, never quite the same."""
    rng, chance = Random(seed), np.random.default_rng(seed)  # noqa: S311 - an order, no secret
    beside = min(_BESIDE * len(own), len(made))
    while True:
        worn = [_written_again(moved(line, rng), rng, chance) for line in own]
        known = [moved(line, rng) for line in rng.sample(made, beside)]
        yield from cut([*worn, *known], rng, 0)


def _written_again(line: Line, rng: Random, chance: np.random.Generator) -> Line:
    """The line as the same hand might write it another time."""
    if rng.random() > _PULLED:
        return line
    ink = pulled(line.window.astype(np.float32), chance, _LETTER, rng.uniform(*_CARE))
    return Line(np.clip(ink, 0, 255).astype(np.uint8), line.text)
