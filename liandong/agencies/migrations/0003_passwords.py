"""Who may give a new first password."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_policies")]
    operations = [script("agencies/0002_passwords")]
