"""Makes printed register pages with known content in many faces, to measure confidence on.

    .venv/bin/python -m tests.bench.faced OUT --pages 132 --seed 7

Every second page is set in a face that the network was not taught (`--unseen`): on those it was
taught it is surer than on an office's. The faces are those of `./run train`; a name is a family
there. Faces too thin, too black or too narrow for a register are passed over.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from classifiers.load import load
from ocr.training.faces import families
from panji.settings import SHIPPED
from samples.faces import Face
from samples.make import Order, write

UNSEEN = ("Gargi", "Nakula", "mukta")
_LEVELS = ("clean", "light", "medium", "light", "medium", "hard")
_STRANGE = re.compile("Thin|Black|Light|Condensed|-(100|200|300|800|900)-")
_SHOWN = frozenset({"rozha-one", "teko", "khand", "baloo-2", "Sarai"})
"""For posters, not for registers; Sarai breaks conjuncts."""


def orders(pages: int, seed: int, npm: Path | None, unseen: tuple[str, ...]) -> Iterator[Order]:
    """So many pages, kinds and levels in turn, every second in an unseen face."""
    known = {
        one.name: [face for face in one.faces if not _STRANGE.search(Path(face.regular).name)]
        for one in families(npm)
        if not one.hand and one.name not in _SHOWN
    }
    kinds = list(load(SHIPPED).registers.values())
    seen = [name for name in known if name not in unseen]
    new = [name for name in unseen if name in known]
    for number in range(pages):
        rng = Random(f"{seed}/{number}")
        own = new if new and (number + number // len(kinds)) % 2 else seen
        face: Face = rng.choice(known[rng.choice(own)])
        level = _LEVELS[(number // 2 + number // len(kinds)) % len(_LEVELS)]
        yield Order(kinds[number % len(kinds)], level, face=face)  # type: ignore[arg-type]


def main() -> None:
    """Read the arguments, make the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=132)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--faces", type=Path, default=Path(".tools/faces"))
    parser.add_argument("--unseen", nargs="*", default=UNSEEN)
    asked = parser.parse_args()
    npm = asked.faces if asked.faces.exists() else None
    asked_for = list(orders(asked.pages, asked.seed, npm, tuple(asked.unseen)))
    made = write(asked.out, load(SHIPPED), asked.seed, asked_for)
    print(f"{len(made)} pages in {asked.out}")


if __name__ == "__main__":
    main()
