"""`panji report …`: lists that the office's manual asks for."""

from __future__ import annotations

import json as codec
from dataclasses import asdict
from typing import Annotated

import typer

from panji.place import Place
from panji.settings import settings

app = typer.Typer(no_args_is_help=True, help="Lists that the office's manual asks for.")


@app.callback()
def only() -> None:
    """Keep `review-due` a command of its own name while it is the only one."""


@app.command(name="review-due")
def review_due(
    office: Annotated[str | None, typer.Option(help="Only of this office, as KNJ-TIR.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> int:
    """Files whose keeping has to be decided, as Form 6 has them; nothing is ever deleted."""
    from storage.efile.keeping import review_due

    place = Place(settings())
    offices = frozenset({office}) if office else None
    found = place.asked(lambda: review_due(offices))
    if json:
        told = [asdict(one) for one in found]
        print(codec.dumps(told, ensure_ascii=False, indent=2, default=str))
        return 0
    from panji import report

    report.show_due(found, place.say)
    return 0
