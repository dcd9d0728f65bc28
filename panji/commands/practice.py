"""`panji practice`: made-up pages with known answers for the practice of the review screen."""

from __future__ import annotations

from typing import Annotated

import typer

from panji.place import Place
from panji.settings import settings


def practice(
    pages: Annotated[
        int | None, typer.Option(help="How many there are to be in all.", min=1, max=999)
    ] = None,
) -> int:
    """Make practice pages until there are so many; those that are there stay as they are."""
    from panji.practice import make

    place = Place(settings())
    place.prepare()
    wanted = place.settings.practice_pages if pages is None else pages
    for name in make(place.settings, wanted):
        print(place.say("practice_made", name=name), flush=True)
    return 0
