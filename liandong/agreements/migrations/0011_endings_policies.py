"""Who may end an agreement before its time, claim a breach, open a dispute; and what nobody may do alone."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_endings"), ("access", "0009_endings"), ("duties", "0009_endings")]
    operations = [script("agreements/0008_endings"), script("agreements/0009_breaches"), script("agreements/0010_disputes")]
