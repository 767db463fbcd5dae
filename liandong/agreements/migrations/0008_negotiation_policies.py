"""Who reads comments and notes, who approves, and how a paper original is laid down."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_negotiation"), ("access", "0003_partnerships"),
                    ("documents", "0002_policies")]
    operations = [script("agreements/0006_negotiation")]
