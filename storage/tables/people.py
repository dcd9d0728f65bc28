"""Rows of the people who work with the records, and of their sessions."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model


class User(Model):
    """A person with a role in an office. Passwords are Argon2id hashes, nobody is ever deleted.

    `totp_step` is the last time step that was used, so that no code counts twice; `recovery`
    are hashes of codes that count once; `fails` and `blocked_until` slow down guessing.
    """

    id = fields.BigIntField(primary_key=True)
    name = fields.CharField(max_length=64, unique=True)
    full_name = fields.CharField(max_length=200)
    office = fields.CharField(max_length=32)
    role = fields.CharField(max_length=16)
    password = fields.CharField(max_length=200)
    must_change = fields.BooleanField(default=True)
    totp = fields.CharField(max_length=64, null=True)
    totp_step = fields.BigIntField(default=0)
    recovery: list[str] = fields.JSONField(default=list)
    disabled = fields.BooleanField(default=False)
    fails = fields.IntField(default=0)
    blocked_until = fields.DatetimeField(null=True)
    practised_at = fields.DatetimeField(null=True)
    preferences: dict[str, Any] = fields.JSONField(default=dict)
    created_at = fields.DatetimeField()

    class Meta:
        table = "users"


class Failure(Model):
    """A login from an address that failed, kept for as long as it counts."""

    id = fields.BigIntField(primary_key=True)
    address = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "login_failures"
        indexes = (("address", "at"),)


class Session(Model):
    """A login that counts until `until`, known by the SHA-256 of its cookie alone.

    `unmasked` says which documents its user has asked to see whole, and until when.
    """

    token = fields.CharField(max_length=64, primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "storage.User", related_name="sessions", on_delete=fields.CASCADE
    )
    user_id: int
    csrf = fields.CharField(max_length=64)
    ip = fields.CharField(max_length=64)
    began = fields.DatetimeField()
    seen = fields.DatetimeField()
    until = fields.DatetimeField()
    unmasked: dict[str, str] = fields.JSONField(default=dict)

    class Meta:
        table = "sessions"
