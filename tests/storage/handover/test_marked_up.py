"""ALTO and hOCR have every word in its box; the bag is valid and its METS leads everywhere."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from storage.database import opened
from storage.exports import alto, hocr, mets, premis
from storage.exports.order import Choice
from storage.tables.documents import Cell
from tests.storage.handover.stock import BOXES, TEXTS, given, stocked

REGISTER = "K-11011_1_2006-KNJ-TIR"
LETTER = "Q-15015_1_2016-KNJ-TIR"
A = f"{{{alto.SPACE}}}"
H = f"{{{hocr.SPACE}}}"
M = f"{{{mets.SPACE}}}"
P = f"{{{premis.SPACE}}}"
HREF = f"{{{mets.LINK}}}href"
REASON = "a reason that is long"


async def test_alto_has_the_cells_with_their_boxes_as_received(url: str, tmp_path: Path) -> None:
    """A block a cell, its column by name, whether a person corrected it."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await Cell.filter(column="c0").update(state="corrected")
        await given("alto", archive, tmp_path / "out", Choice(), REASON)
    root = ET.parse(tmp_path / "out" / REGISTER / "0003.xml").getroot()
    cells = root.findall(f".//{A}ComposedBlock[@TYPE='row']/{A}TextBlock")
    assert [(one.get("TAGREFS"), one.get("CS")) for one in cells] == [
        ("column-c0", "true"),
        ("column-c1", "false"),
        ("column-c2", "false"),
    ]
    sides = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    boxes = [tuple(float(one.get(side, "")) for side in sides) for one in cells]
    assert boxes == [(box.x0, box.y0, box.width, box.height) for box in BOXES]
    lines = [[word.get("CONTENT") for word in line] for line in cells[2].iter(f"{A}TextLine")]
    assert [[word for word in line if word] for line in lines] == [
        line.split() for line in TEXTS[2].splitlines()
    ]


async def test_ids_of_a_page_are_its_own_and_every_reference_leads(
    sqlite_url: str, tmp_path: Path
) -> None:
    """As the schema's ID and IDREF ask; every line has a word."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("alto", archive, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.xml"):
        root = ET.parse(path).getroot()
        ids = [one.get("ID") for one in root.iter() if one.get("ID")]
        assert len(ids) == len(set(ids))
        assert {one.get("TAGREFS") for one in root.iter() if one.get("TAGREFS")} <= set(ids)
        assert all(line.find(f"{A}String") is not None for line in root.iter(f"{A}TextLine"))


async def test_hocr_has_the_words_in_their_boxes(url: str, tmp_path: Path) -> None:
    """Whole pixels, inside the line's box; masked as all that leaves is."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await given("hocr", archive, tmp_path / "out")
    root = ET.parse(tmp_path / "out" / REGISTER / "0003.hocr").getroot()
    page = next(one for one in root.iter() if one.get("class") == "ocr_page")
    assert 'image "book.tif"; bbox 0 0 620 877; ppageno 2;' in page.get("title", "")
    told = [word.text for word in root.iter() if word.get("class") == "ocrx_word"]
    assert told == [
        "अपराध",
        "रजिस्टर",
        *" ".join(TEXTS[:2]).split(),
        *TEXTS[2].split()[:-1],
        "••••••3210",
    ]
    for line in (one for one in root.iter() if one.get("class") == "ocr_line"):
        assert all(within(bbox(word), bbox(line)) for word in line)


