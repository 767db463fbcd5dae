"""Who may read and change duty rosters, emergency contacts and test calls."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0007_rosters")]
    operations = [script("agencies/0004_rosters")]
