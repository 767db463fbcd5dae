"""Functions of modules above, which have checked the terms, end a deed."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0008_closed")]
    operations = [script("access/0011_endings")]
