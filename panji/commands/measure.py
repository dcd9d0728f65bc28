"""`panji measure`: how well pages with known content are read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from panji.settings import settings
from panji.words import Words


def measure(
    folder: Annotated[Path, typer.Argument(help="NAME.jpg or NAME.png beside NAME.json.")],
    *,
    engine: Annotated[str | None, typer.Option(help="Read with this engine.")] = None,
    against: Annotated[
        str | None, typer.Option(help="Compare with another engine, or with what --json printed.")
    ] = None,
    worst: Annotated[Path | None, typer.Option(help="Write the worst cells there.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Figures of every cell.")] = False,
) -> None:
    """Read pages with known content and report how much of it was read right."""
    from panji import compare, measured
    from panji import measure as measuring
    from panji import worst as pictures

    now = settings()
    say = Words(now.lang)
    with_engine = now.model_copy(update={"engine": engine or now.engine})
    found = measuring.measure(folder, with_engine)
    if as_json:
        print(json.dumps(measuring.plain(found), ensure_ascii=False, indent=1))
    else:
        measured.show(found, say)
    if worst:
        print(pictures.write(found, worst), file=sys.stderr)
    if against:
        if Path(against).is_file():
            other = measuring.saved(Path(against))
        else:
            second = measuring.measure(folder, now.model_copy(update={"engine": against}))
            other = measuring.plain(second)
        done = compare.compare(measuring.plain(found), other)
        print(measured.told(done, (found.engine, against), say), file=sys.stderr)
