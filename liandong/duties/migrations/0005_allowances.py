"""Allowances in working days, and what an answer leaves of them, held to the calendar by the database."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("duties", "0004_calendar")]
    operations = [script("duties/0006_allowances")]
