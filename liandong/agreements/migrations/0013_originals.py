"""A paper original is read by the parties alone."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0012_endings_guarded")]
    operations = [script("agreements/0012_originals")]
