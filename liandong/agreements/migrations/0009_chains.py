"""The chain of approval that a new agency begins with."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_negotiation_policies"), ("agencies", "0011_bringing")]
    operations = [script("agreements/0007_chains")]
