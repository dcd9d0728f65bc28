"""Rows of what an e-office knows of its files: page numbers, movements, links, what is asked."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from storage.tables.documents import Document
from storage.tables.offices import File


class FilePage(Model):
    """The number of a page in a file, given once: it stays when the page moves to another file."""

    id = fields.BigIntField(primary_key=True)
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "storage.File", related_name="numbered", on_delete=fields.RESTRICT
    )
    file_id: int
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "storage.Document", related_name="numbers", on_delete=fields.RESTRICT
    )
    document_id: int
    number = fields.IntField()
    at = fields.DatetimeField()

    class Meta:
        table = "file_pages"
        unique_together = (("file", "number"), ("file", "document"))


class Movement(Model):
    """A file was sent from a post, or from the record room (""), to a post."""

    id = fields.BigIntField(primary_key=True)
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "storage.File", related_name="movements", on_delete=fields.RESTRICT
    )
    file_id: int
    origin = fields.CharField(max_length=64)
    post = fields.CharField(max_length=64)
    by = fields.CharField(max_length=160)
    at = fields.DatetimeField()
    remark = fields.CharField(max_length=400)

    class Meta:
        table = "movements"


class FileLink(Model):
    """Two files that belong together, the lower id first."""

    id = fields.BigIntField(primary_key=True)
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "storage.File", related_name="links", on_delete=fields.RESTRICT
    )
    file_id: int
    other: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "storage.File", related_name="linked", on_delete=fields.RESTRICT
    )
    other_id: int
    by = fields.CharField(max_length=160)
    at = fields.DatetimeField()

    class Meta:
        table = "file_links"
        unique_together = (("file", "other"),)


class FileRequest(Model):
    """Somebody asked to close or reopen a file, and another allows or refuses it."""

    id = fields.BigIntField(primary_key=True)
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "storage.File", related_name="requests", on_delete=fields.RESTRICT
    )
    file_id: int
    wanted = fields.CharField(max_length=8)
    reason = fields.CharField(max_length=400)
    asked_by = fields.BigIntField()
    asker = fields.CharField(max_length=160)
    asked_at = fields.DatetimeField()
    allowed = fields.BooleanField(null=True)
    decider = fields.CharField(max_length=160, null=True)
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "file_requests"
        indexes = (("file_id", "allowed"),)
