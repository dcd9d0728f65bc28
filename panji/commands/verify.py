"""`panji verify`: whether archive, audit log and ledger are what they should be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place
from panji.settings import settings

if TYPE_CHECKING:
    from storage.chain import Checkpoint
    from storage.findings import Finding

Held = Annotated[
    list[Path] | None, typer.Option("--checkpoint", help="A checkpoint kept elsewhere; repeatable.")
]
Key = Annotated[
    Path | None, typer.Option("--key", help="A public key kept elsewhere; default: our own.")
]


def verify(checkpoint: Held = None, key: Key = None) -> int:
    """Check archive hashes, audit log, and that no page is lost; 0 only if all holds."""
    place = Place(settings())
    return checked(place, *_held(checkpoint or [], key, place))


def checked(place: Place, held: list[Checkpoint], bad: Sequence[Finding] = ()) -> int:
    """Tell what is found in the store, besides what is `bad` already; 0 only if it is nothing."""
    from storage import verify as store
    from storage.archive import Archive

    archive = Archive(place.settings.options().archive)
    found = place.asked(lambda: store.verify(archive, *held))
    findings = [*bad, *found.findings]
    for finding in findings:
        print(finding.message(place.settings.lang))
    if findings:
        print(place.say("not_verified", count=len(findings)))
        return 1
    counts = {"scans": found.scans, "documents": found.documents, "entries": found.entries}
    print(place.say("verified", **counts))
    if held:
        print(place.say("checkpoints", count=len(held)))
    return 0


def _held(
    files: list[Path], key: Path | None, place: Place
) -> tuple[list[Checkpoint], list[Finding]]:
    """The checkpoints that can be trusted, and what is wrong with the others."""
    from storage import checkpoints, keys
    from storage.faults import StoreFault
    from storage.findings import finding

    held, bad = [], []
    for file in files:
        try:
            trusted = key or keys.public_file(place.settings.home)
            held.append(checkpoints.read(file, trusted))
        except StoreFault as fault:
            bad.append(finding(fault))
    return held, bad
