"""Who may add and rename departments."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0009_below")]
    operations = [script("agencies/0006_departments")]
