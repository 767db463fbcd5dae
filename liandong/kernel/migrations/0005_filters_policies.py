"""Who sees filters and feed keys."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_filters")]
    operations = [script("kernel/0004_filters")]
