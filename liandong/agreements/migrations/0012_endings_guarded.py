"""The supplement in which the result of a dispute binds; and what pages may not do about endings, breaches and disputes."""
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0011_endings_policies")]
    operations = [migrations.AddField("dispute", "supplement", models.UUIDField(null=True)),
                  script("agreements/0011_endings_guarded")]
