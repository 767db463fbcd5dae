"""The rule, the tables it reads, and the only writers of grants."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("agencies", "0002_policies")]
    operations = [script("access/0001_policies"), script("access/0002_rule"), script("access/0003_grants"), script("access/0004_ceilings")]
