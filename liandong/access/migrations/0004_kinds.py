"""The ceilings of the kinds of records that the standard has had since."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0003_partnerships")]
    operations = [script("access/0006_kinds")]
