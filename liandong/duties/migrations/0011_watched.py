"""What was escalated to a superior and is still open is few among all, and stands on its workbench."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0010_indexes")]
    operations = [migrations.AddIndex("duty", models.Index(
        fields=["due_at", "id"], name="duty_watched", condition=models.Q(outcome="") & ~models.Q(watchers=[])))]
