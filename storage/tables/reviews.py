"""Rows of what people did to readings: edits, keyings, samples, gates, proposals, practice."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model

from storage.tables.documents import Cell, Document
from storage.tables.people import User


class Edit(Model):
    """One act on a cell, or on a field of a document: who, when, before, after, seconds taken.

    `key` is made by the screen, so that an act that is sent twice counts once; acts sent together
    (a whole row, a carpet) share `bundle` and are undone together. `undone_by` is the edit that
    took it back.
    """

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=64, unique=True)
    bundle = fields.CharField(max_length=64)
    act = fields.CharField(max_length=16)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "storage.Document", related_name="edits", on_delete=fields.RESTRICT
    )
    document_id: int
    cell: fields.ForeignKeyNullableRelation[Cell] = fields.ForeignKeyField(
        "storage.Cell", related_name="edits", on_delete=fields.RESTRICT, null=True
    )
    cell_id: int | None
    field = fields.CharField(max_length=64)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "storage.User", related_name="edits", on_delete=fields.RESTRICT
    )
    user_id: int
    at = fields.DatetimeField()
    seconds = fields.FloatField()
    version = fields.IntField()
    before: dict[str, Any] = fields.JSONField()
    after: dict[str, Any] = fields.JSONField()
    note = fields.TextField()
    undone_by = fields.BigIntField(null=True)

    class Meta:
        table = "edits"
        indexes = (("bundle",), ("user_id", "at"), ("at",))


class Keying(Model):
    """What a second person keyed without seeing the first text, and how it ended."""

    id = fields.BigIntField(primary_key=True)
    cell: fields.ForeignKeyRelation[Cell] = fields.ForeignKeyField(
        "storage.Cell", related_name="keyings", on_delete=fields.RESTRICT
    )
    cell_id: int
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "storage.User", related_name="keyings", on_delete=fields.RESTRICT
    )
    user_id: int
    text = fields.TextField()
    agrees = fields.BooleanField()
    settled = fields.BooleanField()
    seconds = fields.FloatField()
    at = fields.DatetimeField()

    class Meta:
        table = "keyings"
        unique_together = (("cell", "user"),)
        indexes = (("settled",),)


class Sample(Model):
    """A cell taken without review that was drawn for a person's look, and what he found.

    `verdict` is null while it waits, else `right` or `wrong`.
    """

    id = fields.BigIntField(primary_key=True)
    cell: fields.OneToOneRelation[Cell] = fields.OneToOneField(
        "storage.Cell", related_name="sample", on_delete=fields.RESTRICT
    )
    cell_id: int
    kind = fields.CharField(max_length=64)
    column = fields.CharField(max_length=64)
    engine = fields.CharField(max_length=200)
    office = fields.CharField(max_length=32)
    drawn_at = fields.DatetimeField()
    verdict = fields.CharField(max_length=8, null=True)
    user: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "storage.User", related_name="samples", on_delete=fields.RESTRICT, null=True
    )
    user_id: int | None
    seconds = fields.FloatField(default=0.0)
    at = fields.DatetimeField(null=True)

    class Meta:
        table = "samples"
        indexes = (("kind", "engine"), ("verdict", "office"))


class Gate(Model):
    """Whether cells of a kind, read by an engine, may be taken without review, and why."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=64)
    engine = fields.CharField(max_length=200)
    open = fields.BooleanField()
    looked_at = fields.IntField()
    wrong = fields.IntField()
    bound = fields.FloatField()
    by = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "gates"
        unique_together = (("kind", "engine"),)


class Proposal(Model):
    """What a later reading would make of a cell, which a person takes or drops."""

    id = fields.BigIntField(primary_key=True)
    cell: fields.ForeignKeyRelation[Cell] = fields.ForeignKeyField(
        "storage.Cell", related_name="proposals", on_delete=fields.RESTRICT
    )
    cell_id: int
    text = fields.TextField()
    value: dict[str, Any] | None = fields.JSONField(null=True)
    confidence = fields.FloatField()
    source = fields.CharField(max_length=200)
    state = fields.CharField(max_length=8, default="open")
    at = fields.DatetimeField()

    class Meta:
        table = "proposals"
        unique_together = (("cell", "source", "text"),)
        indexes = (("state",),)


class Attempt(Model):
    """A made-up page that a user practised on: what was right, what was missed, how long."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "storage.User", related_name="attempts", on_delete=fields.RESTRICT
    )
    user_id: int
    page = fields.CharField(max_length=80)
    cells = fields.IntField()
    right = fields.IntField()
    missed: list[Any] = fields.JSONField()
    seconds = fields.FloatField()
    at = fields.DatetimeField()

    class Meta:
        table = "attempts"
