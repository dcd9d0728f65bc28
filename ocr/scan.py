"""A file as received becomes a scan: its hash, its format, its frames; or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ocr.faults import Fault, Language, fault

Format = Literal["tiff", "jpeg", "png", "pdf"]
Category = Literal["damaged", "hostile", "unsupported", "engine"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One page inside a scan: `number` counts from 1, sizes are pixels as received."""

    number: int
    width: int
    height: int
    dpi: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that can be decoded: `sha256` is its identity, `source` its name as received."""

    source: str
    sha256: str
    bytes: int
    format: Format
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file (`number` 0) or page that could not be read: a value, so that nothing is lost."""

    sha256: str
    number: int
    code: str
    category: Category
    details: tuple[tuple[str, str], ...] = ()

    @property
    def fault(self) -> Fault:
        """The fault that it was, with its details."""
        return fault(self.code, dict(self.details))

    def message(self, language: Language = "en") -> str:
        """What to tell the operator."""
        return self.fault.message(language)


def unreadable(sha256: str, number: int, cause: Fault, category: Category) -> Unreadable:
    """The value for a fault met while reading a file or page."""
    return Unreadable(sha256, number, cause.code, category, tuple(sorted(cause.details.items())))
