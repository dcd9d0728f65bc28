"""Made-up scans, records and districts, small and by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from classifiers.district import District, Head, Office
from classifiers.record import (
    Cell,
    Document,
    Field,
    Guess,
    RegisterPage,
    Sensitivity,
    State,
)
from classifiers.values import Amount, CaseNumber, Day, Person, Sections, Serial, Value
from ocr.geometry import Box, lattice, mesh
from ocr.pages import Leaf, Page
from ocr.reading import Reading, ReadLine, Word
from ocr.scan import Frame, Scan
from storage import district as store_district
from storage import ledger
from storage.archive import Archive, Kept
from storage.leases import Lease, lease
from storage.ledger import Accepted, Batch

ME = "here:1:boot-1"
BOX = Box(10, 20, 110, 60)
PNG = b"\x89PNG\r\n\x1a\n"


def png(name: str) -> bytes:
    """Bytes that look like a picture to the archive and differ by name."""
    return PNG + name.encode()


def scan(name: str, frames: int = 1) -> Scan:
    """A scan with that many pages, its bytes those of png(name)."""
    content = png(name)
    sizes = tuple(Frame(number, 2480, 3508, 300) for number in range(1, frames + 1))
    return Scan(name, hashlib.sha256(content).hexdigest(), len(content), "png", sizes)


def kept(one: Scan) -> Kept:
    """Where the archive would keep it."""
    return Kept(one.sha256, f"scans/{one.sha256[:2]}/{one.sha256[2:4]}/{one.sha256}.png", one.bytes)


def archived(archive: Archive, folder: Path, name: str) -> Kept:
    """The bytes of png(name), kept in the archive."""
    source = folder / "received" / name
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(png(name))
    return archive.keep(source)


async def accepted(batch: Batch, name: str, frames: int = 1) -> Accepted:
    """A scan entered in the ledger."""
    one = scan(name, frames)
    return await ledger.accept(batch, name, kept(one), one)


async def leased(name: str, owner: str = ME) -> Lease:
    """A one-page scan entered in a batch of its own, its page leased."""
    await accepted(await ledger.open_batch(), name)
    (one,) = await lease(owner, 1)
    return one


async def loaded() -> None:
    """The made-up district in the store."""
    await store_district.load(district())


def page(lease: Lease) -> Page:
    """The leased page, flat as it is."""
    knots = lattice(2480, 3508, 512)
    leaf = Leaf("whole", mesh(2480, 3508, 512, knots))
    return Page(lease.scan.sha256, lease.number, 2480, 3508, 300, 0, (leaf,))


def reading(text: str, value: Value | None = None, confidence: float = 0.9) -> Reading[Value]:
    """A reading of that text, as the engine first said it."""
    return Reading(text, text, value, confidence, BOX, "tesseract 5.3 Devanagari")


def cell(column: str, text: str, value: Value | None = None, state: State = "auto") -> Cell:
    """A cell with that reading."""
    return Cell(column, f"शीर्षक {column}", reading(text, value), state, ("कारण",))


def line(text: str) -> ReadLine:
    """A line of one word."""
    return ReadLine((Word(text, 0.8, BOX),), BOX)


ROW = (
    cell("serial", "१", Serial(1)),
    cell("case", "१२/०६", CaseNumber(12, 2006, ("379", "411"), "IPC")),
    cell("date", "०५.०३.२००६", Day(date(2006, 3, 5))),
    cell("sections", "३७९ भा०द०वि०", Sections(("379",), "IPC")),
    cell("complainant", "राम कुमार पुत्र श्याम", Person("राम कुमार", None, "पुत्र", "श्याम", None)),
    cell("value", "५०० रु०", Amount(Decimal("500.50"), "INR"), "review"),
    cell("remarks", "", None),
)


def register(lease: Lease, kind: str = "crime", head: str = "K-11011") -> RegisterPage:
    """A page of the crime register of थाना तिर्वा, 2006, with two rows."""
    return RegisterPage(
        tag="register",
        page=page(lease),
        kind=Guess(kind, 0.97, ("शीर्षक",)),
        head=Guess(head, 0.95),
        office=Guess("KNJ-TIR", 0.99),
        year=2006,
        volume=1,
        sensitivity=Sensitivity("normal"),
        lines=(line("अपराध रजिस्टर"),),
        rows=(ROW, ROW),
    )


def clean(lease: Lease) -> RegisterPage:
    """A register page on which nothing waits for a person."""
    row = tuple(replace(one, state="auto") for one in ROW)
    return replace(register(lease), rows=(row,))


def letter(lease: Lease, state: State = "auto") -> Document:
    """A letter of 2016 with one field."""
    return Document(
        tag="document",
        page=page(lease),
        kind=Guess("circular", 0.9),
        head=Guess("Q-15015", 0.9),
        office=Guess("KNJ-TIR", 0.9),
        year=2016,
        sensitivity=Sensitivity("confidential", ("धारा 376",)),
        lines=(line("कार्यालय"), line("विषय")),
        fields=(Field("date", reading("१९.०३.२०१६", Day(date(2016, 3, 19)))),),
        state=state,
    )


def district(*offices: Office) -> District:
    """Kannauj with two offices and two heads, or with other offices."""
    known = offices or (
        Office("KNJ", "कन्नौज", "Kannauj", ("कन्नौज जनपद",), "district", None, None, None),
        Office("KNJ-TIR", "तिर्वा", "Tirwa", ("तिरवा",), "thana", "KNJ", date(1990, 1, 1), None),
    )
    heads = (
        Head("K-11011", "secondary", "अपराध रजिस्टर", "Crime registers", "K-11", "C-10", None, None),
        Head("Q-15015", "secondary", "परिपत्र", "Circulars", "Q-15", "C-5", None, None),
    )
    return District(
        code="KNJ",
        name="कन्नौज",
        cutover=date(2027, 1, 1),
        offices={one.code: one for one in known},
        heads={one.code: one for one in heads},
        registers={},
        letters={},
        words={},
    )
