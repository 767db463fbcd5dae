"""Who keeps files beside an agreement."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_policies"), ("documents", "0002_policies")]
    operations = [script("agreements/0003_files")]
