"""Who sees a shared record, and the owner's questions about a partner."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("access", "0002_rule")]
    operations = [script("sharing/0001_policies"), script("sharing/0002_questions")]
