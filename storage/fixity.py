"""Compares the archive's files with what was received: missing, changed, untracked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.archive import Archive, Kept, digest


@dataclass(frozen=True, slots=True)
class Fixity:
    """Paths below the archive's root, in order."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    untracked: tuple[str, ...]


def fixity(archive: Archive, expected: Iterable[Kept]) -> Fixity:
    """Hash every file of the archive; a link in a file's place counts as changed."""
    known = {kept.path: kept for kept in expected}
    found = set(_files(archive.root))
    changed = (
        path
        for path in found & known.keys()
        if digest(archive.place(path)) != (known[path].sha256, known[path].bytes)
    )
    return Fixity(
        missing=tuple(sorted(known.keys() - found)),
        changed=tuple(sorted(changed)),
        untracked=tuple(sorted(found - known.keys())),
    )


def _files(root: Path) -> Iterator[str]:
    for path in (root / "scans").rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield str(path.relative_to(root))
