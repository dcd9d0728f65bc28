"""The key pair that checkpoints are signed with, made on first use.

The private key never leaves its folder; the public one lies beside it, to be copied to where
the log's keepers cannot change it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from storage.faults import NoCheckpoint


def public_file(home: Path) -> Path:
    """Where the public key of the installation at `home` lies."""
    return home / "keys" / "checkpoint.pub"


def private_key(home: Path) -> Ed25519PrivateKey:
    """The key of the installation; readable by its owner alone. Raises NoCheckpoint."""
    place = public_file(home).with_suffix(".key")
    if not place.exists():
        _make(place)
    try:
        key = load_pem_private_key(place.read_bytes(), None)
    except (OSError, ValueError) as error:
        raise NoCheckpoint(path=str(place)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoCheckpoint(path=str(place))
    if not public_file(home).exists():
        form = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        public_file(home).write_bytes(key.public_key().public_bytes(*form))
    return key


def public_key(file: Path) -> Ed25519PublicKey:
    """The public key in a PEM file. Raises NoCheckpoint."""
    try:
        key = load_pem_public_key(file.read_bytes())
    except (OSError, ValueError) as error:
        raise NoCheckpoint(path=str(file)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise NoCheckpoint(path=str(file))
    return key


def _make(place: Path) -> None:
    """Written aside and linked into its place: of two processes one wins, and none reads half."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle, aside = tempfile.mkstemp(dir=place.parent)  # 0600 from the start
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes(*form))
            file.flush()
            os.fsync(file.fileno())
        Path(place).hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        Path(aside).unlink()
