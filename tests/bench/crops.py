"""Crops of cells with known content: how well a network reads them by itself.

    .venv/bin/python -m tests.bench.crops keep FILE DIR…
    .venv/bin/python -m tests.bench.crops FILE ENGINE…

The first cuts the strips of the cells as the product does and keeps them with their texts; the
second reads them with engines (names of `panji.engines`, or weights: a file NAME.onnx) and prints
edits over characters, the share of cells exactly right and the time a cell. Neither grammar nor
words help: it is the networks that are compared.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocr import engines
from ocr.decoder import Decoder
from ocr.engines import Engine, Strip
from ocr.layout import lay_out
from ocr.leaf import leaves
from ocr.recognise import strips
from ocr.scan import Scan
from panji.truth import KnownPage, folded, known


@dataclass(frozen=True, slots=True)
class Crop:
    """A known cell that was found: its strips, its text, its page and how that looks."""

    strips: tuple[Strip, ...]
    text: str
    page: str
    writing: str


def keep(out: Path, folders: list[Path]) -> None:
    """Write the crops of all pages in the folders."""
    with Decoder() as decoder:
        pages = [page for folder in folders for page in known(folder) if page.cells]
        found = [crop for page in pages for crop in _of(page, decoder)]
    out.write_bytes(pickle.dumps(found))
    print(f"{len(found)} of {sum(len(page.cells) for page in pages)} cells")


def _of(page: KnownPage, decoder: Decoder) -> Iterator[Crop]:
    scan = decoder.probe(page.picture)
    assert isinstance(scan, Scan)
    pixels = decoder.page(page.picture, scan, 1)
    _, flat = leaves(pixels, scan.frames[0], scan.sha256)
    cells = strips(flat, lay_out(flat))
    for one in page.cells if cells else ():
        box, lines = max(cells, key=lambda pair: pair[0].overlap(one.box))
        if one.text and box.overlap(one.box) >= 0.5:
            yield Crop(lines, one.text, page.picture.name, page.writing)


def main(kept: Path, names: list[str]) -> None:
    """Read the kept crops with each engine and print what came out."""
    crops: list[Crop] = pickle.loads(kept.read_bytes())
    for name in names:
        chosen = engine(name)
        begun = time.perf_counter()
        read = _read(chosen, crops)
        took = 1000 * (time.perf_counter() - begun) / len(crops)
        print(f"{chosen.name}: {took:.1f} ms a cell")
        for group, told in _groups(crops, read).items():
            print(f"  {group:28} {told}")


def engine(name: str) -> Engine:
    """An engine by its name, or our network with the weights of a file."""
    if not name.endswith(".onnx"):
        return engines.load(name)
    from ocr.engines.lipi import Lipi  # noqa: PLC0415 -

    return Lipi(Path(name))


def _read(engine: Engine, crops: list[Crop]) -> list[str]:
    lines = [strip for crop in crops for strip in crop.strips]
    said = iter(engine.read(lines))
    texts = [[" ".join(w.text for w in next(said)) for _ in crop.strips] for crop in crops]
    return [" ".join(filter(None, text)) for text in texts]


def _groups(crops: list[Crop], read: list[str]) -> dict[str, str]:
    """Figures by writing and by page."""
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for crop, text in zip(crops, read, strict=True):
        true = folded(crop.text)
        counts = Levenshtein.distance(folded(text), true), len(true)
        groups[crop.writing].append(counts)
        groups[crop.page.partition(".")[0]].append(counts)
    return {
        group: f"CER {sum(e for e, _ in counts) / sum(n for _, n in counts):.2%} "
        f"exact {sum(not e for e, _ in counts) / len(counts):.2%} of {len(counts)}"
        for group, counts in sorted(groups.items())
    }


if __name__ == "__main__":
    first, *rest = sys.argv[1:]
    if first == "keep":
        keep(Path(rest[0]), [Path(folder) for folder in rest[1:]])
    else:
        main(Path(first), rest)
