"""What a superior of a party reads of a signed deed."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0004_kinds"), ("agencies", "0009_below")]
    operations = [script("access/0007_shown")]
