"""Rows of what was filed: pages as received, documents, register rows and their cells."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model

from storage import codec
from storage.tables.offices import File
from storage.tables.scans import Scan


class Page(Model):
    """A page as received, pixels and dots per inch, and how its leaves are laid flat.

    `ruled` are the lines of its tables where a person drew them; null where they were found.
    """

    id = fields.BigIntField(primary_key=True)
    scan: fields.ForeignKeyRelation[Scan] = fields.ForeignKeyField(
        "storage.Scan", related_name="filed_pages", on_delete=fields.RESTRICT
    )
    scan_id: str
    number = fields.IntField()
    width = fields.IntField()
    height = fields.IntField()
    dpi = fields.IntField()
    turned = fields.IntField()
    leaves: list[Any] = fields.JSONField()
    ruled: list[Any] | None = fields.JSONField(null=True)

    class Meta:
        table = "pages"
        unique_together = (("scan", "number"),)


class Document(Model):
    """What a page is and says. `record_key` is made from scan and page, so filing twice is once.

    `marks` are stamps and the like; null in what was filed before they were noted. `desk` is the
    office whose people work on it (its own, or that of the batch while its own is not known),
    `waiting` the number of its cells that wait for a person, `risk` how much they matter.
    `flag` is what a person said of the page: `rescan` or `asked`.
    """

    id = fields.BigIntField(primary_key=True)
    record_key = fields.CharField(max_length=64, unique=True)
    page_id: int
    file_id: int | None
    page: fields.OneToOneRelation[Page] = fields.OneToOneField(
        "storage.Page", related_name="document", on_delete=fields.RESTRICT
    )
    file: fields.ForeignKeyNullableRelation[File] = fields.ForeignKeyField(
        "storage.File", related_name="documents", on_delete=fields.RESTRICT, null=True
    )
    tag = fields.CharField(max_length=16)
    kind = fields.CharField(max_length=64)
    head = fields.CharField(max_length=32)
    office = fields.CharField(max_length=32)
    guesses: dict[str, Any] = fields.JSONField()
    year = fields.IntField(null=True)
    volume = fields.IntField(null=True)
    level = fields.CharField(max_length=16)
    level_reasons: list[str] = fields.JSONField()
    confidence = fields.FloatField()
    text = fields.TextField()
    lines: list[Any] = fields.JSONField()
    fields_read: list[Any] = fields.JSONField(decoder=codec.fitting_fields)
    marks: list[Any] | None = fields.JSONField(null=True)
    state = fields.CharField(max_length=16)
    version = fields.IntField(default=1)
    filed_at = fields.DatetimeField()
    desk = fields.CharField(max_length=32, default="", db_default="")
    waiting = fields.IntField(default=0, db_default=0)
    risk = fields.FloatField(default=0.0, db_default=0.0)
    flag = fields.CharField(max_length=16, null=True)
    held_by = fields.CharField(max_length=80, null=True)
    held_until = fields.DatetimeField(null=True)

    class Meta:
        table = "documents"
        indexes = (("tag", "state"), ("office", "kind"))


# A letter is laid out in rows too (classifiers.letter_rows).
class Row(Model):
    """A row of a register page, `number` counted from 1 down the page.

    `held_by` is the reviewer who has it until `held_until`, so that no two work on it at once.
    """

    id = fields.BigIntField(primary_key=True)
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "storage.Document", related_name="rows", on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    held_by = fields.CharField(max_length=80, null=True)
    held_until = fields.DatetimeField(null=True)
    document_id: int
    cells: fields.ReverseRelation[Cell]

    class Meta:
        table = "register_rows"
        unique_together = (("document", "number"),)


class Cell(Model):
    """A cell of a row. `version` grows with every change, so that nobody overwrites unseen.

    `alternatives` are the next best readings; null in what was filed before they were kept.
    `flag` is what a person said instead of a text: `illegible`, `rescan`, `asked`, or `disputed`
    when two keyed it differently.
    """

    id = fields.BigIntField(primary_key=True)
    row: fields.ForeignKeyRelation[Row] = fields.ForeignKeyField(
        "storage.Row", related_name="cells", on_delete=fields.RESTRICT
    )
    position = fields.IntField()
    column = fields.CharField(max_length=64)
    heading = fields.TextField()
    as_read = fields.TextField(source_field="raw")
    text = fields.TextField()
    value: dict[str, Any] | None = fields.JSONField(null=True, decoder=codec.fitting)
    confidence = fields.FloatField()
    x0 = fields.FloatField()
    y0 = fields.FloatField()
    x1 = fields.FloatField()
    y1 = fields.FloatField()
    source = fields.CharField(max_length=200)
    state = fields.CharField(max_length=16)
    reasons: list[str] = fields.JSONField()
    alternatives: list[str] | None = fields.JSONField(null=True)
    version = fields.IntField(default=1)
    flag = fields.CharField(max_length=16, null=True)
    row_id: int

    class Meta:
        table = "cells"
        unique_together = (("row", "position"),)
        indexes = (("state",),)
