"""Any two records are related, each relation with a note."""
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):
    dependencies = [("sharing", "0015_additions")]
    operations = [
        migrations.RemoveConstraint("relation", "one_relation_a_pair"),
        migrations.RemoveIndex("relation", "relation_of_case"),
        migrations.RenameField("relation", "case", "other"),
        migrations.AddField("relation", "note", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddIndex("relation", models.Index(fields=["other"], name="relation_of_other")),
        migrations.AddConstraint("relation", models.UniqueConstraint(fields=["agency", "record", "other", "nature"],
                                                                     name="one_relation_a_nature")),
        migrations.AddConstraint("relation", models.CheckConstraint(condition=~models.Q(record=models.F("other")),
                                                                    name="two_records_a_relation")),
        script("sharing/0016_relations"),
    ]
