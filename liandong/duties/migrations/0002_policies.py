"""Who sees duties, who keeps them, and the only way they lapse."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("access", "0002_rule")]
    operations = [script("duties/0001_policies")]
