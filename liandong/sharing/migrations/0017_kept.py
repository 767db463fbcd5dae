"""An answer that a copy is kept says so in words of its own."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0016_relations")]
    operations = [
        migrations.AlterField("ask", "answer", models.CharField(blank=True, choices=[
            ("", "Not answered yet"), ("deleted", "Deleted"), ("sealed", "Sealed away"), ("kept", "A copy is kept"),
            ("seen", "Taken note")], max_length=8)),
    ]
