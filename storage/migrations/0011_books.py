from tortoise import migrations
from tortoise.migrations import operations as ops
from orjson import loads
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('storage', '0010_files')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Volume',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=160)),
                ('office', fields.CharField(max_length=32)),
                ('kind', fields.CharField(max_length=64)),
                ('year', fields.IntField(null=True)),
                ('volume', fields.IntField(null=True)),
                ('counted', fields.IntField(null=True)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('closed_by', fields.CharField(null=True, max_length=160)),
                ('reason', fields.CharField(null=True, max_length=400)),
                ('findings', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('reopened', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('version', fields.IntField(default=1)),
            ],
            options={'table': 'books', 'app': 'storage', 'indexes': [Index(fields=['office', 'kind'])], 'pk_attr': 'id', 'table_description': 'A book as somebody counted or closed it. `key` says of what office, kind, year and volume.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='File',
            name='level',
            field=fields.CharField(default='normal', db_default='normal', max_length=16),
        ),
    ]
