"""Who may read and change partnerships, hand-overs, vacancies and counterpart desks."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_desks")]
    operations = [script("agencies/0003_desks")]
