"""The list of notices is read in the order of its index: under row-level security the planner would sort them all."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_policies")]
    operations = [
        migrations.RemoveIndex(model_name="notice", name="notice_of_agency"),
        migrations.AddIndex(model_name="notice",
                            index=models.Index(fields=["agency", "-at", "-id"], name="notice_of_agency")),
        migrations.AlterField(
            model_name="notice", name="agency",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                                    to="agencies.agency")),
    ]
