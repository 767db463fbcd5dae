"""Command centres of three levels."""
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0011_bringing'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommandCentre',
            fields=[
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='centre', serialize=False, to='agencies.agency')),
                ('name', models.CharField(max_length=80)),
                ('level', models.PositiveSmallIntegerField()),
                ('phone', models.CharField(max_length=30)),
                ('duties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, size=None)),
                ('powers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, size=None)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='three_levels')],
            },
        ),
    ]
