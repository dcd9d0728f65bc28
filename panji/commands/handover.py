"""`panji export efile|pdf|alto|hocr|bagit`: files handed over, with a manifest and a receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from panji.place import Place, unusable
from panji.settings import settings

FORMS = {
    "efile": "Folders as NIC's eFile migrates them: Notes, Receipts, Issues, References.",
    "pdf": "Each file as PDF/A-2u, its words behind the pictures.",
    "alto": "Each page's words and boxes as ALTO 4.",
    "hocr": "Each page's words and boxes as hOCR.",
    "bagit": "A BagIt bag: scans as received, ALTO, CSV, METS and PREMIS.",
}

Out = Annotated[Path, typer.Option("--out", help="A new folder for it, or an empty one.")]
Files = Annotated[
    list[str] | None, typer.Option("--file", help="Only this file number; may be repeated.")
]
Whole = Annotated[
    bool, typer.Option("--whole", help="Identifiers and restricted pages too; logged.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why it has to be whole.")]
Command = Callable[[Path, list[str] | None, bool, str], int]


def add_to(app: typer.Typer) -> None:
    """Add a command for each form."""
    for form, told in FORMS.items():
        app.command(form, help=told)(_command(form))


def _command(form: str) -> Command:
    def command(out: Out, file: Files = None, whole: Whole = False, reason: Reason = "") -> int:
        return _hand_over(form, out, file, whole, reason)

    return command


def _hand_over(
    form: str,
    out: Path,
    files: list[str] | None,
    whole: bool,  # noqa: FBT001 - as typer hands it over
    reason: str,
) -> int:
    from classifiers.load import load
    from storage.archive import Archive
    from storage.exports.handover import Order, hand_over
    from storage.exports.order import Choice
    from storage.people import COMMAND_LINE

    place = Place(settings())
    choice = Choice(whole=whole, files=frozenset(files) if files else None)
    titles = load(place.settings.district).titles
    order = Order(form, out.expanduser().absolute(), choice, reason, titles)
    archive = Archive(place.settings.options().archive)
    try:
        given = place.asked(lambda: hand_over(order, archive, COMMAND_LINE))
    except OSError as error:
        raise unusable(out, error) from error
    told = {"files": given.files, "pages": given.pages, "path": out, "receipt": given.receipt}
    print(place.say("handed_over", **told))
    return 0
