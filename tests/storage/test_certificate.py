"""The draft of a certificate says what the store knows, in Hindi that can be read."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageSequence
from pypdf import PdfReader

from ocr.faults import Fault
from storage.chain import Checkpoint
from storage.database import opened
from storage.exports import certificate
from storage.exports.certificate import Certified, Origin
from storage.people import COMMAND_LINE
from storage.tables.audit import AuditEntry
from storage.tables.documents import Document
from tests.storage.handover import stock
from tests.storage.test_verify import stocked

MOMENT = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
ONE = Certified(
    "मालखाना 2019.tif",
    7,
    "ab" * 32,
    1234,
    Origin(MOMENT, 3, "राम", Checkpoint(17, "cd" * 32)),
    document=5,
)


@pytest.fixture(scope="module")
def made() -> bytes:
    """A draft of known facts."""
    return certificate.written(ONE, Checkpoint(40, "ef" * 32), MOMENT, "knj-1, Linux, Panji 0.1.0")


def text(content: bytes, page: int) -> str:
    return PdfReader(BytesIO(content)).pages[page].extract_text()


def test_the_same_facts_make_the_same_bytes(made: bytes) -> None:
    """Nothing in it is drawn by chance or by the clock."""
    head = Checkpoint(40, "ef" * 32)
    assert certificate.written(ONE, head, MOMENT, "knj-1, Linux, Panji 0.1.0") == made


def test_the_hash_report_has_hashes_origin_and_place_in_the_chain(made: bytes) -> None:
    """Each in full."""
    report = text(made, -1).replace("\n", "")
    for told in ("ab" * 32, "cd" * 32, "ef" * 32, "1234", "2019.tif", "05/01/2026 12:00:00 IST"):
        assert told in report


def test_both_parts_stand_in_both_languages(made: bytes) -> None:
    """The English words are the Schedule's."""
    pages = [text(made, number) for number in range(len(PdfReader(BytesIO(made)).pages))]
    assert sum("do hereby solemnly affirm" in page for page in pages) == 2
    assert any("PART A" in page for page in pages)
    assert any("PART B" in page for page in pages)
    assert any("knj-1" in page for page in pages)


def test_the_hindi_is_shaped_so_that_a_reader_reads_it(made: bytes, tmp_path: Path) -> None:
    """A recogniser, which fails on broken conjuncts and wandering vowel signs, reads the words."""
    (page,) = [pypdfium2.PdfDocument(made)[0]]
    picture = tmp_path / "page.png"
    page.render(scale=3).to_pil().convert("L").save(picture)
    asked = ["tesseract", str(picture), "-", "-l", "Devanagari", "--psm", "6"]
    read = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    wanted = ("प्रारूप", "प्रमाणपत्र", "भारतीय", "साक्ष्य", "अधिनियम", "हस्ताक्षर", "सत्यनिष्ठा")
    assert [word for word in wanted if word not in read] == []


async def test_a_document_s_draft_leads_to_the_entry_of_its_ingestion(
    url: str, tmp_path: Path
) -> None:
    """And that it was made is in the log."""
    async with opened(url):
        archive = await stocked(tmp_path)
        document = await Document.get(tag="register").select_related("page__scan")
        one = await certificate.of_document(document.id, archive)
        assert (one.sha256, one.page) == (document.page.scan_id, 1)
        entry = await AuditEntry.get(action="ingestion", source_sha256=one.sha256)
        assert one.origin is not None
        assert one.origin.entry == Checkpoint(entry.seq, entry.hash)
        assert (await certificate.draft(one, COMMAND_LINE, "0")).startswith(b"%PDF")
        assert await AuditEntry.exists(action="exporting", object=f"certificate/{document.id}")


async def test_no_draft_is_made_for_a_scan_that_was_changed_or_a_document_that_is_not_there(
    sqlite_url: str, tmp_path: Path
) -> None:
    """E702 and E859."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        document = await Document.get(tag="register").select_related("page__scan")
        place = archive.place(document.page.scan.path)
        place.chmod(0o644)
        place.write_bytes(b"x")
        for asked, code in ((document.id, "E702"), (99, "E859")):
            with pytest.raises(Fault) as fault:
                await certificate.of_document(asked, archive)
            assert fault.value.code == code


async def test_a_file_is_certified_by_its_bytes_with_the_origin_if_it_is_a_scan(
    sqlite_url: str, tmp_path: Path
) -> None:
    """An export has a hash alone, a scan one for the picture of each page too."""
    async with opened(sqlite_url):
        await stock.stocked(tmp_path)
        export = tmp_path / "entries.xlsx"
        export.write_bytes(b"x")
        assert (await certificate.of_file(export)).origin is None
        scan = await certificate.of_file(tmp_path / "received" / "book.tif")
        assert scan.origin is not None
        assert scan.images == tuple(pictures(tmp_path / "received" / "book.tif"))
        with pytest.raises(Fault) as fault:
            await certificate.of_file(tmp_path / "none")
        assert fault.value.code == "E859"


def pictures(scan: Path) -> Iterator[tuple[int, str]]:
    """The hashes of its pages as Pillow writes them."""
    with Image.open(scan) as opened_scan:
        for number, frame in enumerate(ImageSequence.Iterator(opened_scan), start=1):
            frame.convert("L").save(out := BytesIO(), "PPM")
            yield number, hashlib.sha256(out.getvalue()).hexdigest()
