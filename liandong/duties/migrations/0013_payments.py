"""A supplement that takes one of two payments away ends that one alone."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("duties", "0012_withdrawn")]
    operations = [script("duties/0011_payments")]
