"""Checkpoints of the audit log, signed and written out, to be kept where nobody here reaches them.

A chain shows by itself neither that its tail was cut off nor that all of it was computed anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from storage import chain, keys
from storage.audit import canonical
from storage.chain import Checkpoint
from storage.clock import now
from storage.disk import put
from storage.faults import CheckpointForged, NoCheckpoint

FORM: Final = "panji-checkpoint-1"


@dataclass(frozen=True, slots=True)
class Signed:
    """The log of `store` had the entry `seq` with that hash as its last one at `utc`.

    `key` is the public key and `signature` the Ed25519 signature of all the rest, both in hex.
    """

    store: str
    seq: int
    hash: str
    utc: str
    key: str
    signature: str = ""

    @property
    def said(self) -> bytes:
        """What is signed."""
        told = {name: value for name, value in asdict(self).items() if name != "signature"}
        return f"{FORM}\n{canonical(told)}".encode()


async def write(home: Path, out: Path | None = None) -> tuple[Path, Signed]:
    """Sign the log as it stands and write it to `out`, by default below `home`/checkpoints."""
    key, last, moment = keys.private_key(home), await chain.checkpoint(), now()
    public = key.public_key().public_bytes_raw().hex()
    bare = Signed(await chain.store(), last.seq, last.hash, moment.isoformat(), public)
    told = asdict(bare) | {"signature": key.sign(bare.said).hex()}
    place = out or home / "checkpoints" / f"{moment:%Y%m%dT%H%M%SZ}-{last.seq}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    put(place, f"{json.dumps({'form': FORM} | told, indent=1)}\n".encode())
    return place, Signed(**told)


def read(file: Path, key: Path) -> Checkpoint:
    """The checkpoint in `file`, signed with the key whose public half is in `key`.

    Raises NoCheckpoint if it is none, CheckpointForged if the signature is not by that key.
    """
    signed = _signed(file)
    public = keys.public_key(key)
    if not _is_by(public, signed):
        raise CheckpointForged(path=str(file), key=str(key))
    return Checkpoint(signed.seq, signed.hash)


def _signed(file: Path) -> Signed:
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if told.pop("form") != FORM:
            raise NoCheckpoint(path=str(file))
        signed = Signed(**told)
        bytes.fromhex(signed.signature + signed.hash)
        return Signed(**told | {"seq": int(signed.seq)})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoCheckpoint(path=str(file)) from error


def _is_by(public: Ed25519PublicKey, signed: Signed) -> bool:
    try:
        public.verify(bytes.fromhex(signed.signature), signed.said)
    except InvalidSignature:
        return False
    return signed.key == public.public_bytes_raw().hex()
