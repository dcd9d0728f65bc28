"""The network: a line's window becomes how likely each symbol is at each step.

Four convolutions, a dense layer over each column, two LSTM layers in both directions, and a dense
layer that tells two steps at once, so that narrow letters find room (CRNN: Shi et al., 2017).
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from ocr.engines.lipi import HEIGHT, SHARE
from ocr.training.alphabet import SYMBOLS

_CHANNELS = (1, 24, 48, 64, 96)
KERNELS = (5, 3, 3, 3)
STRIDES = ((2, 2), (2, 1), (1, 2), (2, 1))
_COLUMN = 192
_HIDDEN = 128


def network() -> nn.ModuleDict:
    """A network that knows nothing yet."""
    made = zip(pairwise(_CHANNELS), KERNELS, STRIDES, strict=True)
    parts = {
        f"conv{place}": nn.Sequential(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs),
        )
        for place, ((inputs, outputs), kernel, stride) in enumerate(made)
    }
    high = HEIGHT // 8 * _CHANNELS[-1]
    return nn.ModuleDict(
        {
            **parts,
            "column": nn.Linear(high, _COLUMN),
            "lstm": nn.LSTM(_COLUMN, _HIDDEN, 2, bidirectional=True),
            "symbols": nn.Linear(2 * _HIDDEN, SHARE * len(SYMBOLS)),
        }
    )


def logits(net: nn.ModuleDict, lines: Tensor, drop: float = 0.0) -> Tensor:
    """(steps, n, symbols) of (n, 1, 40, width) lines, 0 paper to 1 ink; width a multiple of 4.

    `drop` is the share of features left out of each layer, for learning.
    """
    for place in range(len(KERNELS)):
        lines = torch.relu(net[f"conv{place}"](lines))
    columns = lines.permute(3, 0, 1, 2).flatten(2)
    features = nn.functional.dropout(torch.relu(net["column"](columns)), drop, drop > 0)
    heard, _ = net["lstm"](features)
    told = net["symbols"](nn.functional.dropout(heard, drop, drop > 0))
    steps, lines_, _ = told.shape
    shared = told.view(steps, lines_, SHARE, -1).permute(0, 2, 1, 3)
    return shared.reshape(steps * SHARE, lines_, -1)
