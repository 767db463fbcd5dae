"""Lines by who may read them."""
import django.contrib.postgres.indexes
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_indexes")]
    operations = [
        migrations.AddIndex("entry", django.contrib.postgres.indexes.GinIndex(fields=["audience"], name="entry_of_audience")),
        script("audit/0002_readers"),
    ]
