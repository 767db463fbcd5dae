"""Who may see an agreement: its parties, and agencies above them once it is signed."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_files"), ("agencies", "0009_below"), ("access", "0005_shown")]
    operations = [script("agreements/0004_audience")]
