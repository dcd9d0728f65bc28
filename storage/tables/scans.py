"""Rows of what came in: batches, scans, the names they came under, and the ledger of pages."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model


class Batch(Model):
    """One run of the intake, with what the operator said about it.

    `office` is that of its hints, "" if he named none: whose people see the batch.
    """

    id = fields.BigIntField(primary_key=True)
    actor = fields.CharField(max_length=120)
    hints: dict[str, Any] = fields.JSONField()
    opened_at = fields.DatetimeField()
    office = fields.CharField(max_length=32, default="", db_default="")

    class Meta:
        table = "batches"
        indexes = (("office",),)


class Scan(Model):
    """A file of the archive, whose bytes are its identity. No `frames` if it is unreadable."""

    sha256 = fields.CharField(max_length=64, primary_key=True)
    source = fields.CharField(max_length=1024)
    bytes = fields.BigIntField()
    format = fields.CharField(max_length=8, null=True)
    frames: list[Any] = fields.JSONField()
    pages = fields.IntField()
    path = fields.CharField(max_length=120)
    batch: fields.ForeignKeyRelation[Batch] = fields.ForeignKeyField(
        "storage.Batch", related_name="scans", on_delete=fields.RESTRICT
    )
    batch_id: int
    received_at = fields.DatetimeField()

    class Meta:
        table = "scans"
        indexes = (("source",),)


class Receipt(Model):
    """A name under which something was received.

    `identity` is its SHA-256, or that of its name if it was refused unread (links, devices).
    """

    id = fields.BigIntField(primary_key=True)
    identity = fields.CharField(max_length=64)
    name = fields.CharField(max_length=1024)
    refused = fields.BooleanField()
    batch: fields.ForeignKeyRelation[Batch] = fields.ForeignKeyField(
        "storage.Batch", related_name="receipts", on_delete=fields.RESTRICT
    )

    class Meta:
        table = "receipts"
        unique_together = (("identity", "name"),)


class Entry(Model):
    """The ledger: where a page stands. Page 0 is the whole file: unreadable, or refused unread.

    `token` grows each time the page is leased, so that a worker that lost its lease is known.
    `position` is its place in its batch where a person moved pages, `replaced_by` the entry of
    the page that was scanned in its stead.
    """

    id = fields.BigIntField(primary_key=True)
    identity = fields.CharField(max_length=64)
    page = fields.IntField()
    scan: fields.ForeignKeyNullableRelation[Scan] = fields.ForeignKeyField(
        "storage.Scan", related_name="entries", on_delete=fields.RESTRICT, null=True
    )
    batch: fields.ForeignKeyRelation[Batch] = fields.ForeignKeyField(
        "storage.Batch", related_name="entries", on_delete=fields.RESTRICT
    )
    state = fields.CharField(max_length=16)
    code = fields.CharField(max_length=8, null=True)
    category = fields.CharField(max_length=16, null=True)
    details: dict[str, str] = fields.JSONField()
    owner = fields.CharField(max_length=160, null=True)
    until = fields.DatetimeField(null=True)
    token = fields.IntField(default=0)
    position = fields.IntField(null=True)
    replaced_by = fields.BigIntField(null=True)
    batch_id: int
    scan_id: str | None

    class Meta:
        table = "ledger"
        unique_together = (("identity", "page"),)
        indexes = (("state", "id"), ("batch_id",))
