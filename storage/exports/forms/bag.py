"""A BagIt bag: scans as received, ALTO, rows as CSV, METS and PREMIS.

A masked bag withholds a scan unless every page of it leaves and nothing on them is covered; the
covered picture of the page is in its stead.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import bagit

from storage.archive import digest
from storage.exports import alto, mets, premis, tables
from storage.exports.desk import Desk, Listed, Pages, listed, made, plain
from storage.exports.mets import Held, Leaf
from storage.exports.sheets import Bundle, Sheet, sheets

BAG: Final = "bag"
MEDIA: Final = {
    "tiff": "image/tiff",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
}


async def write(desk: Desk, bundle: Bundle, folder: Path) -> Pages:
    """The file's folder, and its scans beside it."""
    own = made(folder / BAG / plain(bundle.file_no))
    clear = await _clear(desk, bundle)
    held: dict[str, Held] = {}
    leaves: list[Leaf] = []
    pages: list[Listed] = []
    async for sheet in sheets(bundle, desk.choice):
        of_page = (_picture(desk, sheet, own, clear), _alto(sheet, own))
        held |= {one.name: one for one in of_page}
        label = f"{sheet.filed.scan.source} {sheet.filed.page.number}"
        leaves.append(Leaf(sheet.number, label, tuple(one.name for one in of_page)))
        pages.append(listed(sheet))
    rows = await _rows(desk, bundle, own)
    (own / "mets.xml").write_bytes(mets.document(bundle, [*held.values(), rows], leaves))
    await _events(pages, own / "premis.xml")
    return tuple(pages)


def close(folder: Path, bundles: Sequence[Bundle]) -> None:
    """Make the folder a bag: payload below data/, manifests of SHA-256, what it is."""
    newest: datetime = max(one.last for one in bundles)
    told = {
        "Bagging-Date": f"{newest:%Y-%m-%d}",
        "Source-Organization": bundles[0].office,
        "External-Description": "Files of an e-office with their scans, handed over by Panji",
        "External-Identifier": [one.file_no for one in bundles],
    }
    bagit.make_bag(str(folder / BAG), told, checksums=["sha256"])


async def _clear(desk: Desk, bundle: Bundle) -> frozenset[str]:
    """The scans that leave as received: all of them if the choice is whole."""
    seen: Counter[str] = Counter()
    pages: dict[str, int] = {}
    covered: set[str] = set()
    async for sheet in sheets(bundle, desk.choice):
        scan = sheet.filed.scan
        seen[scan.sha256] += 1
        pages[scan.sha256] = len(scan.frames)
        if sheet.placed.covered:
            covered.add(scan.sha256)
    whole = desk.choice.whole
    return frozenset(
        one for one in pages if whole or (seen[one] == pages[one] and one not in covered)
    )


def _picture(desk: Desk, sheet: Sheet, own: Path, clear: frozenset[str]) -> Held:
    """What shows the page: the scan as received, or the covered picture."""
    filed = sheet.filed
    if filed.scan.sha256 not in clear:
        path = made(own / "pictures") / f"{sheet.number:04}.jpg"
        path.write_bytes(desk.picture(sheet).jpeg)
        return _held(f"picture{sheet.number}", "picture", path, own, MEDIA["jpeg"])
    name = Path(filed.path).name
    path = made(own.parent / "scans") / name
    if not path.exists():
        shutil.copyfile(desk.received.path(filed), path)
    return Held(
        f"scan-{filed.scan.sha256}",
        "scan",
        f"../scans/{name}",
        MEDIA[filed.scan.format],
        filed.scan.bytes,
        filed.scan.sha256,
    )


def _alto(sheet: Sheet, own: Path) -> Held:
    path = made(own / "alto") / f"{sheet.number:04}.xml"
    path.write_bytes(alto.document(sheet))
    return _held(f"alto{sheet.number}", "alto", path, own, "application/xml")


async def _rows(desk: Desk, bundle: Bundle, own: Path) -> Held:
    choice = replace(desk.choice, files=frozenset({bundle.file_no}))
    path = own / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        await tables.write_csv(file, choice)
    return _held("rows", "rows", path, own, "text/csv")


async def _events(pages: Sequence[Listed], out: Path) -> None:
    """Written as they are read: a file's events are many."""
    with out.open("wb") as file:
        file.write(b"<?xml version='1.0' encoding='utf-8'?>\n")
        file.write(f'<premis xmlns="{premis.SPACE}" version="3.0">\n'.encode())
        async for element in premis.elements(pages):
            ET.indent(element)
            file.write(ET.tostring(element, encoding="utf-8") + b"\n")
        file.write(b"</premis>\n")


def _held(name: str, use: str, path: Path, own: Path, media: str) -> Held:
    found = digest(path)
    assert found is not None
    return Held(name, use, path.relative_to(own).as_posix(), media, found[1], found[0])
