"""Learns what tells a hand from type, on pages made afresh, and writes ocr/writing.toml.

    .venv/bin/python -m tests.bench.writing [--pages 300] [--faces DIR] [--seed 1] [--out FILE]

DIR holds further faces, DIR/hand and DIR/type, each NAME-deva.ttf with NAME-latn.ttf beside it;
without it only the installed type faces are used, pulled out of shape for the hands, which
makes a weaker model (it is said so). Every fourth face is kept out and reported.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from classifiers.load import load
from ocr.ink import Grey
from ocr.layout import lay_out
from ocr.leaf import leaves
from ocr.recognise import _strip
from ocr.scan import Frame
from ocr.writing import FEATURES, features
from panji.settings import SHIPPED
from samples.ageing.wear import LEVELS
from samples.faces import Face, faces
from samples.make import Order
from tests.bench.boosted import Tree, Vector, grow
from tests.bench.hands import Sort, face_files, page, some_hand

TREES, RATE = 60, 0.3
_SORTS: tuple[Sort, ...] = ("pen", "type", "pen", "type", "typewriter", "pen", "type")


@dataclass(frozen=True, slots=True)
class Strip:
    """Measures of a strip, its cell, whether a hand wrote it, and the page and face."""

    measures: Vector
    page: int
    place: tuple[int, int]
    hand: bool
    sort: str
    kept_out: bool


def strips(pages: int, seed: int, folder: Path | None) -> Iterator[Strip]:
    """The strips of so many made-up pages, headings as type."""
    district = load(SHIPPED)
    kinds = list(district.registers.values())
    drawn = face_files(folder, "hand") if folder else []
    typed = [*(face_files(folder, "type") if folder else []), *faces()]
    for number in range(pages):
        rng = Random(f"{seed}/{number}")
        sort = _SORTS[number % len(_SORTS)]
        like = bool(drawn) and sort == "pen" and rng.random() < 0.4
        face = rng.choice(drawn if like else typed)
        order = Order(rng.choice(kinds), rng.choice(list(LEVELS)))
        hand = some_hand(rng, sort, drawn=like)
        grey, dpi = page(district, f"{seed}/{number}", order, hand, face)
        yield from _of_page(number, grey, dpi, sort, face)


def _of_page(number: int, grey: Grey, dpi: int, sort: str, face: Face) -> Iterator[Strip]:
    height, width = grey.shape
    _, flat = leaves(grey, Frame(1, width, height, dpi), "0" * 64)
    laid = lay_out(flat)
    kept_out = zlib.crc32(face.family.split("-")[0].encode()) % 4 == 0
    for cell in (cell for row in laid.rows for cell in row):
        for line in cell.lines:
            found = features(_strip(flat[line.leaf], line, laid.height))
            if found is not None:
                hand, named = sort == "pen" and cell.row > 0, sort if cell.row else "heading"
                yield Strip(found, number, (cell.row, cell.column), hand, named, kept_out)


def fitted(found: list[Strip]) -> tuple[float, list[Tree]]:
    """The trees learnt from these strips, hands and type weighing the same."""
    x = np.array([one.measures for one in found])
    y = np.array([float(one.hand) for one in found])
    weight = np.where(y == 1, (y == 0).sum() / (y == 1).sum(), 1.0)
    return grow(x, y, weight, TREES, RATE)


def odds(model: tuple[float, list[Tree]], found: list[Strip]) -> Vector:
    """Log odds (n,) of the strips."""
    x = np.array([one.measures for one in found])
    told = np.full(len(x), model[0])
    for tree in model[1]:
        side = (x[:, tree.features[0]] > tree.cuts[0]).astype(int)
        feature, cut = np.array(tree.features)[1 + side], np.array(tree.cuts)[1 + side]
        told += np.array(tree.ends)[2 * side + (x[np.arange(len(x)), feature] > cut)]
    return told


def text(model: tuple[float, list[Tree]], pooling: tuple[float, ...]) -> str:
    """The model as TOML."""
    lines = [
        "# Learnt by tests/bench/writing.py; see ocr/writing.py for what the numbers are.",
        f"start = {model[0]:.4f}",
        f"pooling = {[round(float(one), 4) for one in pooling]}",
    ]
    for tree in model[1]:
        names = ", ".join(f'"{FEATURES[f]}"' for f in tree.features)
        cuts, ends = ([round(float(v), 4) for v in part] for part in (tree.cuts, tree.ends))
        lines += ["", "[[tree]]", f"features = [{names}]", f"cuts = {cuts}", f"ends = {ends}"]
    return "\n".join(lines) + "\n"


def report(told: Vector, found: list[Strip]) -> None:
    """The share called hand of each sort of strip."""
    for sort in sorted({one.sort for one in found}):
        of = told[[one.sort == sort for one in found]]
        print(f"{sort:12} {len(of):6} strips, called hand {np.mean(of > 0):6.1%}")


# Constant, then weights of the cell's own, its column's, row's and table's log odds: logistic
# regression on cells whose faces the trees had not seen, of whole pages and of pages mixed from
# a hand's and a type's by column, row or cell (each mixed page counting a fifth).
POOLING = (-0.130, 0.121, 0.112, 0.424, 0.536)


def main() -> None:
    """Make the pages, learn, say how well faces that were kept out are told, write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faces", type=Path)
    parser.add_argument("--out", type=Path, default=Path("ocr/writing.toml"))
    asked = parser.parse_args()
    if asked.faces is None:
        print("No further faces given: only the installed ones are used.")
    found = list(strips(asked.pages, asked.seed, asked.faces))
    kept = [one for one in found if one.kept_out]
    report(odds(fitted([one for one in found if not one.kept_out]), kept), kept)
    asked.out.write_text(text(fitted(found), POOLING), encoding="utf-8")


if __name__ == "__main__":
    main()
