"""No page ends a deed by itself any more."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0009_endings")]
    operations = [script("access/0012_unclosed")]
