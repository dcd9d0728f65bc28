"""A hand-over: files in the form asked for, a manifest of it all, a receipt to sign.

It is made in a folder of its own beside the one named, which appears whole or not at all. Made
again from the same store it is the same, byte for byte.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from ocr.decoder import Decoder
from storage.archive import Archive, digest, full_disk
from storage.exports.desk import Desk, Form, Pages
from storage.exports.faults import FolderNotEmpty, ReasonMissing
from storage.exports.forms import alto, bag, efile, hocr, pdf
from storage.exports.log import log
from storage.exports.order import Choice
from storage.exports.papers import receipt
from storage.exports.sheets import Bundle, bundles
from storage.people import Author
from storage.received import Received

FORMS: Final[dict[str, Form]] = {
    "efile": efile.write,
    "pdf": pdf.write,
    "alto": alto.write,
    "hocr": hocr.write,
    "bagit": bag.write,
}
MANIFEST: Final = "manifest.json"
RECEIPT: Final = "receipt.pdf"
LEAST: Final = 10
"""Letters of a reason; the screen asks for as many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be handed over, into which folder, and why if it is to be whole.

    `titles` are those of the district's kinds, by id; a kind without one is told by its id.
    """

    form: str
    out: Path
    choice: Choice
    reason: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed over: files of the e-office, pages of them, where the receipt lies."""

    files: int
    pages: int
    receipt: Path


async def hand_over(order: Order, archive: Archive, by: Author) -> Given:
    """Do it; raises FolderNotEmpty, NotHandedOver, ReasonMissing and others before it begins."""
    if order.choice.whole and len(order.reason.strip()) < LEAST:
        raise ReasonMissing(least=LEAST)
    _check_empty(order.out)
    wanted = await bundles(order.choice)
    await log(by, "files", order.form, order.choice, order.reason.strip())
    with full_disk(), _appearing(order.out) as (folder, scratch), Decoder() as decoder:
        desk = Desk(Received(archive), decoder, order.choice, scratch, order.titles)
        given = [await FORMS[order.form](desk, bundle, folder) for bundle in wanted]
        if order.form == "bagit":
            bag.close(folder, wanted)
        sha256 = _manifest(order, wanted, given, folder)
        whole = order.choice.whole
        receipt(order.form, wanted, whole, sha256, folder / RECEIPT, scratch)
    return Given(len(wanted), sum(map(len, given)), order.out / RECEIPT)


def _check_empty(out: Path) -> None:
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise FolderNotEmpty(path=str(out))


@contextmanager
def _appearing(out: Path) -> Iterator[tuple[Path, Path]]:
    """A folder that becomes `out` when the block has succeeded, and one that goes in any case."""
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".panji-", dir=out.parent))
    folder, scratch = made / "out", made / "scratch"
    try:
        folder.mkdir()
        scratch.mkdir()
        yield folder, scratch
        _check_empty(out)
        folder.rename(out)  # takes the place of an empty folder, never of another
    finally:
        shutil.rmtree(made)


def _manifest(order: Order, wanted: Sequence[Bundle], given: Sequence[Pages], folder: Path) -> str:
    """Write the manifest; its SHA-256, which the receipt names."""
    told: dict[str, Any] = {
        "form": order.form,
        "masked": not order.choice.whole,
        "files": [_of(*pair) for pair in zip(wanted, given, strict=True)],
        "contents": [_entry(path, folder) for path in _files(folder)],
    }
    path = folder / MANIFEST
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return _digest(path)[0]


def _of(bundle: Bundle, pages: Pages) -> dict[str, Any]:
    told = asdict(bundle) | {"pages": [asdict(page) for page in pages]}
    del told["last"]
    return told


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _entry(path: Path, folder: Path) -> dict[str, Any]:
    sha256, size = _digest(path)
    return {"path": path.relative_to(folder).as_posix(), "bytes": size, "sha256": sha256}


def _digest(path: Path) -> tuple[str, int]:
    found = digest(path)
    assert found is not None
    return found
