"""`panji checkpoint`: the audit log as it stands, signed, to be kept by others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from panji.place import Place, unusable
from panji.settings import settings


def checkpoint(
    out: Annotated[
        Path | None, typer.Option("--out", help="Write here, not below PANJI_HOME.")
    ] = None,
) -> int:
    """Write a signed checkpoint; keep a copy where nobody of this office can change it."""
    from storage import checkpoints, keys

    place = Place(settings())
    home = place.settings.home
    try:
        file, signed = place.asked(lambda: checkpoints.write(home, out))
    except OSError as error:
        raise unusable(out or home, error) from error
    told = {"seq": signed.seq, "hash": signed.hash, "public": keys.public_file(home)}
    print(place.say("checkpoint", path=file, **told))
    return 0
