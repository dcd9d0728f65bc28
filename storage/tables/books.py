"""Rows of the register volumes as an office has them on paper: pages counted, closed or not."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Volume(Model):
    """A book as somebody counted or closed it. `key` says of what office, kind, year and volume.

    `counted` are its pages on paper. `reason` is why it was closed though something was found,
    `findings` what that was; `reopened` what opened it again by rule, until it is closed anew.
    """

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=160, unique=True)
    office = fields.CharField(max_length=32)
    kind = fields.CharField(max_length=64)
    year = fields.IntField(null=True)
    volume = fields.IntField(null=True)
    counted = fields.IntField(null=True)
    closed_at = fields.DatetimeField(null=True)
    closed_by = fields.CharField(max_length=160, null=True)
    reason = fields.CharField(max_length=400, null=True)
    findings: list[str] = fields.JSONField(default=list)
    reopened: list[str] = fields.JSONField(default=list)
    version = fields.IntField(default=1)

    class Meta:
        table = "books"
        indexes = (("office", "kind"),)
