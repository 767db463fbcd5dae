"""What rests with its agreement; and one schedule a promise of each paper."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0009_below'),
        ('duties', '0006_incident'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='schedule',
            name='one_schedule_a_promise',
        ),
        migrations.AddField(
            model_name='duty',
            name='suspended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='pause',
            name='by_agreement',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(fields=('basis', 'number', 'agency', 'clause', 'kind', 'every', 'on', 'day_rule', 'roll'), name='one_schedule_a_promise', nulls_distinct=False),
        ),
    ]
