"""What administrators add to the data standard."""
import django.db.models.deletion
from django.db import migrations, models

import liandong.kernel.keys
from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_departments"), ("sharing", "0014_waits")]
    operations = [
        migrations.CreateModel(
            name="Addition",
            fields=[
                ("id", models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=8)),
                ("place", models.CharField(max_length=24)),
                ("name", models.CharField(max_length=32)),
                ("version", models.PositiveSmallIntegerField()),
                ("zh", models.CharField(max_length=200)),
                ("en", models.CharField(max_length=200)),
                ("body", models.JSONField(default=dict)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("officer", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("why", models.CharField(max_length=200)),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency")),
            ],
            options={
                "indexes": [models.Index(fields=["-at", "id"], name="addition_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("what", "place", "name", "version"), name="one_addition_a_version"),
                    models.CheckConstraint(condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                                           name="addition_ends_after_it_counts")],
            },
        ),
        script("sharing/0015_additions"),
    ]
