"""What closes a record to others: recall, a freeze, removal, a case team."""
import django.contrib.postgres.fields
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_closing"), ("access", "0009_endings")]
    operations = [
        *(migrations.AddField("record", name, models.DateTimeField(null=True))
          for name in ("recalled_at", "frozen_at", "removed_at")),
        migrations.AddField("record", "team", django.contrib.postgres.fields.ArrayField(
            base_field=models.UUIDField(), null=True, size=None)),
        script("sharing/0008_closed"),
    ]
