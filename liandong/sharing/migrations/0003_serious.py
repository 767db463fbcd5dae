"""A case or lead that its owner marked as a serious incident."""
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_policies")]
    operations = [
        migrations.AddField(model_name="record", name="serious_at", field=models.DateTimeField(null=True)),
        script("sharing/0003_serious"),
    ]
