"""What the audit log says of a file's scans and pages, as PREMIS 3: objects, events, agents.

Values before and after are not in it: they are in the log under their hashes, and personal.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from storage.exports.desk import Listed
from storage.exports.xml import Made
from storage.filing import record_key
from storage.tables.audit import AuditEntry
from storage.tables.scans import Scan

SPACE: Final = "http://www.loc.gov/premis/v3"
TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"
# Who looked at it or took it out is no event of its own life, and the next export another one.
NOT_OF_IT: Final = ("unmasking", "exporting")
CHUNK: Final = 100
_premis: Final = Made("premis", SPACE)


async def elements(pages: Sequence[Listed]) -> AsyncIterator[ET.Element]:
    """The children of the document's root, in their order, few in memory at a time."""
    scans = sorted({one.sha256 for one in pages})
    for some in _chunks(scans):
        for scan in await Scan.filter(sha256__in=some).order_by("sha256"):
            yield _object(scan)
    actors: set[tuple[str, str]] = set()
    keys = [f"document/{record_key(one.sha256, one.page)}" for one in pages]
    for some in _chunks([*(f"scan/{sha256}" for sha256 in scans), *keys]):
        entries = AuditEntry.filter(object__in=some).exclude(action__in=NOT_OF_IT)
        for entry in await entries.order_by("seq"):
            actors.add((entry.actor, entry.role))
            yield _event(entry)
    for actor, role in sorted(actors):
        yield _agent(actor, role)


def _chunks(names: Sequence[str]) -> Iterable[list[str]]:
    return (list(names[at : at + CHUNK]) for at in range(0, len(names), CHUNK))


def _object(scan: Scan) -> ET.Element:
    told = _premis("object", {TYPE: "premis:file"})
    _identified(told, "object", "SHA-256", scan.sha256)
    has = _premis.under(told, "objectCharacteristics")
    fixity = _premis.under(has, "fixity")
    _premis.under(fixity, "messageDigestAlgorithm", text="SHA-256")
    _premis.under(fixity, "messageDigest", text=scan.sha256)
    _premis.under(has, "size", text=str(scan.bytes))
    form = _premis.under(_premis.under(has, "format"), "formatDesignation")
    _premis.under(form, "formatName", text=scan.format or "unknown")
    _premis.under(told, "originalName", text=scan.source)
    return told


def _event(entry: AuditEntry) -> ET.Element:
    told = _premis("event")
    _identified(told, "event", "Panji audit log", str(entry.seq))
    _premis.under(told, "eventType", text=entry.action)
    _premis.under(told, "eventDateTime", text=entry.utc)
    detail = _premis.under(told, "eventDetailInformation")
    _premis.under(detail, "eventDetail", text=f"hash in the log: {entry.hash}")
    _identified(told, "linkingAgent", "Panji user", entry.actor)
    kind, _, value = entry.object.partition("/")
    name = "SHA-256" if kind == "scan" else "Panji document"
    _identified(told, "linkingObject", name, value)
    return told


def _agent(actor: str, role: str) -> ET.Element:
    told = _premis("agent")
    _identified(told, "agent", "Panji user", actor)
    _premis.under(told, "agentName", text=actor)
    _premis.under(told, "agentType", text="software" if role == "system" else "person")
    _premis.under(told, "agentNote", text=f"role: {role}")
    return told


def _identified(parent: ET.Element, what: str, kind: str, value: str) -> None:
    told = _premis.under(parent, f"{what}Identifier")
    _premis.under(told, f"{what}IdentifierType", text=kind)
    _premis.under(told, f"{what}IdentifierValue", text=value)
