"""Amendments, pauses and leavings: one function makes the grants of a series what they should be."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0006_series")]
    operations = [script("access/0008_series"), script("access/0009_pausing")]
