"""How a backup lies in its folder: scans once for all, and a snapshot for each time it was made.

FOLDER/store.json                of which store these are
FOLDER/archive/scans/ab/cd/…     every scan once, under its hash
FOLDER/snapshots/NAME/           database, keys, uploads, settings, district, a signed checkpoint
             … /files.sha256     all that belongs to it, as `sha256sum --check` in FOLDER reads it
             … /manifest.json    last of all: what has none was never finished
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from storage.archive import Kept, digest
from storage.backup.faults import BackupBroken, BackupLacks, NoBackup
from storage.disk import sync

FORM: Final = "panji-backup-1"
FILES: Final = "files.sha256"
MANIFEST: Final = "manifest.json"
UNFINISHED: Final = ".part"
NAMED: Final = 3
"""Files that a message names."""
Engine = Literal["sqlite", "postgres"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself; `lacking` are scans that were amiss in the store.

    `by` is who made it, as the audit log names him.
    """

    store: str
    made: str
    version: str
    engine: Engine
    scans: int
    lacking: tuple[str, ...]
    files_sha256: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A finished backup: the folder of them all, its own, and what it says of itself."""

    root: Path
    folder: Path
    manifest: Manifest

    @property
    def own(self) -> Path:
        """Its folder, as it lies below `root`."""
        return self.folder.relative_to(self.root)


def write(folder: Path, root: Path, told: dict[str, Any], scans: Iterable[Kept]) -> None:
    """List the files of an unfinished snapshot and those scans; then it is one, but for its name.

    The lines name the files as they will lie: the folder loses its suffix.
    """
    own = folder.with_suffix("").relative_to(root)
    lines = [f"{_sha256(file)}  {own / file.relative_to(folder)}\n" for file in _files(folder)]
    lines += [f"{one.sha256}  archive/{one.path}\n" for one in scans]
    (folder / FILES).write_text("".join(lines), encoding="utf-8")
    manifest = Manifest(**told, files_sha256=_sha256(folder / FILES))
    text = json.dumps({"form": FORM, **asdict(manifest)}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def settled(folder: Path) -> None:
    """Give a written snapshot its name, all of it on the disk before."""
    for path in (*_files(folder), *(one for one in folder.rglob("*") if one.is_dir()), folder):
        sync(path)
    folder.rename(folder.with_suffix(""))
    sync(folder.parent)


def opened(path: Path) -> Snapshot:
    """The snapshot at `path`, or the last of the backups there. NoBackup if there is none."""
    whole = finished(path)
    folder = whole[-1] if whole else path
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if told.pop("form") != FORM:
            raise NoBackup(path=str(path))
        manifest = Manifest(**told | {"lacking": tuple(told["lacking"])})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoBackup(path=str(path)) from error
    return Snapshot(folder.parent.parent, folder, manifest)


def finished(root: Path) -> list[Path]:
    """The folders of the finished snapshots there, the last one last."""
    inside = [one.parent for one in root.glob(f"snapshots/*/{MANIFEST}")]
    return sorted(one for one in inside if one.suffix != UNFINISHED)


def check(snapshot: Snapshot, *, incomplete: bool = False) -> tuple[Path, ...]:
    """Hash all that belongs to the snapshot; its files, as they lie below `root`.

    BackupBroken; BackupLacks, unless an `incomplete` one will do.
    """
    listed = snapshot.folder / FILES
    if digest(listed) is None or _sha256(listed) != snapshot.manifest.files_sha256:
        raise _broken(snapshot, [FILES])
    lines = dict(_lines(listed))
    bad = [path for path, sha256 in lines.items() if not _intact(snapshot.root, path, sha256)]
    if bad:
        raise _broken(snapshot, bad)
    lacking = snapshot.manifest.lacking
    if lacking and not incomplete:
        raise BackupLacks(path=str(snapshot.folder), count=len(lacking), files=_some(lacking))
    return tuple(map(Path, lines))


def _lines(listed: Path) -> Iterator[tuple[str, str]]:
    """Path and hash of each file."""
    for line in listed.read_text(encoding="utf-8").splitlines():
        sha256, _, path = line.partition("  ")
        yield path, sha256


def _intact(root: Path, path: str, sha256: str) -> bool:
    """A link counts as changed, even if it leads to the same bytes, and so does a way out."""
    if (root / path).resolve() != root.resolve() / path:
        return False
    found = digest(root / path)
    return found is not None and found[0] == sha256


def _broken(snapshot: Snapshot, bad: list[str]) -> BackupBroken:
    return BackupBroken(path=str(snapshot.folder), count=len(bad), files=_some(bad))


def _some(paths: Iterable[str]) -> str:
    told = list(paths)
    return ", ".join([*told[:NAMED], *(["…"] if len(told) > NAMED else [])])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(file: Path) -> str:
    found = digest(file)
    assert found is not None
    return found[0]
