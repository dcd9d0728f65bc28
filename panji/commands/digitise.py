"""`panji digitise`: scans through the whole chain into the store."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from classifiers.record import Hints
    from flows.options import Options
    from flows.summary import Summary

PARTLY = 3
"""The exit status if some pages cannot be read; they are named."""


def digitise(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: TIFF, JPEG, PNG, PDF.")],
    office: Annotated[str | None, typer.Option(help="Code of the office, as KNJ-TIR.")] = None,
    register: Annotated[str | None, typer.Option(help="Kind of register, as malkhana.")] = None,
    year: Annotated[int | None, typer.Option(help="Year of the register.", min=1800)] = None,
    volume: Annotated[int | None, typer.Option(help="Number of the volume.", min=1)] = None,
    workers: Annotated[int | None, typer.Option(help="Pages read at once.", min=1)] = None,
    batch: Annotated[int | None, typer.Option(hidden=True)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> int:
    """Take scans in, read them, file what was read. Run again, it files nothing twice."""
    from classifiers.record import Hints
    from panji import report

    place = Place(settings())
    hints = Hints(office, register, year, volume)
    done = run(place, paths, hints, place.settings.options(workers, batch))
    print(report.as_json(done, place.settings.lang) if json else report.told(done, place.say))
    return 0 if done.whole else PARTLY


def run(place: Place, paths: list[Path], hints: Hints, options: Options | None = None) -> Summary:
    """What was done, shown while it is done."""
    from flows import start
    from panji.progress import Bar

    place.prepare()
    with Bar(place.say) as bar:
        return asyncio.run(start.run(paths, options or place.settings.options(), hints, bar))
