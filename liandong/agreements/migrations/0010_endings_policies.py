"""Who may end an agreement before its time, claim a breach, open a dispute; and what nobody may do alone."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0009_endings"), ("access", "0008_endings"), ("duties", "0007_endings")]
    operations = [script("agreements/0007_endings"), script("agreements/0008_breaches"), script("agreements/0009_disputes")]
