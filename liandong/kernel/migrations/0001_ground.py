"""The actor, and the two ways a table is opened to the web role."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    initial = True
    operations = [script("kernel/0001_actor"), script("kernel/0002_protect")]
