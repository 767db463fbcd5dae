"""What a serious incident began lapses when the mark is withdrawn."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("duties", "0011_watched")]
    operations = [script("duties/0010_withdrawn")]
