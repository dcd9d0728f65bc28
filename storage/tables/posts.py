"""Rows of the posts of the offices, and of who held each of them from when to when."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Post(Model):
    """A post as the district's data had it last. Files are marked to it, never to a person.

    `code` is its marking without initials: SHO-PSTIRWA-KNJ.
    """

    code = fields.CharField(max_length=64, primary_key=True)
    office = fields.CharField(max_length=32)
    title = fields.CharField(max_length=200)
    english = fields.CharField(max_length=200)
    valid_from = fields.DateField(null=True)
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "posts"


class Incumbent(Model):
    """Who holds a post from `since` until the day before `until`, or still."""

    id = fields.BigIntField(primary_key=True)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField(
        "storage.Post", related_name="incumbents", on_delete=fields.RESTRICT
    )
    post_id: str
    name = fields.CharField(max_length=200)
    initials = fields.CharField(max_length=8)
    since = fields.DateField()
    until = fields.DateField(null=True)

    class Meta:
        table = "incumbents"
        unique_together = (("post", "since"),)
