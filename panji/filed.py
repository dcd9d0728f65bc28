"""What lies in which file: pages and rows, and how many of their cells wait for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.exports import documents, records

Key = tuple[str | None, str, str]


@dataclass(frozen=True, slots=True)
class Filed:
    """What one file has of a kind; `file_no` None: the pages wait without a file."""

    file_no: str | None
    office: str
    kind: str
    pages: int
    rows: int
    cells: int
    doubtful: int


async def filed() -> tuple[Filed, ...]:
    """All files of the store, by number; those without a number come last."""
    found: dict[Key, list[Mapping[str, Any]]] = {}
    async for line in records.lines():
        found.setdefault((line["file_no"], line["office"], line["kind"]), []).append(line)
    async for line in documents.lines():
        found.setdefault((line["file_no"], "", line["kind"]), []).append(line)
    files = [_filed(key, lines) for key, lines in found.items()]
    return tuple(sorted(files, key=lambda one: (one.file_no or "~", one.kind)))


def _filed(key: Key, lines: list[Mapping[str, Any]]) -> Filed:
    cells = [cell for line in lines for cell in line.get("cells", ())]
    return Filed(
        *key,
        pages=len({(line["sha256"], line["page"]) for line in lines}),
        rows=sum("cells" in line for line in lines),
        cells=len(cells),
        doubtful=sum(cell["state"] == "review" for cell in cells)
        + sum(line.get("state") == "review" for line in lines),
    )
