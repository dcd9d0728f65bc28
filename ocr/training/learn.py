"""Made-up lines become weights: the loop, its checkpoint, its pace."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from queue import Empty
from random import Random
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from ocr.engines.lipi import HEIGHT, STRIDE, Window, stacked
from ocr.training.alphabet import spelt
from ocr.training.lines import Line, Lines
from ocr.training.network import logits

_POOL, _TIMES = 2048, 3
"""Lines made before batches of like width are cut from them, and how often each is shown."""

_COLUMNS = 4200
"""Columns of pixels in a batch."""

_AHEAD = 40
"""Batches that may wait."""

_RATE, _WARM, _FALL = 1e-3, 400, 0.3
"""Step size, the steps in which it is reached, the last share of the time in which it falls."""

_DROP = 0.1
_KEPT = 180.0
"""Seconds between checkpoints."""

_PAUSE = 5.0
"""Seconds that a step counts at most: one that was stopped meanwhile did not learn."""

_TOLD = 100


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of like width with the numbers of their symbols; `after` is the next line's number."""

    windows: Sequence[Window]
    numbers: Sequence[Sequence[int]]
    after: int


@dataclass(slots=True)
class Course:
    """How far the learning is: the next line, the steps done, what is told of the last ones."""

    line: int = 0
    steps: int = 0
    losses: list[float] = field(default_factory=list)


def learn(net: nn.ModuleDict, made: Lines, course: Course, state: Path, minutes: float) -> Course:
    """Teach the network for so many minutes; where it then is.

    From where `state` (a file) ends if there is one, else from `course` on. A GPU is used where
    there is one. `made` gives the line of a number; it is asked in a process of its own.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net.to(device).train()
    steps = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=1e-3)
    course = _resumed(state, net, steps) or course
    spent, kept, last = 0.0, 0.0, time.monotonic()
    for batch in _batches(made, course.line):
        now = time.monotonic()
        spent, last = spent + min(now - last, _PAUSE), now
        if spent >= 60 * minutes:
            break
        _paced(steps, course.steps, spent / (60 * minutes))
        course.losses.append(step(net, steps, batch, device))
        course.steps, course.line = course.steps + 1, batch.after
        if course.steps % _TOLD == 0:
            _tell(course, spent)
        if spent - kept > _KEPT:
            _keep(state, net, steps, course)
            kept = spent
    _keep(state, net, steps, course)
    return course


def step(
    net: nn.ModuleDict, steps: torch.optim.Optimizer, batch: Batch, device: torch.device
) -> float:
    """One step down; the loss a symbol before it."""
    lines = torch.from_numpy(stacked(batch.windows)).to(device)
    with torch.autocast(device.type, torch.bfloat16, enabled=_halves(device)):
        told = logits(net, lines, _DROP)
    loss = _loss(told.float(), batch.numbers)
    steps.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    steps.step()
    return float(loss.detach())


def _loss(told: Tensor, numbers: Sequence[Sequence[int]]) -> Tensor:
    """CTC (Graves et al., 2006), by symbol; lines too narrow for their texts count nothing."""
    flat = torch.tensor([one for line in numbers for one in line])
    counts = torch.tensor([len(line) for line in numbers])
    lengths = torch.full((len(numbers),), len(told))
    chances = told.log_softmax(-1)
    return nn.functional.ctc_loss(chances, flat, lengths, counts, zero_infinity=True)


def _halves(device: torch.device) -> bool:
    """Whether the device multiplies 16-bit numbers faster than 32-bit ones."""
    return device.type == "cuda" or bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001


def _paced(steps: torch.optim.Optimizer, done: int, gone: float) -> None:
    """The step size at this share of the time: warmed up, held, let fall."""
    rate = _RATE * min(1.0, (done + 1) / _WARM, max((1 - gone) / _FALL, 0.01))
    for group in steps.param_groups:
        group["lr"] = rate


def _batches(made: Lines, first: int) -> Iterator[Batch]:
    """Batches from the line of this number on, made in a process beside this one, without end."""
    context = get_context("fork")
    waiting = context.Queue(_AHEAD)
    maker = context.Process(target=_make, args=(made, first, waiting), daemon=True)
    maker.start()
    try:
        while True:
            try:
                yield waiting.get(timeout=60)
            except Empty:
                if not maker.is_alive():
                    raise RuntimeError("the process that makes lines has ended") from None
    finally:
        maker.terminate()


def _make(made: Lines, first: int, waiting: Any) -> None:
    """Batches of new lines, then of the same moved a little: making costs as much as learning."""
    while True:
        rng = Random(first)  # noqa: S311 - an order, no secret
        pool = [made[number] for number in range(first, first + _POOL)]
        first += _POOL
        for again in range(_TIMES):
            shown = [moved(line, rng) for line in pool] if again else pool
            for batch in cut(shown, rng, first):
                waiting.put(batch)


def moved(line: Line, rng: Random) -> Line:
    """The line a little wider or narrower, higher or lower, fainter or darker."""
    width = max(STRIDE, round(line.window.shape[1] * rng.uniform(0.88, 1.14)))
    wide = cv2.resize(line.window, (width, HEIGHT), interpolation=cv2.INTER_LINEAR)
    by = rng.randint(-2, 2)
    shifted = cv2.copyMakeBorder(wide, max(by, 0), max(-by, 0), 0, 0, cv2.BORDER_CONSTANT)
    kept = shifted[max(-by, 0) :][:HEIGHT]
    return Line(np.asarray(cv2.convertScaleAbs(kept, alpha=rng.uniform(0.6, 1.3))), line.text)


def cut(lines: Sequence[Line], rng: Random, after: int) -> list[Batch]:
    """Lines in batches of like width, the batches in any order."""
    ranked = sorted(lines, key=lambda line: -line.window.shape[1])
    groups: list[list[Line]] = [[]]
    for line in ranked:
        if groups[-1] and (len(groups[-1]) + 1) * groups[-1][0].window.shape[1] > _COLUMNS:
            groups.append([])
        groups[-1].append(line)
    rng.shuffle(groups)
    return [_batch(group, after) for group in groups]


def _batch(lines: Sequence[Line], after: int) -> Batch:
    return Batch([line.window for line in lines], [spelt(line.text) or [] for line in lines], after)


def _resumed(state: Path, net: nn.ModuleDict, steps: torch.optim.Optimizer) -> Course | None:
    if not state.exists():
        return None
    kept = torch.load(state, weights_only=True)
    net.load_state_dict(kept["net"])
    steps.load_state_dict(kept["steps"])
    return Course(kept["line"], kept["done"])


def _keep(state: Path, net: nn.ModuleDict, steps: torch.optim.Optimizer, course: Course) -> None:
    new = state.with_suffix(".new")
    kept = {"net": net.state_dict(), "steps": steps.state_dict()}
    torch.save(kept | {"line": course.line, "done": course.steps}, new)
    new.replace(state)


def _tell(course: Course, seconds: float) -> None:
    loss = sum(course.losses) / len(course.losses)
    course.losses.clear()
    done = f"{course.steps:6} steps {course.line:8} lines"
    print(f"{seconds / 60:6.1f} min {done} {loss:.4f}", flush=True)
