"""`panji reread`: filed pages read again by the engine of today; what differs is proposed."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from panji.place import Place
from panji.settings import settings

PARTLY = 3
"""The exit status if some pages could not be read."""


def reread(
    register: Annotated[str | None, typer.Option(help="Only of this kind of register.")] = None,
    workers: Annotated[int | None, typer.Option(help="Pages read at once.", min=1)] = None,
) -> int:
    """Read filed register pages again. Nothing changes: people take what differs, or drop it."""
    from flows.reread import reread as again

    place = Place(settings())
    place.prepare()
    done = asyncio.run(again(place.settings.options(workers), register))
    print(place.say("reread", pages=done.pages, cells=done.cells, failed=done.failed))
    return PARTLY if done.failed else 0
