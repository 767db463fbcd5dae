"""For which review day the owner of a record was told last."""
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0019_accounts")]
    operations = [
        migrations.AddField("record", "review_told", models.DateField(null=True)),
        script("sharing/0020_reviews"),
    ]
