"""What a closing report counts."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_arrivals"), ("access", "0003_partnerships")]
    operations = [script("sharing/0007_closing")]
