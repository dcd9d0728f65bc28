"""Rows of what a district owns: its offices, file heads and files, and the running numbers."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Office(Model):
    """An office as the district's data had it last, closed ones too."""

    code = fields.CharField(max_length=32, primary_key=True)
    name = fields.CharField(max_length=200)
    english = fields.CharField(max_length=200)
    variants: list[str] = fields.JSONField()
    type = fields.CharField(max_length=16)
    parent = fields.CharField(max_length=32, null=True)
    valid_from = fields.DateField(null=True)
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "offices"


class Head(Model):
    """A file head, closed ones too, because files carry their code."""

    code = fields.CharField(max_length=32, primary_key=True)
    level = fields.CharField(max_length=16)
    title = fields.CharField(max_length=200)
    english = fields.CharField(max_length=200)
    parent = fields.CharField(max_length=32, null=True)
    retention = fields.CharField(max_length=32)
    valid_from = fields.DateField(null=True)
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "heads"


class File(Model):
    """An e-office file: a register volume of an office, or its letters of a year under a head.

    `key` says which of the two and of what, so that unknown years and volumes are unique too;
    `volume` is the register's own (जिल्द). A part file has its `main` file's id and a number.
    `closed_on` is the day its keeping is counted from, `review_on` a later day that was decided,
    `post` who has it; None is the office's record room. `hold` is why it must not be weeded.
    No page of it is less guarded than `level`.
    """

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=160, unique=True)
    computer_no = fields.BigIntField(unique=True)
    file_no = fields.CharField(max_length=80, unique=True)
    office: fields.ForeignKeyRelation[Office] = fields.ForeignKeyField(
        "storage.Office", related_name="files", on_delete=fields.RESTRICT
    )
    head: fields.ForeignKeyRelation[Head] = fields.ForeignKeyField(
        "storage.Head", related_name="files", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(max_length=64, null=True)
    year = fields.IntField(null=True)
    volume = fields.IntField(null=True)
    serial = fields.IntField()
    # Never written: Tortoise would make the table anew to change the default of stores there are.
    state = fields.CharField(max_length=16, default="open")
    opened_at = fields.DatetimeField()
    priority = fields.CharField(max_length=16, default="current", db_default="current")
    main = fields.BigIntField(null=True)
    part = fields.IntField(null=True)
    old_file_no = fields.CharField(max_length=160, null=True)
    post = fields.CharField(max_length=64, null=True)
    closed_on = fields.DateField(null=True)
    closed_by = fields.BigIntField(null=True)
    review_on = fields.DateField(null=True)
    disposal = fields.CharField(max_length=16, default="keep", db_default="keep")
    decided_by = fields.BigIntField(null=True)
    hold = fields.CharField(max_length=400, null=True)
    level = fields.CharField(max_length=16, default="normal", db_default="normal")
    version = fields.IntField(default=1, db_default=1)
    office_id: str
    head_id: str

    class Meta:
        table = "files"


class Counter(Model):
    """The last number given out under `name`, counted up in the transaction that uses it."""

    name = fields.CharField(max_length=120, primary_key=True)
    given = fields.BigIntField()

    class Meta:
        table = "counters"
