"""On SQLite a save no longer merges parts of the full-text index, which made one in thirty slow.

They are merged when sixteen of about one size have come together: seldom, and mostly small ones.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor


async def seldom(apps: object, editor: BaseSchemaEditor) -> None:
    if editor.client.capabilities.dialect == "sqlite":
        for table in ("search_terms", "search_held"):
            config = f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 0)"
            await editor.client.execute_query(config)


class Migration(migrations.Migration):
    dependencies = [("storage", "0015_guesses")]

    operations = [ops.RunPython(seldom)]
