"""Lines by verb and by period."""
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_ledger")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["verb", "-seq"], name="entry_of_verb")),
        migrations.AddIndex("entry", django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="entry_period")),
    ]
