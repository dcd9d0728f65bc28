"""`panji train`: the network learns from what people of the offices corrected."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from panji.faults import BadUsage
from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from flows.teach import Done
    from storage.learning.weights import Figures, Weights

ACTOR = "panji train"


def train(
    *,
    office: Annotated[str | None, typer.Option(help="Only from cells of this office.")] = None,
    minutes: Annotated[float, typer.Option(help="How long, on one core.", min=1)] = 30.0,
    seed: Annotated[int, typer.Option(help="The chance to go by.", min=1)] = 1,
    list_: Annotated[bool, typer.Option("--list", help="Show the versions.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Use the version before again.")] = False,
) -> int:
    """Learn from cells that people corrected; what is better on others is used from then on."""
    place = Place(settings())
    if list_:
        _list(place)
    elif back:
        _back(place)
    else:
        _learn(place, office, minutes, seed)
    return 0


def _learn(place: Place, office: str | None, minutes: float, seed: int) -> None:
    from classifiers.load import load
    from flows.teach import Lesson, teach

    offices = load(place.settings.district).offices
    if office is not None and office not in offices:
        raise BadUsage(reason=f"--office: {', '.join(sorted(offices))}.")

    def begun(pages: int, cells: int) -> None:
        print(
            place.say("train_begun", pages=pages, cells=cells, minutes=f"{minutes:g}"), flush=True
        )

    place.prepare()
    lesson = Lesson(office, minutes, seed)
    done = asyncio.run(teach(place.settings.options(1), lesson, ACTOR, begun))
    print("\n".join(_told(place, done)))


def _told(place: Place, done: Done) -> list[str]:
    from ocr import engines

    if done.figures is None:
        return [place.say("train_few", taught=done.taught, held=done.held)]
    figures = place.say("train_figures", **_shares(done.figures))
    if done.new is None:
        return [figures, place.say("train_refused")]
    told = [figures, place.say("train_used", name=done.new.sha256[:8])]
    engine = place.settings.engine
    return told if engines.learns(engine) else [*told, place.say("train_engine", engine=engine)]


def _list(place: Place) -> None:
    from storage.learning import weights

    kept = weights.kept(place.settings.home)
    print(_line(weights.shipped(), used=kept.now is None) + place.say("train_shipped"))
    for one in kept.versions:
        print(_line(one.sha256, used=one == kept.now) + _version(place, one))


def _line(digest: str, *, used: bool) -> str:
    return f"{'*' if used else ' '} {digest[:8]}  "


def _version(place: Place, one: Weights) -> str:
    told = {"at": one.utc[:16], "parent": one.parent[:8], "taught": one.figures.taught}
    return place.say("train_version", **told, **_shares(one.figures))


def _back(place: Place) -> None:
    from storage.learning import weights

    now = place.asked(lambda: weights.back(place.settings.home, ACTOR))
    print(place.say("train_used", name=(now.sha256 if now else weights.shipped())[:8]))


def _shares(figures: Figures) -> dict[str, str]:
    return {
        name: f"{share:.2%}"
        for name, share in (
            ("own", figures.own[0]),
            ("own_now", figures.own[1]),
            ("other", figures.standard[0]),
            ("other_now", figures.standard[1]),
        )
    }
