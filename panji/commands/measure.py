"""`panji measure`: how well pages with known content are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from panji.settings import settings
from panji.words import Words


def measure(
    folder: Annotated[Path, typer.Argument(help="NAME.jpg or NAME.png beside NAME.json.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Figures of every page.")] = False,
) -> None:
    """Read pages with known content and report how much of it was read right."""
    from panji import measure as measuring

    now = settings()
    found = measuring.measure(folder, now)
    if as_json:
        print(json.dumps(measuring.plain(found), ensure_ascii=False, indent=2))
    else:
        measuring.show(found, Words(now.lang))
