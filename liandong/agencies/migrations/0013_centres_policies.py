"""Who may say what a command centre is."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0012_centres")]
    operations = [script("agencies/0008_centres")]
