"""The layers of a Tesseract model become an ONNX network.

What is heard over time is heard in bytes, as Tesseract itself does it: the weights as its file
has them, and for what flows into them the ranges of each line.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from ocr.engines.traineddata import Layer

_OPSET, _IR = 17, 8
_BYTES = "com.microsoft"
"""Whose operators for whole numbers these are."""


def session(network: Layer) -> onnxruntime.InferenceSession:
    """A session of one thread.

    In: `lines` (n, 1, height, width) float32, ink -1, paper 1, and `steps` (n,) int32, the time
    steps of each line; out: `posteriors` (steps, n, symbols), where a line ends there follows
    nothing that means anything.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # keeps what the largest page took
    return onnxruntime.InferenceSession(
        _Builder().model(network).SerializeToString(), options, ["CPUExecutionProvider"]
    )


class _Builder:
    """Nodes and weights of an ONNX graph, written down as the layers come."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []
        self._count = itertools.count()

    def model(self, network: Layer) -> onnx.ModelProto:
        """The whole network; its height is what the input layer says."""
        height = next(part.numbers[1] for part in network.parts if part.kind == "Input")
        out = self._run(network.parts, "lines")
        self._nodes.append(helper.make_node("Identity", [out], ["posteriors"]))
        float32, int32 = onnx.TensorProto.FLOAT, onnx.TensorProto.INT32
        graph = helper.make_graph(
            self._nodes,
            "lines",
            [
                helper.make_tensor_value_info("lines", float32, ["n", 1, height, "width"]),
                helper.make_tensor_value_info("steps", int32, ["n"]),
            ],
            [helper.make_tensor_value_info("posteriors", float32, None)],
            self._weights,
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_BYTES, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR)

    def _run(self, parts: tuple[Layer, ...], at: str, *, backwards: bool = False) -> str:
        """The name of what comes out when `at` has gone through the layers."""
        rest: Iterator[Layer] = iter(parts)
        for layer in rest:
            match layer.kind:
                case "Convolve":
                    at = self._convolved(at, layer, next(rest))
                case "Maxpool":
                    at = self._pooled(at, layer)
                case "XYTranspose":
                    at = self._summed(at, layer)
                case "LSTM":
                    at = self._lstm(at, layer, backwards=backwards)
                case "Softmax":
                    at = self._softmax(at, layer)
                case "Series" | "RTLReversed":
                    at = self._run(layer.parts, at, backwards=layer.kind == "RTLReversed")
        return at

    def _convolved(self, at: str, window: Layer, dense: Layer) -> str:
        """A window of pixels, column by column, through a dense layer: a convolution."""
        half_x, half_y = window.numbers
        weights = dense.weights[0].real
        shape = (len(weights), -1, 2 * half_x + 1, 2 * half_y + 1)
        kernel = weights[:, :-1].reshape(shape).transpose(0, 1, 3, 2)
        pads = [half_y, half_x, half_y, half_x]
        out = self._node("Conv", at, self._kept(kernel), self._kept(weights[:, -1]), pads=pads)
        return self._node("Tanh", out)

    def _pooled(self, at: str, layer: Layer) -> str:
        sizes = list(layer.numbers[::-1])
        return self._node("MaxPool", at, kernel_shape=sizes, strides=sizes)

    def _summed(self, at: str, layer: Layer) -> str:
        """Each column of (n, features, height, steps) read downwards: (steps, n, features)."""
        (lstm,) = layer.parts
        inputs, outputs = _sizes(lstm)
        down = self._node("Transpose", at, perm=[2, 3, 0, 1])
        shape = self._node("Shape", down)
        flat = self._node("Reshape", down, self._whole(0, -1, inputs))
        last = self._remembered(flat, lstm, out=2)
        across = self._node("Slice", shape, self._whole(1), self._whole(3))
        back = self._node("Concat", across, self._whole(outputs), axis=0)
        return self._node("Reshape", last, back)

    def _lstm(self, at: str, layer: Layer, *, backwards: bool) -> str:
        direction = "reverse" if backwards else "forward"
        out = self._remembered(at, layer, "steps", direction=direction)
        return self._node("Squeeze", out, self._whole(1))

    def _remembered(self, at: str, lstm: Layer, steps: str = "", **how: Any) -> str:
        """What the layer tells at each of `steps`, or with `out` 2 at the last; all in bytes.

        Its gates are put in ONNX's order: input, output, forget, cell.
        """
        inputs, outputs = _sizes(lstm)
        cell, enter, forget, leave = lstm.weights
        gates = (enter, leave, forget, cell)
        # As bytes without a sign: with one, processors without VNNI overflow.
        whole = np.concatenate([gate.whole for gate in gates]).astype(np.int16) + 128
        scales = self._kept(np.concatenate([gate.scales for gate in gates])[None])
        zeros = self._kept(np.full((1, len(whole)), 128, np.uint8))
        weights, again = (
            self._kept(part.T.astype(np.uint8)[None])
            for part in (whole[:, :inputs], whole[:, inputs:-1])
        )
        bias = np.concatenate([gate.real[:, -1] for gate in gates])
        both = self._kept(np.concatenate([bias, np.zeros_like(bias)])[None])
        given = [at, weights, again, both, steps, "", "", "", scales, zeros, scales, zeros]
        how |= {"hidden_size": outputs, "domain": _BYTES}
        return self._node("DynamicQuantizeLSTM", *given, **how)

    def _softmax(self, at: str, layer: Layer) -> str:
        weights = layer.weights[0].real
        out = self._node("MatMul", at, self._kept(weights[:, :-1].T))
        return self._node("Softmax", self._node("Add", out, self._kept(weights[:, -1])), axis=-1)

    def _node(self, kind: str, *inputs: str, out: int = 1, **attributes: Any) -> str:
        """A new node; the name of its `out`-th output."""
        name = f"v{next(self._count)}"
        outputs = [""] * (out - 1) + [name]
        self._nodes.append(helper.make_node(kind, list(inputs), outputs, **attributes))
        return name

    def _kept(self, values: NDArray[Any]) -> str:
        name = f"w{next(self._count)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _whole(self, *values: int) -> str:
        name = f"i{next(self._count)}"
        self._weights.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name


def _sizes(lstm: Layer) -> tuple[int, int]:
    """How many numbers go in and come out at each step."""
    outputs, columns = lstm.weights[0].whole.shape
    return columns - outputs - 1, outputs
