"""`panji status`: where the work stands."""

from __future__ import annotations

import json as codec
from dataclasses import asdict
from typing import Annotated

import typer

from panji.place import Place
from panji.settings import settings


def status(
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> int:
    """Say what waits, by office and register, and what has to be reviewed."""
    from panji import report
    from storage import status as store

    place = Place(settings())
    found = place.asked(store.status)
    if json:
        print(codec.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        report.show_status(found, place.say)
    return 0
