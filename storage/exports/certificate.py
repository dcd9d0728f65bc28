"""The draft of a certificate under section 63(4) BSA, with its hash report, as a PDF.

It states what the store knows and leaves blank what only a person can say.
"""

from __future__ import annotations

import hashlib
import platform
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from ocr.decoder import Decoder, Grey
from ocr.faults import ScanFault
from storage import chain
from storage.archive import Archive, digest
from storage.audit import append
from storage.chain import Checkpoint
from storage.clock import indian, now
from storage.database import transaction
from storage.exports.faults import NothingToCertify
from storage.exports.paper import ROOM, Paper
from storage.faults import ScanChanged
from storage.leases import scan_of
from storage.people import Author, act
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from storage.tables.scans import Scan

COLUMNS: Final = (0.3 * ROOM, 0.7 * ROOM)


@dataclass(frozen=True, slots=True)
class Origin:
    """How a scan came in, and the entry of the audit log that says so."""

    received: datetime
    batch: int
    operator: str
    entry: Checkpoint | None


@dataclass(frozen=True, slots=True)
class Certified:
    """A file or a page of one: its hash as computed now. No `origin` if it is none of our scans.

    `images` are the pages that it is about and the SHA-256 of each one's picture; "" where it
    cannot be decoded now.
    """

    name: str
    page: int | None
    sha256: str
    bytes: int
    origin: Origin | None
    document: int | None = None
    images: tuple[tuple[int, str], ...] = ()


async def of_document(number: int, archive: Archive) -> Certified:
    """The page that a document was read from, its file hashed anew.

    Raises NothingToCertify, and ScanChanged if the file is not what was received.
    """
    found = await Document.get_or_none(id=number).select_related("page__scan__batch")
    if found is None:
        raise NothingToCertify(what=number)
    scan = found.page.scan
    path, page = archive.place(scan.path), found.page.number
    if digest(path) != (scan.sha256, scan.bytes):
        raise ScanChanged(path=scan.path)
    one, images = await _scan(scan), tuple(_images(path, scan, page))
    return replace(one, page=page, document=number, images=images)


async def of_file(file: Path) -> Certified:
    """A file of any kind, as an export; with origin and pages if its bytes are those of a scan."""
    try:
        hashed = digest(file)
    except OSError as error:
        raise NothingToCertify(what=str(file)) from error
    if hashed is None:
        raise NothingToCertify(what=str(file))
    sha256, size = hashed
    scan = await Scan.get_or_none(sha256=sha256).select_related("batch")
    bare = Certified(file.name, None, sha256, size, None)
    if scan is None:
        return bare
    return replace(await _scan(scan), name=file.name, images=tuple(_images(file, scan)))


def image(grey: Grey) -> str:
    """The SHA-256 of a page's picture as a binary PGM file, which any program writes the same."""
    height, width = grey.shape
    return hashlib.sha256(b"P5\n%d %d\n255\n" % (width, height) + grey.tobytes()).hexdigest()


async def draft(one: Certified, by: Author, version: str) -> bytes:
    """The PDF; that it was made is in the audit log before it leaves."""
    head, moment = await chain.checkpoint(), now()
    thing = f"certificate/{one.document or one.sha256}"
    told = {"sha256": one.sha256, "page": one.page, "name": one.name}
    async with transaction() as client:
        await append(client, act(by, "exporting", thing, after=told, source_sha256=one.sha256))
    return written(one, head, moment, _device(version))


def written(one: Certified, head: Checkpoint, moment: datetime, device: str) -> bytes:
    """The PDF of these facts: the same facts, the same bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        paper = Paper("Certificate, section 63(4) BSA: draft", moment, Path(scratch))
        _parts(paper, device)
        _report(paper, one, head, moment)
        out = Path(scratch, "certificate.pdf")
        paper.save(out)
        return out.read_bytes()


def _parts(paper: Paper, device: str) -> None:
    words = _words()
    paper.write(words["draft"], 15, "Bold")
    for line in words["title"].splitlines():
        paper.write(line, 13, "Bold")
    paper.text(words["note"].strip(), 9)
    paper.gap(6)
    for part in ("part_a", "part_b"):
        for language in ("hi", "en"):
            told = words[part][language].strip().format(computer="×", device=device)
            heading, _, text = told.partition("\n\n")
            paper.write(heading, 13, "Bold")
            paper.text(text)
            paper.page()


def _report(paper: Paper, one: Certified, head: Checkpoint, moment: datetime) -> None:
    words = _words()["report"]
    paper.write(words["title"], 13, "Bold")
    paper.write(words["made"].format(moment=_shown(moment)))
    paper.gap(6)
    known = {name: value for name, value in _facts(one, head).items() if value is not None}
    paper.row((words["fact"], words["value"]), COLUMNS, 8, "Bold")
    for name, value in known.items():
        paper.row((words[name], value or words["unknown"]), COLUMNS, 8)
    for number, sha256 in one.images:
        paper.row((words["image"].format(page=number), sha256 or words["unknown"]), COLUMNS, 8)
    paper.gap(6)
    paper.text(words["check"].strip(), 9)


def _facts(one: Certified, head: Checkpoint) -> dict[str, str | None]:
    """What the report says by name; None where it does not apply, "" where it is not known."""
    told: dict[str, str | None] = {
        "document": str(one.document) if one.document else None,
        "file": one.name,
        "page": str(one.page) if one.page else None,
        "bytes": str(one.bytes),
        "sha256": one.sha256,
    }
    origin = _origin(one.origin) if one.origin else {}
    return told | origin | {"head": str(head.seq), "head_hash": head.hash}


def _origin(came: Origin) -> dict[str, str | None]:
    return {
        "received": _shown(came.received),
        "batch": str(came.batch),
        "operator": came.operator,
        "entry": str(came.entry.seq) if came.entry else "",
        "hash": came.entry.hash if came.entry else "",
    }


def _images(path: Path, row: Scan, page: int | None = None) -> Iterator[tuple[int, str]]:
    """Of the one page, or of each in turn."""
    scan = scan_of(row)
    with Decoder() as decoder:
        for number in [page] if page else [frame.number for frame in scan.frames]:
            try:
                yield number, image(decoder.page(path, scan, number))
            except ScanFault:
                yield number, ""


async def _scan(scan: Scan) -> Certified:
    asked = AuditEntry.filter(action="ingestion", object=f"scan/{scan.sha256}")
    entry = await asked.order_by("seq").first()
    at = Checkpoint(entry.seq, entry.hash) if entry else None
    origin = Origin(scan.received_at, scan.batch.id, scan.batch.actor, at)
    return Certified(scan.source, None, scan.sha256, scan.bytes, origin)


def _device(version: str) -> str:
    return f"{platform.node()}, {platform.system()} {platform.release()}, Panji {version}"


def _shown(moment: datetime) -> str:
    return f"{indian(moment):%d/%m/%Y %H:%M:%S} IST"


@cache
def _words() -> dict[str, Any]:
    file = Path(__file__).with_name("certificate.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
