"""`python -m ocr.training OUT`: made-up lines teach the network; the weights go to OUT."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import cv2
import torch
from torch import nn

from classifiers.load import load
from ocr.models import WEIGHTS
from ocr.training.faces import families, latins
from ocr.training.hands import hands
from ocr.training.learn import Course, learn
from ocr.training.lines import Lines
from ocr.training.network import network
from ocr.training.texts import Texts, words_of
from ocr.training.weights import SEEN, read, written

_DISTRICT = Path(__file__).parents[2] / "districts" / "kannauj"


def main() -> None:
    """Read the arguments, learn, write the weights."""
    asked = _asked()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(asked.seed)
    asked.out.mkdir(parents=True, exist_ok=True)
    net = network()
    lines = _lines(asked)
    course = learn(net, lines, _start(net, asked), asked.out / "state.pt", asked.minutes)
    out = asked.out / "lipi.onnx"
    left_out = " ".join(asked.leave_out)
    about = {"lines": str(course.line), "seed": str(asked.seed), "left out": left_out}
    written(net, out, about, [lines[number].window for number in range(SEEN)])
    print(f"{course.steps} steps, {course.line} lines", flush=True)
    print(f"{out} {hashlib.sha256(out.read_bytes()).hexdigest()}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ocr.training", description=__doc__)
    parser.add_argument("out", type=Path, help="folder of the checkpoint and the weights")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--afresh", action="store_true", help="not from the weights that ship")
    parser.add_argument("--faces", type=Path, help="folder with node_modules/@fontsource")
    parser.add_argument("--words", type=Path, help="folder of TSV files with further words")
    parser.add_argument("--hands", type=Path, help="folder of words by real hands")
    parser.add_argument("--signs", type=Path, help="folder of figures by real hands (npz)")
    parser.add_argument("--leave-out", nargs="*", default=(), help="families not to be seen")
    parser.add_argument("--district", type=Path, default=_DISTRICT)
    return parser.parse_args()


def _lines(asked: argparse.Namespace) -> Lines:
    words = words_of(asked.words) if asked.words else ()
    faces = families(asked.faces, asked.leave_out)
    print(f"{len(faces)} families, {sum(len(one.faces) for one in faces)} faces", flush=True)
    by_hand = hands(asked.hands, asked.signs) if asked.hands else None
    texts = Texts(load(asked.district), words)
    return Lines(faces, texts, asked.seed, by_hand, latins(asked.faces))


def _start(net: nn.ModuleDict, asked: argparse.Namespace) -> Course:
    """Where to go on: behind the last line that the weights that ship were taught."""
    if asked.afresh or not WEIGHTS.exists():
        return Course()
    about = read(WEIGHTS, net)
    return Course(int(about["lines"]))


if __name__ == "__main__":
    main()
