"""Rows of the archive's round: when each scan's file was last hashed."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Check(Model):
    """When a scan's file was last hashed, and how it was found."""

    sha256 = fields.CharField(max_length=64, primary_key=True)
    checked_at = fields.DatetimeField()
    found = fields.CharField(max_length=16)

    class Meta:
        table = "fixity"
