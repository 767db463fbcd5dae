"""Who is told, and who reads."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("kernel", "0003_policies")]
    operations = [script("notices/0001_policies")]
