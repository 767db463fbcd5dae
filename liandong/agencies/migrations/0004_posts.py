"""Posts that groups are made of: heads of departments and the agency's leader."""
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

ROLES = [
    ("officer", "Case officer"), ("clerk", "Clerk"), ("liaison", "Liaison officer"), ("reviewer", "Legal reviewer"),
    ("signatory", "Signatory"), ("head", "Head of department"), ("leader", "Leader of the agency"),
    ("inspector", "Inspector"), ("administrator", "Administrator")]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_passwords")]
    operations = [
        migrations.AlterField(
            model_name="officer", name="roles",
            field=ArrayField(models.CharField(max_length=32, choices=ROLES), default=list, size=None)),
    ]
