"""A hand-over is whole or not there, the same when made again, masked unless there is a reason."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest

from storage import chain
from storage.database import opened
from storage.exports import desk
from storage.exports.faults import (
    FileNumberNotAllowed,
    FolderNotEmpty,
    NotHandedOver,
    NothingToHandOver,
    ReasonMissing,
)
from storage.exports.handover import FORMS, MANIFEST, RECEIPT
from storage.exports.order import Choice
from storage.faults import ScanChanged, ScanMissing
from storage.tables.audit import AuditEntry, AuditValue
from storage.tables.documents import Document
from storage.tables.efile import FilePage
from tests.storage.handover.stock import LETTER, MASKED, REGISTER, contents, given, stocked


@pytest.mark.parametrize("form", FORMS)
async def test_made_again_it_is_the_same_byte_for_byte(
    sqlite_url: str, tmp_path: Path, form: str
) -> None:
    """No clock, no chance: every file of it, the receipt too."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        told = await given(form, archive, tmp_path / "one")
        await given(form, archive, tmp_path / "two")
    assert (told.files, told.pages) == (2, 4)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


async def test_the_manifest_names_every_file_with_its_hash(url: str, tmp_path: Path) -> None:
    """All but itself and the receipt, which names the manifest's own."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await given("alto", archive, tmp_path / "out")
    found = contents(tmp_path / "out")
    manifest = json.loads(found.pop(MANIFEST))
    assert found.pop(RECEIPT)
    assert {one["path"]: one["sha256"] for one in manifest["contents"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items()
    }
    assert [one["file_no"] for one in manifest["files"]] == [REGISTER, LETTER]
    assert [page["page"] for page in manifest["files"][0]["pages"]] == [1, 2, 3]
    assert manifest["masked"]


async def test_a_folder_that_is_not_empty_is_never_written_to(
    sqlite_url: str, tmp_path: Path
) -> None:
    """An empty one is taken."""
    out = tmp_path / "out"
    out.mkdir()
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("hocr", archive, out)
        before = contents(out)
        with pytest.raises(FolderNotEmpty):
            await given("alto", archive, out)
    assert contents(out) == before


@pytest.mark.parametrize("form", ["efile", "bagit"])
async def test_what_cannot_be_finished_leaves_nothing(
    sqlite_url: str, tmp_path: Path, form: str
) -> None:
    """A scan that is gone or was changed stops it, and no half of it is there."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        (scan,) = archive.root.glob("scans/*/*/*.tif")
        scan.chmod(0o600)
        data = scan.read_bytes()
        scan.write_bytes(data[:-1] + b"\1")
        with pytest.raises(ScanChanged):
            await given(form, archive, tmp_path / "out")
        scan.unlink()
        with pytest.raises(ScanMissing):
            await given(form, archive, tmp_path / "out")
    assert not {"out", ".panji-"} & {path.name[:7] for path in entries(tmp_path)}


async def test_only_the_files_named_leave(url: str, tmp_path: Path) -> None:
    """A number that is in no file is told."""
    async with opened(url):
        archive = await stocked(tmp_path)
        one = Choice(whole=False, files=frozenset({LETTER}))
        assert (await given("hocr", archive, tmp_path / "out", one)).pages == 1
        none = Choice(whole=False, files=frozenset({LETTER, "K-1/1/2006-X"}))
        with pytest.raises(NotHandedOver) as told:
            await given("hocr", archive, tmp_path / "none", none)
    assert "K-1/1/2006-X" in told.value.message("hi")


async def test_restricted_pages_stay_and_are_counted(url: str, tmp_path: Path) -> None:
    """With a reason they leave, and who took them and why is in the log."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await Document.filter(page__scan__source="page.jpg").update(level="restricted")
        await Document.filter(page__number=2).update(level="restricted")
        assert (await given("alto", archive, tmp_path / "out")).pages == 2
        with pytest.raises(ReasonMissing):
            await given("alto", archive, tmp_path / "whole", Choice(), "   short   ")
        whole = await given("alto", archive, tmp_path / "whole", Choice(), "court order 12/2026")
        entry = await AuditEntry.filter(action="exporting").order_by("-seq").first()
        assert entry is not None
        value = await AuditValue.get(seq=entry.seq)
        assert not (await chain.follow())[1]
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert [(one["file_no"], one["restricted"]) for one in manifest["files"]] == [(REGISTER, 1)]
    assert whole.pages == 4
    assert json.loads(value.value)["reason"] == "court order 12/2026"


async def test_pages_leave_under_the_numbers_that_their_file_gave_them(
    url: str, tmp_path: Path
) -> None:
    """What stays leaves a gap, and a number that was given once is not given anew."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await given("alto", archive, tmp_path / "all")
        await Document.filter(page__number=2).update(level="restricted")
        await given("pdf", archive, tmp_path / "out")
        given_once = await FilePage.filter(file__file_no=REGISTER).order_by("number")
    register = json.loads((tmp_path / "out" / MANIFEST).read_text())["files"][0]
    assert [one.number for one in given_once] == [1, 2, 3]
    assert [(page["number"], page["page"]) for page in register["pages"]] == [(1, 1), (3, 3)]
    pdf = tmp_path / "out" / f"{desk.plain(REGISTER)}_0001-0003.pdf"
    with pypdfium2.PdfDocument(pdf) as book:
        assert [book.get_page_label(n) for n in range(len(book))] == ["1", "3"]


async def test_an_empty_store_has_nothing_to_hand_over(sqlite_url: str, tmp_path: Path) -> None:
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await Document.all().update(level="restricted")
        with pytest.raises(NothingToHandOver):
            await given("pdf", archive, tmp_path / "out", MASKED)


@pytest.mark.parametrize("number", ["थाना/1", "a_b", "a:b", "a\\b", "", "../x"])
def test_a_number_that_the_e_office_does_not_take_is_told(number: str) -> None:
    """NIC's letters and no others."""
    with pytest.raises(FileNumberNotAllowed):
        desk.plain(number)
    assert desk.plain("A-21001(3)/5/2008/DFG") == "A-21001(3)_5_2008_DFG"


def entries(folder: Path) -> list[Path]:
    return list(folder.iterdir())
