"""Up to when each officer has read everything, so that the bell does not count through years."""
import django.contrib.postgres.fields
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_order"), ("kernel", "0003_policies")]
    operations = [
        migrations.CreateModel(
            name="ReadMark",
            fields=[
                ("officer", models.UUIDField(primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
                ("posts", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
                ("left", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
            ],
            options={"db_table": "notices_read_mark"}),
        migrations.AddIndex("read", models.Index(fields=["officer", "at"], name="reading_by_moment")),
        script("notices/0003_read_mark"),
    ]
