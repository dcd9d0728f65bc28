"""`panji backup` and `panji restore`: the whole store elsewhere, and a store made from that."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place, unusable
from panji.settings import settings

if TYPE_CHECKING:
    from storage.backup.make import Installation
    from storage.backup.snapshot import Snapshot

PARTLY = 3

To = Annotated[Path, typer.Argument(help="A folder on another disk, of this store's backups.")]
From = Annotated[Path, typer.Argument(help="That folder, or one below its snapshots.")]
Check = Annotated[bool, typer.Option("--check", help="Only see whether the backup is whole.")]
Incomplete = Annotated[
    bool, typer.Option("--incomplete", help="Also one that lacks scans the store had lost.")
]


def backup(to: To) -> int:
    """Copy the store, also while others work: database, new scans, uploads, settings, keys."""
    from storage.backup import make
    from storage.people import COMMAND_LINE

    place = Place(settings())
    into = to.expanduser().absolute()
    try:
        made = place.asked(lambda: make.backup(_installation(place), into, COMMAND_LINE))
    except OSError as error:
        raise unusable(into, error) from error
    for path in made.lacking:
        print(place.say("backup_lacks", path=path))
    print(place.say("backed_up", path=made.folder, scans=made.scans, fresh=made.fresh))
    print(place.say("backup_secret"))
    return PARTLY if made.lacking else 0


def restore(source: From, check: Check = False, incomplete: Incomplete = False) -> int:
    """Make a store of a backup, where there is none yet, and verify it."""
    from storage.backup import restore as back
    from storage.backup import snapshot

    place = Place(settings())
    found = snapshot.opened(source.expanduser().absolute())
    told = {"path": found.folder, "made": found.manifest.made, "scans": found.manifest.scans}
    if check:
        snapshot.check(found, incomplete=incomplete)
        print(place.say("backup_whole", **told))
        return 0
    try:
        asyncio.run(back.restore(found, _installation(place), incomplete=incomplete))
    except OSError as error:
        raise unusable(place.settings.home, error) from error
    status = _entered(place, found)
    print(place.say("restored", home=place.settings.home, **told))
    return status


def _entered(place: Place, found: Snapshot) -> int:
    """The status of verify, with the checkpoint that was signed as the backup began."""
    from panji.commands.verify import checked
    from storage.backup import restore as back
    from storage.people import COMMAND_LINE

    place.asked(lambda: back.entered(found, COMMAND_LINE))
    return checked(place, [back.held(found)])


def _installation(place: Place) -> Installation:
    from storage.archive import Archive
    from storage.backup.engines import without_password
    from storage.backup.make import Installation

    told = place.settings
    kept = told.model_dump(mode="json") | {"database": without_password(told.url)}
    archive = Archive(told.options().archive)
    return Installation(told.home, told.url, archive, told.district, kept, version("panji"))
