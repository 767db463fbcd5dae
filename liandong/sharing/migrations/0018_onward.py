"""Requests to pass records on, and their owners' answers."""
import django.db.models.deletion
from django.db import migrations, models

import liandong.kernel.keys
from liandong.kernel.sql import script

STAGES = [("asked", "Waits for an answer"), ("given", "Consented"), ("refused", "Refused"), ("withdrawn", "Consent withdrawn"),
          ("dropped", "Taken back")]


def by(model, **kwargs):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model, **kwargs)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0017_kept"), ("agencies", "0001_initial")]
    operations = [
        migrations.CreateModel("Onward", [
            ("id", models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
            ("number", models.CharField(max_length=24)),
            ("third_name", models.CharField(max_length=100)),
            ("purpose", models.CharField(max_length=200)),
            ("clause", models.CharField(blank=True, max_length=120)),
            ("until", models.DateTimeField()),
            ("stage", models.CharField(choices=STAGES, default="asked", max_length=16)),
            ("officer", models.UUIDField()),
            ("at", models.DateTimeField()),
            ("words", models.CharField(blank=True, max_length=400)),
            ("answered_by", models.UUIDField(null=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("ended_by", models.UUIDField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("why", models.CharField(blank=True, max_length=400)),
            ("record", by("sharing.record")),
            ("owner", by("agencies.agency")),
            ("holder", by("agencies.agency")),
            ("third", by("agencies.agency", null=True)),
        ], options={"indexes": [
            models.Index(fields=["owner", "-at"], name="onward_of_owner"),
            models.Index(fields=["holder", "-at"], name="onward_of_holder"),
            models.Index(fields=["record"], name="onward_of_record")]}),
        script("sharing/0018_onward"),
    ]
