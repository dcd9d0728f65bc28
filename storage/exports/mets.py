"""A file as METS: what it is, its events, the files that hold it, its pages in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from storage.exports.sheets import Bundle
from storage.exports.xml import Made, bytes_of

SPACE: Final = "http://www.loc.gov/METS/"
LINK: Final = "http://www.w3.org/1999/xlink"
_mets: Final = Made("mets", SPACE)
_dc: Final = Made("dc", "http://purl.org/dc/elements/1.1/")
_link: Final = Made("xlink", LINK)


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the bag: its use (scan, picture, alto, rows), its path from the METS file."""

    name: str
    use: str
    path: str
    media: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its number in the file, what it is called, the names of what holds it."""

    number: int
    label: str
    held: tuple[str, ...]


def document(bundle: Bundle, held: Sequence[Held], leaves: Sequence[Leaf]) -> bytes:
    """The METS file; PREMIS lies beside it as premis.xml."""
    root = _mets("mets", {"OBJID": bundle.file_no, "LABEL": bundle.title})
    _described(root, bundle)
    events = _mets.under(root, "amdSec", {"ID": "amd"})
    events = _mets.under(events, "digiprovMD", {"ID": "premis"})
    where = {"LOCTYPE": "URL", "MDTYPE": "PREMIS", **_to("premis.xml")}
    _mets.under(events, "mdRef", where)
    _files(root, held)
    tree = _mets.under(root, "structMap", {"TYPE": "physical"})
    told = {"TYPE": "file", "LABEL": bundle.file_no, "DMDID": "dmd", "ADMID": "premis"}
    top = _mets.under(tree, "div", told)
    for leaf in leaves:
        told = {"TYPE": "page", "ORDER": str(leaf.number), "LABEL": leaf.label}
        page = _mets.under(top, "div", told)
        for name in leaf.held:
            _mets.under(page, "fptr", {"FILEID": name})
    return bytes_of(root)


def _described(root: ET.Element, bundle: Bundle) -> None:
    section = _mets.under(root, "dmdSec", {"ID": "dmd"})
    wrap = _mets.under(section, "mdWrap", {"MDTYPE": "DC"})
    data = _mets.under(wrap, "xmlData")
    _dc.under(data, "title", text=bundle.title)
    _dc.under(data, "creator", text=bundle.office)
    _dc.under(data, "subject", text=bundle.head)
    _dc.under(data, "identifier", text=bundle.file_no)
    _dc.under(data, "identifier", text=str(bundle.computer_no))


def _files(root: ET.Element, held: Sequence[Held]) -> None:
    section = _mets.under(root, "fileSec")
    for use in dict.fromkeys(one.use for one in held):
        group = _mets.under(section, "fileGrp", {"USE": use})
        for one in held:
            if one.use == use:
                _file(group, one)


def _file(group: ET.Element, one: Held) -> None:
    told = {
        "ID": one.name,
        "MIMETYPE": one.media,
        "SIZE": str(one.bytes),
        "CHECKSUM": one.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }
    element = _mets.under(group, "file", told)
    _mets.under(element, "FLocat", {"LOCTYPE": "URL", **_to(one.path)})


def _to(path: str) -> dict[str, str]:
    return {f"{{{LINK}}}href": path}
