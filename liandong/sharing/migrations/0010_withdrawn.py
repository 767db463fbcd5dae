"""The mark of a serious incident can be withdrawn."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0009_imports"), ("duties", "0012_withdrawn")]
    operations = [script("sharing/0010_withdrawn")]
