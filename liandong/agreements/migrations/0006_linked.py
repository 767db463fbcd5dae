"""What links agreements, and what of an agreement follows its deed by itself."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_series"), ("access", "0007_settling")]
    operations = [script("agreements/0005_linked")]
