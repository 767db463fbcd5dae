"""Lists of agencies, departments and officers are brought in at once."""
from django.db import migrations

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_departments")]
    operations = [script("agencies/0007_bringing")]
