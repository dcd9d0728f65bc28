"""`panji measure`: how well pages with known content are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panji.settings import settings


def measure(
    folder: Annotated[Path, typer.Argument(help="NAME.jpg or NAME.png beside NAME.json.")],
) -> int:
    """Read pages with known content and report how much of it was read right."""
    from panji import measure  # type: ignore[attr-defined]

    return int(measure.main(folder, settings()))
