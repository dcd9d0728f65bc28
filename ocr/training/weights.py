"""The network as an ONNX file and back: what ships runs in bytes and can go on learning.

Beside the bytes it runs on the file keeps the weights in half precision, which nothing runs on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from torch import nn

from ocr.engines.lipi import HEIGHT, SHARE, Window
from ocr.training.alphabet import SYMBOLS
from ocr.training.network import KERNELS, STRIDES
from ocr.training.quantise import quantised

SEEN = 240
"""Lines that are enough to tell how large the network's numbers become."""

_OPSET, _IR = 17, 8
_GATES = [0, 3, 1, 2]
"""ONNX's order of an LSTM's gates (input, output, forget, cell) in torch's."""

_TOLD = ("columns", "n", SHARE, "symbols")
_FIGURES = ("weight", "bias", "running_mean", "running_var")
Weights = NDArray[np.float32]


def written(net: nn.ModuleDict, path: Path, about: dict[str, str], seen: Sequence[Window]) -> None:
    """Write the network to `path`; `about` is kept in the file beside its alphabet.

    `seen` are some hundred lines as it will read them: they tell how large its numbers become.
    """
    whole = exact(net)
    model = quantised(whole, seen)
    kept = net.state_dict()
    model.graph.initializer.extend(one for one in whole.graph.initializer if one.name in kept)
    helper.set_model_props(model, {"symbols": json.dumps(SYMBOLS), **about})
    onnx.checker.check_model(model)
    new = path.with_suffix(".new")
    new.write_bytes(model.SerializeToString())
    new.replace(path)


def exact(net: nn.ModuleDict) -> onnx.ModelProto:
    """The network in half precision, before its numbers become bytes."""
    return _Builder({n: one.float().cpu().numpy() for n, one in net.state_dict().items()}).model()


def read(path: Path, net: nn.ModuleDict) -> dict[str, str]:
    """Give the network the weights of a file that `written` wrote; what is kept about them.

    Raises KeyError or RuntimeError where the file is of another network.
    """
    model = onnx.load(path)
    kept = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    state = net.state_dict()
    for name, now in state.items():
        if name.startswith("lstm"):
            kept[name] = _gates(kept[name], now.shape[0] // 4, np.argsort(_GATES))
    known = {
        name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept if name in state
    }
    net.load_state_dict({**state, **known})
    return {one.key: one.value for one in model.metadata_props}


def _gates(weights: NDArray[Any], size: int, order: Any) -> NDArray[Any]:
    """The four blocks of rows of an LSTM's weights in another order."""
    return np.concatenate([weights[size * place : size * (place + 1)] for place in order])


class _Builder:
    """Nodes and weights of the graph, written down as the layers come."""

    def __init__(self, state: dict[str, Weights]) -> None:
        self._state = state
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        """In: `lines` (n, 1, 40, width), ink 1, and `columns` (n,), those of each line.

        Out: `posteriors` (columns, n, 2, symbols); what follows a line's end means nothing.
        """
        at = "lines"
        for place, (kernel, stride) in enumerate(zip(KERNELS, STRIDES, strict=True)):
            at = self._convolved(at, f"conv{place}", kernel, stride)
        across = self._node("Transpose", at, perm=[3, 0, 1, 2])
        flat = self._node("Reshape", across, self._whole(0, 0, -1))
        at = self._node("Relu", self._dense(flat, "column"))
        for layer in range(2):
            at = self._lstm(at, layer)
        told = self._node("Reshape", self._dense(at, "symbols"), self._whole(0, 0, SHARE, -1))
        self._nodes.append(helper.make_node("Softmax", [told], ["posteriors"], axis=-1))
        float32, int32 = onnx.TensorProto.FLOAT, onnx.TensorProto.INT32
        graph = helper.make_graph(
            self._nodes,
            "lipi",
            [
                helper.make_tensor_value_info("lines", float32, ["n", 1, HEIGHT, "width"]),
                helper.make_tensor_value_info("columns", int32, ["n"]),
            ],
            [helper.make_tensor_value_info("posteriors", float32, _TOLD)],
            self._weights,
        )
        opset = helper.make_opsetid("", _OPSET)
        return helper.make_model(graph, opset_imports=[opset], ir_version=_IR)

    def _convolved(self, at: str, name: str, kernel: int, stride: tuple[int, int]) -> str:
        pads = [kernel // 2] * 4
        out = self._node(
            "Conv", at, self._kept(f"{name}.0.weight"), strides=list(stride), pads=pads
        )
        scales = [self._kept(f"{name}.1.{figure}") for figure in _FIGURES]
        return self._node("Relu", self._node("BatchNormalization", out, *scales))

    def _dense(self, at: str, name: str) -> str:
        across = self._node("Transpose", self._kept(f"{name}.weight"), perm=[1, 0])
        return self._node("Add", self._node("MatMul", at, across), self._kept(f"{name}.bias"))

    def _lstm(self, at: str, layer: int) -> str:
        """Both directions; the figures of each keep their names, so that they are found again."""
        size = self._state[f"lstm.weight_hh_l{layer}"].shape[1]
        both = [self._both(f"lstm.{part}_l{layer}") for part in ("weight_ih", "weight_hh")]
        biases = [self._both(f"lstm.{part}_l{layer}") for part in ("bias_ih", "bias_hh")]
        bias = self._node("Concat", *biases, axis=1)
        out = self._node(
            "LSTM", at, *both, bias, "columns", hidden_size=size, direction="bidirectional"
        )
        return self._node(
            "Reshape", self._node("Transpose", out, perm=[0, 2, 1, 3]), self._whole(0, 0, -1)
        )

    def _both(self, name: str) -> str:
        """The weights of both directions, one above the other, in ONNX's order of gates."""
        one, two = (
            self._node("Unsqueeze", self._kept(name + back, gates=True), self._whole(0))
            for back in ("", "_reverse")
        )
        return self._node("Concat", one, two, axis=0)

    def _node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """A new node; the name of what comes out."""
        name = f"v{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def _kept(self, name: str, *, gates: bool = False) -> str:
        """Weights by their name, kept in half precision and used in full."""
        values = self._state[name]
        if gates:
            values = _gates(values, len(values) // 4, _GATES)
        self._weights.append(numpy_helper.from_array(values.astype(np.float16), name))
        return self._node("Cast", name, to=onnx.TensorProto.FLOAT)

    def _whole(self, *values: int) -> str:
        name = f"i{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name
