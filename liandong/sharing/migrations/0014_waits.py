"""How long sharing took is told by partner, each figure with its rows."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0013_life")]
    operations = [script("sharing/0014_waits")]
