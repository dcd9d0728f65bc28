"""An engine that reads at once, and dies, hangs or fails on the pages it was told to.

It is found like any other engine: by an entry point, of a distribution that `installed` makes.
`PANJI_TEST_TRICKS` says what happens on a page of so many strips, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ocr.decoder import Decoder
from ocr.engines import Strip, StripWord
from ocr.faults import RecognitionFailed
from ocr.read import read_page
from ocr.scan import Scan
from tests import drawn

NAME = "tricks"
ROOT = Path(__file__).parents[1]


class Tricks:
    """Says ओके to every strip."""

    name = "tricks 1"

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        told = json.loads(os.environ.get("PANJI_TEST_TRICKS", "{}"))
        play(told.get(str(len(strips)), ""))
        return tuple((StripWord("ओके", 0.9, 0, strip.shape[1]),) for strip in strips)


def play(trick: str) -> None:
    name, _, argument = trick.partition(" ")
    if name == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif name == "once" and Path(argument).exists():
        Path(argument).unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    elif name == "hang":
        time.sleep(600)
    elif name == "bug":
        raise LookupError(argument)
    elif name == "fault":
        raise RecognitionFailed(reason=argument)


def installed(folder: Path) -> dict[str, str]:
    """Install the engine into an empty folder; the environment in which it is found."""
    info = folder / "tricks-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tricks\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[panji.engines]\n{NAME} = tests.tricks:Tricks\n")
    return {"PYTHONPATH": f"{folder}:{ROOT}", "PANJI_ENGINE": NAME}


@cache
def strips(lines: int) -> int:
    """How many strips the engine is given for a drawn page of so many lines."""
    counted = _Counted()
    with Decoder() as decoder, TemporaryDirectory() as folder:
        path = drawn.jpeg(Path(folder), "page.jpg", lines)
        scan = decoder.probe(path)
        assert isinstance(scan, Scan)
        read_page(decoder.page(path, scan, 1), scan.frames[0], scan.sha256, counted)
    return counted.seen[0]


def told(tricks: Mapping[int, str]) -> dict[str, str]:
    """The environment that plays a trick on the drawn pages of so many lines."""
    plays = {str(strips(lines)): trick for lines, trick in tricks.items()}
    return {"PANJI_TEST_TRICKS": json.dumps(plays)}


@dataclass
class _Counted:
    name: str = "counted"
    seen: list[int] = field(default_factory=list)

    def read(self, strips: Sequence[Strip]) -> tuple[tuple[StripWord, ...], ...]:
        self.seen.append(len(strips))
        return tuple(() for _ in strips)
