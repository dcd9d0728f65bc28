"""`panji search`: persons, cases, villages and words in what was filed."""

from __future__ import annotations

import json as codec
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from panji.words import Words
    from storage.search.found import Found


def search(
    words: Annotated[list[str], typer.Argument(help="Hindi or Roman, misspelt or not.")],
    office: Annotated[str | None, typer.Option(help="Only of this office, as KNJ-TIR.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only of this register or letter.")] = None,
    year: Annotated[int | None, typer.Option(help="Only of this year.")] = None,
    limit: Annotated[int, typer.Option(help="Hits at most.", min=1, max=200)] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> int:
    """Find what was filed; restricted records are not among it, they are opened on the screen."""
    from storage.search.find import find
    from storage.search.found import Filters, Seer

    place = Place(settings())
    filters = Filters(office=office, kind=kind, year=year)
    seer = Seer(None, frozenset({"normal", "confidential"}))
    found = place.asked(lambda: find(" ".join(words), seer, filters, limit=limit))
    if json:
        print(codec.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        _show(found, place.say)
    return 0


def _show(found: Found, say: Words) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found.hits:
        print(say("search_nothing"))
        return
    heads = [say(f"search_{name}") for name in ("text", "where", "kind", "file")]
    table = Table(*heads)
    for hit in found.hits:
        text = Text.assemble(*((part, "bold" if is_hit else "") for part, is_hit in hit.snippet))
        row = f" / {hit.row}" if hit.row else ""
        table.add_row(text, Text(f"{hit.source} {hit.page}{row}"), hit.kind, hit.file_no or "")
    Console().print(table)
    if found.more or found.cut:
        print(say("search_more", count=found.counted))
