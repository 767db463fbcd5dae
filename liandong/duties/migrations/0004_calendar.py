"""The calendar of working days: its table, filled with what came with the platform, and exact checks of due days."""
from django.db import migrations, models

from liandong.duties.rules.arrangement import published
from liandong.kernel.sql import script


def fill(apps, schema):
    """Every day whose arrangement is published."""
    model = apps.get_model("duties", "CalendarDay")
    model.objects.bulk_create((model(day=each.day, is_working=each.is_working, source="published", note=each.note)
                               for each in published()), batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("duties", "0003_clocks"), ("agencies", "0004_posts")]
    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("is_working", models.BooleanField()),
                ("source", models.CharField(max_length=12)),
                ("note", models.CharField(blank=True, max_length=60)),
                ("loaded_at", models.DateTimeField(null=True)),
            ],
        ),
        script("duties/0005_calendar"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
