"""Tokens of records, what they meet, and each side's row of a shared interest."""
import django.db.models.deletion
from django.db import migrations, models

import liandong.kernel.keys
from liandong.kernel.sql import script

KEY = {"default": liandong.kernel.keys.uuid7, "editable": False, "primary_key": True, "serialize": False}


def of(model):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=model)


def by(model):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_exports"), ("agencies", "0001_initial")]
    operations = [
        migrations.CreateModel("Token", [
            ("id", models.UUIDField(**KEY)),
            ("token", models.BinaryField()),
            ("is_silent", models.BooleanField(default=False)),
            ("record", of("sharing.record")),
        ], options={
            "constraints": [models.UniqueConstraint(fields=["token", "record"], name="one_token_a_record")],
            "indexes": [models.Index(fields=["record"], name="token_of_record")]}),
        migrations.CreateModel("Match", [
            ("id", models.UUIDField(**KEY)),
            ("at", models.DateTimeField()),
            ("one", of("sharing.record")),
            ("other", of("sharing.record")),
        ], options={
            "constraints": [models.UniqueConstraint(fields=["one", "other"], name="one_match_a_pair")],
            "indexes": [models.Index(fields=["other"], name="match_of_other")]}),
        migrations.CreateModel("Interest", [
            ("id", models.UUIDField(**KEY)),
            ("at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
            ("settled_at", models.DateTimeField(null=True)),
            ("settled_by", models.UUIDField(null=True)),
            ("note", models.CharField(blank=True, max_length=500)),
            ("record", of("sharing.record")),
            ("agency", by("agencies.agency")),
            ("other", by("agencies.agency")),
        ], options={
            "constraints": [models.UniqueConstraint(fields=["record", "other"], name="one_interest_a_record")],
            "indexes": [models.Index(fields=["agency", "-at"], name="interest_of_agency")]}),
        script("sharing/0012_interests"),
    ]
