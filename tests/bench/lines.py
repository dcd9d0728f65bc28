"""How sure a letter's line must be: share of lines right and taken, by threshold.

    .venv/bin/python -m tests.bench.lines DIR…

Reads the letters with known content in all folders. A line is right if it stands in the known
text as read, blanks and the marks ` , . ः : । aside. Printed by threshold: the share
of lines taken unseen, and how many of those are wrong.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import fmean

from classifiers.record import Document, Hints
from flows.page import PageReader
from flows.sheet import Sheet
from ocr.decoder import Decoder
from ocr.scan import Scan
from panji.settings import SHIPPED

STEPS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
MARKS = dict.fromkeys(map(ord, " `,.ः:।-–‘’'\"॰०"))


def main(folders: list[Path]) -> None:
    """Read all letters and print the table."""
    reader = PageReader("devanagari", SHIPPED)
    points: list[tuple[float, bool]] = []
    with Decoder() as decoder:
        for path in sorted(p for folder in folders for p in folder.glob("l*.jpg")):
            scan = decoder.probe(path)
            assert isinstance(scan, Scan)
            record = reader.read(Sheet(path, scan, 1, Hints()))
            if isinstance(record, Document):
                truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                whole = bare(" ".join(line["text"] for line in truth["lines"]))
                for line in record.lines:
                    sure = fmean(word.confidence for word in line.words)
                    points.append((sure, bare(line.text) in whole))
    for least in STEPS:
        taken = [right for sure, right in points if sure >= least]
        wrong = len(taken) - sum(taken)
        share = wrong / max(len(taken), 1)
        print(f"{least:.2f}: {len(taken) / len(points):.1%} taken, {share:.2%} of them wrong")


def bare(text: str) -> str:
    """The letters and figures alone."""
    return text.translate(MARKS)


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
