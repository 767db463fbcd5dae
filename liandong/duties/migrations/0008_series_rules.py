"""Duties follow their agreement as it is amended, rests, is left and renewed."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("duties", "0007_series"), ("access", "0007_settling")]
    operations = [script("duties/0008_series")]
