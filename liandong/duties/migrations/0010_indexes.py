"""Duties in the order of their lists: an agency's own by their clocks and by their moment, what is open, what was kept."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0009_endings")]
    operations = [
        migrations.RemoveIndex("duty", "duty_clock"),
        migrations.AddIndex("duty", models.Index(fields=["agency", "outcome", "due_at", "id"], name="duty_clock")),
        migrations.AddIndex("duty", models.Index(fields=["agency", "due_at"], name="duty_of_agency")),
        migrations.AddIndex("duty", models.Index(fields=["due_at", "id"], name="duty_open", condition=models.Q(outcome=""))),
        migrations.AddIndex("duty", models.Index(fields=["-due_at", "id"], name="duty_kept",
                                                 condition=models.Q(outcome__in=["kept", "late"]))),
        migrations.AlterField("duty", "agency", models.ForeignKey(
            db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency")),
    ]
