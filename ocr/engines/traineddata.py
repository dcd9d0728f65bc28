"""A model file of Tesseract gives up its alphabet and its network, layer by layer.

The file is a row of numbered parts; the network lies in one of them, layers nested in layers,
weights as whole numbers of eight bits with a scale for each row (format: Tesseract's sources,
`tessdatamanager`, `network`, `weightmatrix`; checked against version 4 and 5 model files).
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ocr.alphabet import Alphabet
from ocr.engines.words import Words
from ocr.faults import EngineMissing, ModelUnreadable

_LSTM, _WORDS, _UNICHARSET, _RECODER = 17, 19, 21, 22
_OWN_RATES = 64
"""Flag of a group of layers that is followed by a learning rate for each."""

_GROUPS = ("Series", "XYTranspose", "RTLReversed")
_PARAMETERS = {"Input": 5, "Convolve": 2, "Maxpool": 2}
_GATES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Weights as the file has them: (rows, columns) `whole` numbers, a scale for each row."""

    whole: NDArray[np.int8]
    scales: NDArray[np.float32]

    @property
    def real(self) -> NDArray[np.float32]:
        """(rows, columns) what they stand for."""
        return self.whole * self.scales[:, None]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A layer by Tesseract's name for its type; `numbers` are its sizes, `weights` its matrices.

    Each matrix is (outputs, inputs + 1), the bias last; an LSTM has four: cell input, input gate,
    forget gate, output gate. `parts` are the layers of a group, in order.
    """

    kind: str
    numbers: tuple[int, ...]
    weights: tuple[Matrix, ...]
    parts: tuple[Layer, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The network, what its outputs stand for, the words the model knows, the file's SHA-256."""

    network: Layer
    alphabet: Alphabet
    words: Words
    sha256: str


def find(name: str) -> Path:
    """The file of an installed model; EngineMissing if Tesseract or the model is not there."""
    program = shutil.which("tesseract")
    if program is None:
        raise EngineMissing(engine="Tesseract")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    first, _, models = listed.stdout.partition("\n")
    if name not in models.split():
        raise EngineMissing(engine=f"Tesseract ({name})")
    return Path(first.split('"')[1], f"{name}.traineddata")


def read(path: Path) -> Model:
    """The model of a file; ModelUnreadable if it is no such file or has a layer unknown here."""
    try:
        data = path.read_bytes()
        parts = _parts(data)
        reader = _Reader(parts[_LSTM])
        network, blank = reader.layer(), reader.blank()
        names = _names(parts[_UNICHARSET].decode())
        words = Words(parts[_WORDS], {name: number for number, name in enumerate(names)})
        alphabet = Alphabet(_symbols(names, parts[_RECODER]), blank)
        return Model(network, alphabet, words, hashlib.sha256(data).hexdigest())
    except (OSError, struct.error, KeyError, ValueError, IndexError) as error:
        raise ModelUnreadable(model=path.name, reason=type(error).__name__) from error


def _parts(data: bytes) -> dict[int, bytes]:
    """The parts of the file by number."""
    (count,) = struct.unpack_from("<i", data)
    starts = struct.unpack_from(f"<{count}q", data, 4)
    there = sorted((start, number) for number, start in enumerate(starts) if start >= 0)
    ends = [start for start, _ in there[1:]] + [len(data)]
    return {number: data[start:end] for (start, number), end in zip(there, ends, strict=True)}


def _names(unicharset: str) -> list[str]:
    """The characters that the model knows, by number."""
    names = [line.split(" ", 1)[0] for line in unicharset.split("\n")[1:] if line]
    names[:3] = [" ", "", ""]  # NULL is the blank between words; Joined and Broken are not used
    return names


def _symbols(names: list[str], recoder: bytes) -> tuple[str, ...]:
    """What each output stands for; ValueError if a character takes several outputs."""
    found: dict[int, str] = {}
    codes = struct.iter_unpack("<biI", recoder[4:])
    for name, (_, length, code) in zip(names, codes, strict=False):
        if length != 1:
            raise ValueError(f"{length} codes for a character")
        found.setdefault(code, name)
    return tuple(found.get(code, "") for code in range(max(found) + 1))


class _Reader:
    """Walks through the bytes of a network."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def layer(self) -> Layer:
        """The layer that begins here, with all that it holds."""
        kind, flags = self._head()
        if kind in _GROUPS:
            return Layer(kind, (), (), self._group(flags))
        if kind in _PARAMETERS:
            numbers = self._take(f"<{_PARAMETERS[kind]}i")
            return Layer(kind, tuple(int(number) for number in numbers), (), ())
        if kind in {"LSTM", "SummLSTM"}:
            self._take("<i")
            return Layer(kind, (), tuple(self._matrix() for _ in range(_GATES)), ())
        if kind in {"Tanh", "Softmax"}:
            return Layer(kind, (), (self._matrix(),), ())
        raise ValueError(f"layer {kind}")

    def blank(self) -> int:
        """The output that stands for no character; it follows the network."""
        self._name()
        _, _, _, blank = self._take("<4i")
        return int(blank)

    def _head(self) -> tuple[str, int]:
        """Type and flags of the layer; its sizes follow from its weights."""
        self._take("<b")
        kind = self._name()
        _, _, flags, _, _, _ = self._take("<bbiiii")
        self._name()
        return kind, int(flags)

    def _group(self, flags: int) -> tuple[Layer, ...]:
        (count,) = self._take("<I")
        parts = tuple(self.layer() for _ in range(int(count)))
        if flags & _OWN_RATES:
            (rates,) = self._take("<I")
            self._take(f"<{int(rates)}f")
        return parts

    def _matrix(self) -> Matrix:
        mode, rows, columns, _ = map(int, self._take("<BIIb"))
        if mode & 1 == 0:
            raise ValueError("weights are not whole numbers")
        whole = np.frombuffer(self._bytes(rows * columns), np.int8).reshape(rows, columns)
        (count,) = self._take("<I")
        return Matrix(whole, np.array(self._take(f"<{int(count)}d")[:rows], np.float32))

    def _name(self) -> str:
        (length,) = self._take("<I")
        return self._bytes(int(length)).decode()

    def _take(self, form: str) -> tuple[float, ...]:
        return struct.unpack(form, self._bytes(struct.calcsize(form)))

    def _bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]
