"""What a deed opens is counted over its whole series."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_serious"), ("access", "0007_settling")]
    operations = [script("sharing/0004_series")]
