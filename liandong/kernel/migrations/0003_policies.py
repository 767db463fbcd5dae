"""Who sees counters, receipts and drafts."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_ground_tables")]
    operations = [script("kernel/0003_ground")]
