"""Who may read and change agreements, and what nobody may change alone."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("access", "0002_rule"), ("agencies", "0002_policies"),
                    ("kernel", "0003_policies")]
    operations = [script("agreements/0001_policies"), script("agreements/0002_guards")]
