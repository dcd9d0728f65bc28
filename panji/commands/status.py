"""`panji status`: where the work stands."""

from __future__ import annotations

import json as codec
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from datetime import date

    from storage.reports.forecast import Forecast
    from storage.status import Status


def status(
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> int:
    """Say what waits, by office and register, what has to be reviewed, and when it may be done."""
    from classifiers import load
    from panji import outlook, report

    place = Place(settings())
    cutover = load.load(place.settings.district).cutover
    found, ahead = place.asked(lambda: _standing(cutover))
    if json:
        told = {**asdict(found), "forecast": asdict(ahead)}
        print(codec.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        report.show_status(found, place.say)
        print("\n".join(outlook.told(ahead, place.say)))
    return 0


async def _standing(cutover: date) -> tuple[Status, Forecast]:
    from storage import status as store
    from storage.reports.forecast import forecast

    return await store.status(), await forecast(None, cutover)
