"""`panji verify`: whether archive, audit log and ledger are what they should be."""

from __future__ import annotations

from panji.place import Place
from panji.settings import settings


def verify() -> int:
    """Check archive hashes, audit log, and that no page is lost; 0 only if all holds."""
    from storage import verify as store
    from storage.archive import Archive

    place = Place(settings())
    archive = Archive(place.settings.options().archive)
    found = place.asked(lambda: store.verify(archive))
    for finding in found.findings:
        print(finding.message(place.settings.lang))
    if not found.holds:
        print(place.say("not_verified", count=len(found.findings)))
        return 1
    counts = {"scans": found.scans, "documents": found.documents, "entries": found.entries}
    print(place.say("verified", **counts))
    return 0
