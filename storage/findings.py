"""A fault kept as a value, so that it can be stored, counted and shown in either language."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.faults import Fault, Language, fault


@dataclass(frozen=True, slots=True)
class Finding:
    """Code and details of something found; `message` says it with the next step."""

    code: str
    details: tuple[tuple[str, str], ...] = ()

    @property
    def fault(self) -> Fault:
        """The fault that it is."""
        return fault(self.code, dict(self.details))

    def message(self, language: Language = "en") -> str:
        """What to tell the user."""
        return self.fault.message(language)


def finding(cause: Fault) -> Finding:
    """The value for a fault."""
    return Finding(cause.code, tuple(sorted(cause.details.items())))
