"""A deed may be amended, paused, left and renewed."""

import django.contrib.postgres.fields
import django.db.models.deletion
import liandong.kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_shown'),
        ('agencies', '0008_rosters_policies'),
    ]

    operations = [
        migrations.AddField(
            model_name='deed',
            name='amends',
            field=models.ForeignKey(db_column='amends', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.deed'),
        ),
        migrations.AddField(
            model_name='deed',
            name='objected_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deed',
            name='objected_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='deed',
            name='renewed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deed',
            name='serial',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='Leaving',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('deed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leavings', to='access.deed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deed', 'agency'), name='one_leaving_a_party')],
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('why', models.CharField(max_length=500)),
                ('asked_at', models.DateTimeField()),
                ('officer', models.UUIDField()),
                ('agreed', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('since', models.DateTimeField(null=True)),
                ('resuming', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('until', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('deed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='access.deed')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'db_table': 'access_pause',
                'indexes': [models.Index(fields=['deed'], name='pause_of_deed')],
            },
        ),
    ]
