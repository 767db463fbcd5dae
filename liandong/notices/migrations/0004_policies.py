"""Who acknowledges, who is mailed, and who sees the outbox."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_acknowledge_mail"), ("kernel", "0003_policies")]
    operations = [script("notices/0002_acknowledge_mail")]
