"""Who decided of a file's keeping: the one who allows its weeding does not record it too.

What was allowed before has to be allowed anew, because the row does not say by whom; the log does.
"""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """A column more of a file."""

    dependencies = [("storage", "0013_narrow")]
    initial = False
    operations = [
        ops.AddField(
            model_name="File",
            name="decided_by",
            field=fields.BigIntField(null=True),
        ),
        ops.RunSQL("UPDATE files SET disposal = 'keep' WHERE disposal = 'approved_weed'"),
    ]
