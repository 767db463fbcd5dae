"""Who used another agency's record by what an agreement gives."""
import django.db.models.deletion
from django.db import migrations, models

import liandong.kernel.keys
from liandong.kernel.sql import script


def agency():
    """A soft wall: no agency goes while somebody used its records."""
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency")


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_departments"), ("sharing", "0004_series")]
    operations = [
        migrations.CreateModel(
            name="Use",
            fields=[
                ("id", models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True,
                                        serialize=False)),
                ("officer", models.UUIDField()),
                ("deed", models.UUIDField()),
                ("named", models.CharField(max_length=32)),
                ("way", models.CharField(max_length=8)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("agency", agency()),
                ("owner", agency()),
                ("record", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+",
                                             to="sharing.record")),
            ],
            options={
                "indexes": [models.Index(fields=["deed", "way", "-at"], name="use_of_deed"),
                            models.Index(fields=["record"], name="use_of_record"),
                            models.Index(fields=["-at"], name="use_newest")],
                "constraints": [models.UniqueConstraint(
                    fields=("officer", "record", "way", "day", "deed", "named"), name="one_use_a_day")],
            },
        ),
        script("sharing/0005_uses"),
    ]
