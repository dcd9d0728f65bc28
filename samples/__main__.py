"""`python -m samples OUT`: sample registers and letters of a district in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from classifiers.load import load
from samples.ageing.wear import LEVELS, STRESS
from samples.make import make, stress_set

_DISTRICT = Path(__file__).parent.parent / "districts" / "kannauj"


def main() -> None:
    """Read the arguments, make the pages, say how many."""
    parser = argparse.ArgumentParser(prog="samples", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--registers", type=int, default=12)
    parser.add_argument("--letters", type=int, default=12)
    parser.add_argument("--level", choices=[*LEVELS, *STRESS])
    parser.add_argument("--stress", action="store_true", help="each register in every trouble")
    parser.add_argument("--district", type=Path, default=_DISTRICT)
    asked = parser.parse_args()
    district = load(asked.district)
    if asked.stress:
        made = stress_set(asked.out, district, asked.seed, asked.registers)
    else:
        made = make(asked.out, district, asked.seed, asked.registers, asked.letters, asked.level)
    print(f"{len(made)} pages in {asked.out}")


if __name__ == "__main__":
    main()
