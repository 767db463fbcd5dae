"""Liaison posts get deputy, phone and hours; partnerships, hand-overs, vacant posts, counterpart desks."""
import django.contrib.postgres.fields
import django.db.models.deletion
import liandong.agencies.models.liaison
import liandong.kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('function', models.CharField(choices=[('command', 'Command centre'), ('criminal', 'Criminal investigation'), ('economic', 'Economic crime'), ('drugs', 'Drug enforcement'), ('order', 'Public order'), ('traffic', 'Traffic police'), ('forest', 'Forest police'), ('cyber', 'Cyber security'), ('legal', 'Legal affairs'), ('technical', 'Criminal technology'), ('logistics', 'Logistics'), ('other', 'Other matters')], max_length=16)),
                ('name', models.CharField(max_length=40)),
                ('phone', models.CharField(max_length=30)),
                ('days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=liandong.agencies.models.liaison.every_day, size=None)),
                ('opens', models.TimeField(null=True)),
                ('closes', models.TimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('basis', models.UUIDField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('filled_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='liaison',
            name='closes',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='liaison',
            name='days',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=liandong.agencies.models.liaison.every_day, size=None),
        ),
        migrations.AddField(
            model_name='liaison',
            name='deputy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='liaison',
            name='opens',
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name='liaison',
            name='phone',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='liaison',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name='liaison',
            constraint=models.CheckConstraint(condition=models.Q(('deputy', models.F('officer')), _negated=True), name='deputy_is_another'),
        ),
        migrations.AddField(
            model_name='desk',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='desk',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.department'),
        ),
        migrations.AddField(
            model_name='desk',
            name='officer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='desk',
            name='partner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='handover',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='handover',
            name='new',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_over', to='agencies.liaison'),
        ),
        migrations.AddField(
            model_name='handover',
            name='old',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handed_over', to='agencies.liaison'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddIndex(
            model_name='desk',
            index=models.Index(fields=['agency', 'function'], name='desk_of_agency'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.UniqueConstraint(fields=('agency', 'partner', 'basis'), name='one_partnership_a_deed'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.UniqueConstraint(condition=models.Q(('filled_at', None)), fields=('agency', 'partner'), name='one_open_vacancy'),
        ),
    ]
