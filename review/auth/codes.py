"""One-time codes (TOTP, RFC 6238) as a second factor: offline, each code counts once."""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import Final

import pyotp

from storage import guesses
from storage.people import Person

STEP: Final = 30
RECOVERY: Final = 8


def secret() -> str:
    """A new shared secret, in base 32."""
    return pyotp.random_base32()


def address(person: Person, shared: str) -> str:
    """What an authenticator app reads to add the account."""
    return pyotp.TOTP(shared).provisioning_uri(name=person.name, issuer_name="Panji")


def fits(shared: str, code: str, after: int = 0) -> int | None:
    """The time step of the code, if it is of now or a step beside it and later than `after`."""
    current = int(time.time()) // STEP
    totp = pyotp.TOTP(shared)
    steps = (current - 1, current, current + 1)
    good = [step for step in steps if step > after and _same(totp.generate_otp(step), code)]
    return good[0] if good else None


async def accepts(person: Person, code: str) -> bool:
    """Whether the code is right and not used before; using it makes it count no more."""
    if person.totp is None:
        return True
    step = fits(person.totp, code, person.totp_step)
    if step is not None:
        return await guesses.spend_step(person.id, step)
    used = _hashed(code)
    return used in person.recovery and await guesses.spend_code(person.id, used)


def recovery() -> tuple[list[str], list[str]]:
    """New codes for a lost telephone, to be shown once, and what is kept of them."""
    codes = [secrets.token_hex(5) for _ in range(RECOVERY)]
    return codes, [_hashed(code) for code in codes]


def _same(right: str, told: str) -> bool:
    return secrets.compare_digest(right.encode(), told.strip().encode())


def _hashed(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()
