"""`panji certificate`: the draft of a certificate under section 63(4) BSA."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from panji.place import Place, unusable
from panji.settings import settings

if TYPE_CHECKING:
    from storage.archive import Archive

What = Annotated[str, typer.Argument(help="Number of a document, or a file, as an export.")]
OutFile = Annotated[Path, typer.Option("--out", help="The PDF to write.")]


def certificate(what: What, out: OutFile) -> int:
    """Draft Part A and Part B in Hindi and English, with the hash report."""
    from storage.archive import Archive

    place = Place(settings())
    archive = Archive(place.settings.options().archive)
    is_number = what.isascii() and what.isdigit() and not Path(what).exists()
    asked = int(what) if is_number else Path(what)
    content = place.asked(lambda: _draft(asked, archive))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise unusable(out, error) from error
    print(place.say("certificate", path=out))
    return 0


async def _draft(asked: int | Path, archive: Archive) -> bytes:
    from storage.exports import certificate as drafts
    from storage.people import COMMAND_LINE

    if isinstance(asked, int):
        one = await drafts.of_document(asked, archive)
    else:
        one = await drafts.of_file(asked)
    return await drafts.draft(one, COMMAND_LINE, version("panji"))
