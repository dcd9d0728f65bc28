"""The network in whole numbers of 8 bits: as right, and faster to run.

Weights of convolutions and dense layers and what flows into them become bytes, by the ranges seen
on some lines (Jacob et al., 2018); weights use 7 bits: with 8, processors without VNNI overflow.
For the LSTM onnxruntime finds the ranges anew in each run, so a line has to be in one by itself:
what is read in a cell must not depend on the cells beside it. Its weights are bytes without a
sign, which do not overflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnxruntime import quantization

from ocr.engines.lipi import Window, columns, stacked

_TOGETHER = 24
_FIRST = "Conv0"
"""Sees the pixels themselves, and has too few channels to be faster in bytes."""

_PREPARED = {"onnx.quant.pre_process": "onnxruntime.quant"}
"""Else onnxruntime warns that nobody folded the model."""


def quantised(model: onnx.ModelProto, seen: Sequence[Window]) -> onnx.ModelProto:
    """The same network with bytes for weights; `seen` are lines as it will read them."""
    with TemporaryDirectory() as folder:
        plain, done = (Path(folder) / f"{name}.onnx" for name in ("plain", "done"))
        onnx.save(_folded(model, plain), plain)
        quantization.quantize_static(
            plain,
            done,
            _Seen(seen),
            quant_format=quantization.QuantFormat.QOperator,
            op_types_to_quantize=["Conv", "MatMul"],
            nodes_to_exclude=[_FIRST],
            per_channel=True,
            reduce_range=True,
            activation_type=quantization.QuantType.QUInt8,
            weight_type=quantization.QuantType.QInt8,
        )
        quantization.quantize_dynamic(
            done,
            done,
            op_types_to_quantize=["LSTM"],
            per_channel=True,
            weight_type=quantization.QuantType.QUInt8,
        )
        return onnx.load(done)


def _folded(model: onnx.ModelProto, path: Path) -> onnx.ModelProto:
    """The model with its casts done and its nodes named."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(path)
    onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    folded = onnx.load(path)
    for number, node in enumerate(folded.graph.node):
        node.name = f"{node.op_type}{number}"
    onnx.helper.set_model_props(folded, _PREPARED)
    return folded


class _Seen(quantization.CalibrationDataReader):  # type: ignore[misc]
    """Gives the lines in batches of like width."""

    def __init__(self, seen: Sequence[Window]) -> None:
        lines = sorted(seen, key=lambda line: line.shape[1])
        self._left = [lines[at : at + _TOGETHER] for at in range(0, len(lines), _TOGETHER)]

    def get_next(self) -> dict[str, Any] | None:
        """The next batch, None after the last."""
        if not self._left:
            return None
        batch = self._left.pop()
        counts = np.array([columns(line) for line in batch], np.int32)
        return {"lines": stacked(batch), "columns": counts}
