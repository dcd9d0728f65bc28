"""`panji demo`: a handful of made-up registers and letters through the whole chain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from panji.commands import digitise
from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from classifiers.district import District


def demo() -> int:
    """Make sample pages, digitise them, show what was filed where and what waits."""
    from classifiers.load import load
    from classifiers.record import Hints
    from panji import report
    from panji.filed import filed

    place = Place(settings())
    place.prepare()
    district = load(place.settings.district)
    folder = _samples(place.settings.home / "demo", district)
    print(place.say("samples", count=len(list(folder.glob("*.json"))), path=folder))
    done = digitise.run(place, [folder], Hints())
    print(report.told(done, place.say))
    report.show_filed(place.asked(filed), district, place.say)
    print(place.say("demo_next", home=place.settings.home))
    return 0 if done.whole else digitise.PARTLY


def _samples(folder: Path, district: District) -> Path:
    """The folder of the samples; a half-made one of a killed run is never taken for it."""
    from samples.make import demo_set

    if not folder.exists():
        part = folder.with_name(f".{folder.name}.part")
        demo_set(part, district)
        part.rename(folder)
    return folder
