"""Agencies learn from the deeds who has an agreement in force with whom."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("access", "0002_rule"), ("agencies", "0006_desks_policies")]
    operations = [script("access/0005_partnerships")]
