"""Indexes for a store that is full and busy: the next page to review, what waits, a record's acts.

By hand, because Tortoise knows no descending columns.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

INDEXES = [
    "CREATE INDEX documents_next ON documents (state, desk, risk DESC, id)",
    "CREATE INDEX documents_riskiest ON documents (state, risk DESC, id)",
    "CREATE INDEX documents_heaps ON documents (state, flag, desk, kind, waiting)",
    "CREATE INDEX edits_document ON edits (document_id, id)",
    "CREATE INDEX edits_cell ON edits (cell_id, id)",
]


async def index(apps: object, editor: BaseSchemaEditor) -> None:
    for statement in INDEXES:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("storage", "0006_letter_rows")]

    operations = [ops.RunPython(index)]
