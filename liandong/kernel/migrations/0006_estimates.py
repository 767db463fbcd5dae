"""How many rows the planner expects of a protected table; the same rows are seen."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_filters_policies")]
    operations = [script("kernel/0005_estimates")]
