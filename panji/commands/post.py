"""`panji post …`: the posts that files are marked to, and who holds them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, TypeVar

import typer

from panji.faults import BadUsage
from panji.place import Place
from panji.settings import settings

T = TypeVar("T")

app = typer.Typer(no_args_is_help=True, help="Posts and who holds them.")


@app.command(name="list")
def list_() -> int:
    """All posts of the district with their markings and who holds them today."""
    from storage.efile import posts
    from storage.reports.days import today

    place = Place(settings())
    for one in place.asked(lambda: _of_district(place, lambda: posts.everyone(today()))):
        since = f" ({one.since})" if one.since else ""
        print(f"{one.marking}\t{one.office}\t{one.title}\t{one.name or '–'}{since}")
    return 0


@app.command()
def assign(
    post: Annotated[str, typer.Argument(help="Code of the post, as SHO-PSTIRWA-KNJ.")],
    name: Annotated[str, typer.Option(help="Name and rank of who takes it over.")],
    initials: Annotated[str, typer.Option(help="Initials for markings, as RK.")],
    since: Annotated[str, typer.Option(help="The first day, as 2026-03-01.")],
) -> int:
    """Give a post to somebody from a day on; files stay with the post."""
    from storage.efile import posts
    from storage.people import COMMAND_LINE

    try:
        day = date.fromisoformat(since)
    except ValueError:
        raise BadUsage(reason="--since: 2026-03-01.") from None
    if not (initials.isascii() and initials.isalpha() and len(initials) <= 8 and name.strip()):
        raise BadUsage(reason="--initials: RK; --name.")
    place = Place(settings())
    given = (post, name.strip(), initials.upper(), day)
    place.asked(lambda: _of_district(place, lambda: posts.assign(COMMAND_LINE, *given)))
    return 0


async def _of_district(place: Place, question: Callable[[], Awaitable[T]]) -> T:
    """The answer once the store has the posts as the district's data has them now."""
    from classifiers.load import load
    from storage import district

    await district.load(load(place.settings.district))
    return await question()
