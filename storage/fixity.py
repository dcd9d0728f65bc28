"""Compares the archive's files with what was received: missing, changed, untracked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from storage.archive import Archive, Kept, digest

Found = Literal["intact", "missing", "changed", "replaced", "unreadable"]


@dataclass(frozen=True, slots=True)
class Fixity:
    """Paths below the archive's root, in order.

    `replaced` are those where a link, folder or device stands, `unreadable` those that the
    operating system does not let us read: what is in them is not known.
    """

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    untracked: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def amiss(self) -> int:
        """The number of files that are not as they should be."""
        lists = (self.missing, self.changed, self.untracked, self.replaced, self.unreadable)
        return sum(map(len, lists))


def fixity(archive: Archive, expected: Iterable[Kept]) -> Fixity:
    """Hash every file of the archive."""
    known = list(expected)
    looked = {one.path: look(archive, one) for one in known}
    return sorted_out(looked, names(archive) - {one.path for one in known})


def look(archive: Archive, kept: Kept) -> Found:
    """Hash one file; a link counts as such even if it leads to the same bytes."""
    place = archive.place(kept.path)
    try:
        if place.resolve() != archive.root.resolve() / kept.path:
            return "replaced"
        if place.exists() and not place.is_file():
            return "replaced"
        found = digest(place)
    except OSError:
        return "unreadable"
    if found is None:
        return "missing"
    return "intact" if found == (kept.sha256, kept.bytes) else "changed"


def sorted_out(looked: Mapping[str, Found], untracked: Iterable[str]) -> Fixity:
    """What was found, as lists."""

    def those(state: Found) -> tuple[str, ...]:
        return tuple(sorted(path for path, found in looked.items() if found == state))

    return Fixity(
        those("missing"),
        those("changed"),
        tuple(sorted(untracked)),
        those("replaced"),
        those("unreadable"),
    )


def own(archive: Archive, kept: Kept) -> Kept:
    """With the path that its hash gives it, whatever the record says."""
    folder = Path("scans", kept.sha256[:2], kept.sha256[2:4])
    if Path(kept.path).parent == folder and Path(kept.path).stem == kept.sha256:
        return kept
    there = sorted((archive.root / folder).glob(f"{kept.sha256}.*"))
    name = there[0].name if there else kept.sha256
    return replace(kept, path=str(folder / name))


def names(archive: Archive) -> set[str]:
    """The paths of all that lies in the archive."""
    return set(_files(archive.root))


def _files(root: Path) -> Iterator[str]:
    for path in (root / "scans").rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield str(path.relative_to(root))
