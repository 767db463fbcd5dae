"""Refusals are few among the lines: those alone, newest first."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_readers")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["-seq"], name="entry_refused",
                                                  condition=models.Q(verb__endswith=".refused"))),
    ]
