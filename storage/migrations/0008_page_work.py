from tortoise import migrations
from tortoise.migrations import operations as ops
from orjson import loads
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.schema_editor.base import BaseSchemaEditor


async def fill(apps: object, editor: BaseSchemaEditor) -> None:
    # The office of the batches that were opened before.
    postgres = editor.client.capabilities.dialect == "postgres"
    said = "hints::jsonb ->> 'office'" if postgres else "json_extract(hints, '$.office')"
    await editor.client.execute_query(f"UPDATE batches SET office = coalesce({said}, '')")


class Migration(migrations.Migration):
    dependencies = [('storage', '0007_busy')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Batch',
            name='office',
            field=fields.CharField(default='', db_default='', max_length=32),
        ),
        ops.AddIndex(
            model_name='Batch',
            index=Index(fields=['office']),
        ),
        ops.AddField(
            model_name='Entry',
            name='position',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Entry',
            name='replaced_by',
            field=fields.BigIntField(null=True),
        ),
        ops.AddIndex(
            model_name='Entry',
            index=Index(fields=['batch_id']),
        ),
        ops.AddField(
            model_name='Page',
            name='ruled',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.RunPython(fill),
    ]