async def test_hocr_declares_all_that_it_uses(sqlite_url: str, tmp_path: Path) -> None:
    """Each kind of element is among the capabilities; Hindi is named as HTML names it."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("hocr", archive, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*.hocr"):
        root = ET.parse(path).getroot()
        told = {one.get("name"): one.get("content", "").split() for one in root.iter(f"{H}meta")}
        used = {one.get("class") for one in root.iter() if one.get("class")} | {"ocrp_lang"}
        assert used <= set(told["ocr-capabilities"])
        assert {one.get("lang") for one in root.iter() if one.get("lang")} == {"hi"}
        pages = [one for one in root.iter() if one.get("class") == "ocr_page"]
        declared = [told[f"ocr-{name}"] for name in ("langs", "scripts", "number-of-pages")]
        assert declared == [["hi"], ["Deva"], [str(len(pages))]]


async def test_a_letter_has_its_lines_as_corrected(sqlite_url: str, tmp_path: Path) -> None:
    """Unchanged lines keep the places of their words."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await Cell.filter(column="letter/line", text="विषय स्थिति").update(text="विषय शान्ति")
        await given("alto", archive, tmp_path / "out")
    root = ET.parse(tmp_path / "out" / LETTER / "0001.xml").getroot()
    words = [word.get("CONTENT") for word in root.iter(f"{A}String")]
    assert words == ["कार्यालय", "पुलिस", "अधीक्षक", "विषय", "शान्ति"]


async def test_the_bag_is_valid_and_its_mets_leads_to_every_file(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The Library of Congress's own program says so; hashes in METS are those of the files."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("bagit", archive, tmp_path / "out", Choice(), REASON)
    bag = tmp_path / "out" / "bag"
    assert valid(bag)
    own = bag / "data" / REGISTER
    root = ET.parse(own / "mets.xml").getroot()
    files = {one.get("ID"): one for one in root.iter(f"{M}file")}
    for one in files.values():
        where = one[0].get(HREF, "")
        assert hashlib.sha256((own / where).read_bytes()).hexdigest() == one.get("CHECKSUM")
    assert {one.get("FILEID") for one in root.iter(f"{M}fptr")} <= files.keys()
    pages = [one.get("ORDER") for one in root.iter(f"{M}div") if one.get("TYPE") == "page"]
    assert pages == ["1", "2", "3"]
    (kept,) = archive.root.glob("scans/*/*/*.tif")
    assert (bag / "data" / "scans" / kept.name).read_bytes() == kept.read_bytes()


async def test_premis_tells_the_life_of_the_scan_and_of_each_page(url: str, tmp_path: Path) -> None:
    """From its ingestion to filing; who exported it is no event of its life."""
    async with opened(url):
        archive = await stocked(tmp_path)
        await given("bagit", archive, tmp_path / "out")
    root = ET.parse(tmp_path / "out" / "bag" / "data" / REGISTER / "premis.xml").getroot()
    kinds = [one.findtext(f"{P}eventType") for one in root.iter(f"{P}event")]
    assert kinds.count("accession") == 3
    assert set(kinds) == {"ingestion", "accession"}
    (thing,) = root.iter(f"{P}object")
    assert thing.findtext(f"{P}originalName") == "book.tif"
    agents = {one.findtext(f".//{P}agentIdentifierValue") for one in root.iter(f"{P}agent")}
    named = {
        one.findtext(f"{P}linkingAgentIdentifierValue")
        for one in root.iter(f"{P}linkingAgentIdentifier")
    }
    assert named == agents


async def test_a_masked_bag_withholds_a_scan_of_which_something_is_covered(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Its pages are there as covered pictures; a scan that shows nothing of the kind leaves."""
    async with opened(sqlite_url):
        archive = await stocked(tmp_path)
        await given("bagit", archive, tmp_path / "out")
    data = tmp_path / "out" / "bag" / "data"
    assert [path.suffix for path in (data / "scans").iterdir()] == [".jpg"]
    pictures = [path.name for path in (data / REGISTER / "pictures").iterdir()]
    assert sorted(pictures) == ["0001.jpg", "0002.jpg", "0003.jpg"]
    assert "9876543210" not in (data / REGISTER / "rows.csv").read_text(encoding="utf-8")


def bbox(one: ET.Element) -> tuple[int, ...]:
    first = one.get("title", "").split(";")[0]
    return tuple(map(int, first.split()[1:]))


def within(inner: tuple[int, ...], outer: tuple[int, ...]) -> bool:
    return all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True)) and all(
        a <= b for a, b in zip(inner[2:], outer[2:], strict=True)
    )


def valid(bag: Path) -> bool:
    done = subprocess.run([sys.executable, "-m", "bagit", "--validate", bag], check=False)
    return done.returncode == 0
