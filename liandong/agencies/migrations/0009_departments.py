"""Who may add and rename departments."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_rosters_policies")]
    operations = [script("agencies/0005_departments")]
