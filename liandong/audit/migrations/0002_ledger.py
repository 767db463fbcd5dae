"""Append only, sealed by transaction."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("kernel", "0003_policies")]
    operations = [script("audit/0001_ledger")]
