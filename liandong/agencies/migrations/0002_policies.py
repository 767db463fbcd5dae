"""Who may read and change agencies and officers."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("kernel", "0003_policies")]
    operations = [script("agencies/0001_policies")]
