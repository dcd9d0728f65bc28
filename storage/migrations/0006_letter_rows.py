"""Letters get rows of cells, as registers have, so that people correct them the same way."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

from classifiers.letter_rows import letter_rows
from classifiers.record import Cell, Document, Sensitivity
from ocr.pages import Page
from storage import codec

CHUNK = 100


async def lay_out(apps: Any, _: object) -> None:
    """Rows for every letter filed before; what waits in a waiting letter is counted anew."""
    table = apps.get_model("storage.Document")
    last = 0
    while True:
        letters = await table.filter(tag="document", id__gt=last).order_by("id").limit(CHUNK)
        if not letters:
            return
        for letter in letters:
            await _lay_out(apps, letter)
        last = letters[-1].id


async def _lay_out(apps: Any, letter: Any) -> None:
    page = await apps.get_model("storage.Page").get(id=letter.page_id)
    rows = letter_rows(_record(letter, page))
    for number, cells in enumerate(rows, start=1):
        row = await apps.get_model("storage.Row").create(document_id=letter.id, number=number)
        for position, cell in enumerate(cells):
            await apps.get_model("storage.Cell").create(row_id=row.id, **_columns(position, cell))
    unsure = [1 - one.reading.confidence for row in rows for one in row if one.state == "review"]
    letter.waiting, letter.risk = len(unsure), float(sum(unsure))
    await letter.save(update_fields=["waiting", "risk"])


def _record(letter: Any, page: Any) -> Document:
    at = (page.scan_id, page.number, page.width, page.height, page.dpi, page.turned)
    return Document(
        tag="document",
        page=Page(*at, codec.leaves.load(page.leaves)),
        kind=codec.guess.load(letter.guesses["kind"]),
        head=codec.guess.load(letter.guesses["head"]),
        office=codec.guess.load(letter.guesses["office"]),
        year=letter.year,
        sensitivity=Sensitivity(letter.level),
        lines=codec.lines.load(letter.lines),
        fields=codec.fields.load(letter.fields_read),
        state=letter.state if letter.state == "auto" else "review",
    )


def _columns(position: int, cell: Cell) -> dict[str, Any]:
    reading, box = cell.reading, cell.reading.box
    return {
        "position": position,
        "column": cell.column,
        "heading": cell.heading,
        "as_read": reading.raw,
        "text": reading.text,
        "value": codec.value.dump(reading.value),
        "confidence": reading.confidence,
        **{name: getattr(box, name) for name in ("x0", "y0", "x1", "y1")},
        "source": reading.source,
        "state": cell.state,
        "reasons": list(cell.reasons),
        "alternatives": [],
    }


class Migration(migrations.Migration):
    dependencies = [("storage", "0005_search")]

    operations = [ops.RunPython(lay_out)]
