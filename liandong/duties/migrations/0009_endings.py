"""The duty to cure a breach, and what an end leaves owed."""
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0008_series_rules'),
    ]

    operations = [
        migrations.AlterField(
            model_name='duty',
            name='kind',
            field=models.CharField(choices=[('intelligence_transfer', 'Intelligence exchange'), ('meeting', 'Joint meeting'), ('evaluation', 'Evaluation'), ('report', 'Situation report'), ('reply', 'Reply'), ('payment', 'Payment'), ('training', 'Training'), ('notice', 'Notification'), ('operation', 'Joint operation'), ('publicity', 'Publicity'), ('return', 'Giving back'), ('order', 'Supervision order'), ('team', 'Proposal of a joint team'), ('acknowledgement', 'Acknowledgement'), ('own', 'Own undertaking'), ('cure', 'Cure of a breach')], max_length=32),
        ),
        migrations.AlterField(
            model_name='schedule',
            name='kind',
            field=models.CharField(choices=[('intelligence_transfer', 'Intelligence exchange'), ('meeting', 'Joint meeting'), ('evaluation', 'Evaluation'), ('report', 'Situation report'), ('reply', 'Reply'), ('payment', 'Payment'), ('training', 'Training'), ('notice', 'Notification'), ('operation', 'Joint operation'), ('publicity', 'Publicity'), ('return', 'Giving back'), ('order', 'Supervision order'), ('team', 'Proposal of a joint team'), ('acknowledgement', 'Acknowledgement'), ('own', 'Own undertaking'), ('cure', 'Cure of a breach')], max_length=32),
        ),
        script('duties/0009_endings'),
    ]
