"""Who sees files, and that nobody changes one."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("kernel", "0003_policies")]
    operations = [script("documents/0001_policies")]
