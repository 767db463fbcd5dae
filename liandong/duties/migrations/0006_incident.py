"""The superior sees the report of a serious incident from its first moment."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("duties", "0005_allowances")]
    operations = [script("duties/0007_incident")]
