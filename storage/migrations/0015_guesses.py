from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('storage', '0014_weeding')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Failure',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('address', fields.CharField(max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'login_failures', 'app': 'storage', 'indexes': [Index(fields=['address', 'at'])], 'pk_attr': 'id', 'table_description': 'A login from an address that failed, kept for as long as it counts.'},
            bases=['Model'],
        ),
    ]
