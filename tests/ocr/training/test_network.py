"""The network that is taught is the one that is run; needs PyTorch (`./run train` installs it)."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import onnx
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only installed for training")

from ocr.engines.lipi import HEIGHT, Lipi, columns, stacked, window  # noqa: E402
from ocr.models import WEIGHTS  # noqa: E402
from ocr.training.alphabet import SYMBOLS  # noqa: E402
from ocr.training.learn import cut, moved  # noqa: E402
from ocr.training.lines import Line  # noqa: E402
from ocr.training.network import logits, network  # noqa: E402
from ocr.training.weights import exact, read, written  # noqa: E402
from tests.ocr import typed  # noqa: E402


def line(width: int) -> Line:
    chance = np.random.default_rng(width)
    return Line(chance.integers(0, 255, (HEIGHT, width), dtype=np.uint8), "क")


def test_what_onnxruntime_hears_is_what_the_network_says() -> None:
    net = network().eval()
    window = line(90).window
    pixels = stacked([window])[..., : 4 * columns(window)]
    session = onnxruntime.InferenceSession(exact(net).SerializeToString())
    counts = np.array([columns(window)], np.int32)
    (heard,) = session.run(None, {"lines": pixels, "columns": counts})
    with torch.no_grad():
        told = logits(net, torch.from_numpy(pixels)).softmax(-1)[:, 0].numpy()
    assert np.abs(told - heard[:, 0].reshape(told.shape)).max() < 2e-3


def test_the_network_in_bytes_says_the_same_but_for_a_hair(tmp_path: Path) -> None:
    """In bytes and in full: nearly as likely everywhere, and the same where it counts."""
    net = network()
    about = read(WEIGHTS, net)
    windows = [window(typed.line(text)) for text in ("थाना तिर्वा", "मु०अ०सं० १२/९४", "राम कुमार")]
    written(net, tmp_path / "lipi.onnx", {"lines": about["lines"]}, windows)
    net.eval()
    for one, heard in zip(windows, Lipi(tmp_path / "lipi.onnx").heard(windows), strict=True):
        with torch.no_grad():
            pixels = stacked([one])[..., : 4 * columns(one)]
            told = logits(net, torch.from_numpy(pixels)).softmax(-1)[:, 0].numpy()
        assert np.abs(told - heard.chances).mean() < 1e-3
        assert (told.argmax(axis=1) == heard.chances.argmax(axis=1)).mean() > 0.97


def test_a_line_is_heard_alone_as_beside_wider_ones_before_numbers_are_bytes(
    tmp_path: Path,
) -> None:
    net = network()
    read(WEIGHTS, net)
    model = exact(net)
    onnx.helper.set_model_props(model, {"symbols": json.dumps(SYMBOLS)})
    onnx.save(model, tmp_path / "exact.onnx")
    engine = Lipi(tmp_path / "exact.onnx")
    windows = [window(typed.line(text)) for text in ("जमा", "थाना तिर्वा जनपद कन्नौज", "राम")]
    for one, told in zip(windows, engine.heard(windows), strict=True):
        (alone,) = engine.heard([one])
        assert np.abs(told.chances - alone.chances).max() < 1e-3


def test_weights_that_were_written_can_go_on_learning(tmp_path: Path) -> None:
    net, again = network(), network()
    written(net, tmp_path / "lipi.onnx", {"lines": "5"}, [line(90).window])
    assert read(tmp_path / "lipi.onnx", again)["lines"] == "5"
    for name, weights in net.state_dict().items():
        assert torch.allclose(weights.float(), again.state_dict()[name].float(), atol=1e-3), name


def test_batches_hold_every_line_once_beside_lines_of_like_width() -> None:
    lines = [line(width) for width in range(20, 320)]
    batches = cut(lines, Random(1), 300)
    assert sorted(w.shape[1] for b in batches for w in b.windows) == list(range(20, 320))
    assert all(max(w.shape[1] for w in b.windows) * len(b.windows) <= 4200 for b in batches)


def test_a_line_that_is_moved_keeps_its_window_and_its_text() -> None:
    for width in (4, 50, 300):
        one = moved(line(width), Random(width))
        assert one.window.shape[0] == HEIGHT
        assert one.text == "क"
