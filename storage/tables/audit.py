"""Rows of the audit log; the database itself refuses to change or delete them."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class AuditEntry(Model):
    """One link of the chain. Times are texts, because their exact writing is hashed."""

    seq = fields.BigIntField(primary_key=True, generated=False)
    utc = fields.CharField(max_length=40)
    ist = fields.CharField(max_length=40)
    actor = fields.CharField(max_length=160)
    role = fields.CharField(max_length=40)
    session = fields.CharField(max_length=80)
    ip = fields.CharField(max_length=64)
    action = fields.CharField(max_length=40)
    object = fields.CharField(max_length=200)
    version_before = fields.IntField(null=True)
    version_after = fields.IntField(null=True)
    before = fields.CharField(max_length=64, null=True)
    after = fields.CharField(max_length=64, null=True)
    source_sha256 = fields.CharField(max_length=64, null=True)
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "audit"
        indexes = (("object",), ("action",))


class AuditValue(Model):
    """The salted value that an entry committed to. A destruction order may erase this row alone."""

    id = fields.BigIntField(primary_key=True)
    seq = fields.BigIntField()
    side = fields.CharField(max_length=8)
    salt = fields.CharField(max_length=64)
    value = fields.TextField()

    class Meta:
        table = "audit_values"
        unique_together = (("seq", "side"),)
