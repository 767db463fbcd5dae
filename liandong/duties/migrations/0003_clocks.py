"""Clocks: pauses, steps, waivers, and what a duty needs for them; duties that have no schedule."""
import django.contrib.postgres.fields
import django.db.models.deletion
import liandong.kernel.keys
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_policies'),
        ('duties', '0002_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fired',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(max_length=12)),
                ('due_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('overtaken', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
            ],
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.UUIDField()),
                ('question', models.TextField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('answer', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='duty',
            name='one_duty_a_due',
        ),
        migrations.RemoveConstraint(
            model_name='duty',
            name='kept_by_the_moment_of_the_act',
        ),
        migrations.RemoveConstraint(
            model_name='schedule',
            name='one_schedule_a_promise',
        ),
        migrations.AddField(
            model_name='duty',
            name='amount',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='firm_due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='liberty',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='duty',
            name='missed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='next_step_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='paused_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='period_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='provisional',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='duty',
            name='roll',
            field=models.CharField(default='stay', max_length=8),
        ),
        migrations.AddField(
            model_name='duty',
            name='started_by',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='duty',
            name='subject',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='duty',
            name='subject_kind',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='duty',
            name='topic',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='duty',
            name='unit',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='duty',
            name='watchers',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='schedule',
            name='day_rule',
            field=models.CharField(default='day', max_length=20),
        ),
        migrations.AddField(
            model_name='schedule',
            name='roll',
            field=models.CharField(default='stay', max_length=8),
        ),
        migrations.AddField(
            model_name='schedule',
            name='topic',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='duty',
            name='every',
            field=models.CharField(blank=True, choices=[('day', 'Daily'), ('week', 'Weekly'), ('month', 'Monthly'), ('quarter', 'Quarterly'), ('half_year', 'Half-yearly'), ('year', 'Yearly')], max_length=12),
        ),
        migrations.AlterField(
            model_name='duty',
            name='kind',
            field=models.CharField(choices=[('intelligence_transfer', 'Intelligence exchange'), ('meeting', 'Joint meeting'), ('evaluation', 'Evaluation'), ('report', 'Situation report'), ('reply', 'Reply'), ('payment', 'Payment'), ('training', 'Training'), ('notice', 'Notification'), ('operation', 'Joint operation'), ('publicity', 'Publicity'), ('return', 'Giving back'), ('order', 'Supervision order'), ('team', 'Proposal of a joint team'), ('acknowledgement', 'Acknowledgement'), ('own', 'Own undertaking')], max_length=32),
        ),
        migrations.AlterField(
            model_name='duty',
            name='outcome',
            field=models.CharField(blank=True, choices=[('', 'Not yet kept'), ('kept', 'Kept'), ('late', 'Kept late'), ('lapsed', 'Lapsed'), ('waived', 'Waived')], max_length=8),
        ),
        migrations.AlterField(
            model_name='duty',
            name='schedule',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='duties.schedule'),
        ),
        migrations.AlterField(
            model_name='schedule',
            name='kind',
            field=models.CharField(choices=[('intelligence_transfer', 'Intelligence exchange'), ('meeting', 'Joint meeting'), ('evaluation', 'Evaluation'), ('report', 'Situation report'), ('reply', 'Reply'), ('payment', 'Payment'), ('training', 'Training'), ('notice', 'Notification'), ('operation', 'Joint operation'), ('publicity', 'Publicity'), ('return', 'Giving back'), ('order', 'Supervision order'), ('team', 'Proposal of a joint team'), ('acknowledgement', 'Acknowledgement'), ('own', 'Own undertaking')], max_length=32),
        ),
        script("duties/0002_fill"),
        migrations.AlterField(
            model_name='duty',
            name='firm_due_at',
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(condition=models.Q(('subject__isnull', False)), fields=['subject'], name='duty_subject'),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(condition=models.Q(('outcome', ''), ('paused_at', None)), fields=['next_step_at'], name='duty_next_step'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('schedule', 'period_on'), name='one_duty_a_period'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(condition=models.Q(('started_by', ''), _negated=True), fields=('basis', 'agency', 'clause', 'kind', 'started_by', 'subject', 'starts_at'), name='one_duty_an_event'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kept_at', None), ('kept_by', None), ('outcome__in', ['', 'lapsed', 'waived'])), models.Q(('kept_by__isnull', False), ('outcome', 'kept'), models.Q(('kept_at__lte', models.F('due_at')), ('paused_at__isnull', False), _connector='OR')), models.Q(('kept_at__gt', models.F('due_at')), ('kept_by__isnull', False), ('outcome', 'late'), ('paused_at', None)), _connector='OR'), name='kept_by_the_moment_of_the_act'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(fields=('basis', 'agency', 'clause', 'kind', 'every', 'on', 'day_rule', 'roll'), name='one_schedule_a_promise', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='fired',
            name='duty',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fired', to='duties.duty'),
        ),
        migrations.AddField(
            model_name='pause',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='pause',
            name='answering',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='pause',
            name='duty',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='duties.duty'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='duty',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='duties.duty'),
        ),
        migrations.AddConstraint(
            model_name='fired',
            constraint=models.UniqueConstraint(fields=('duty', 'step', 'due_at'), name='one_firing_a_step'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('duty',), name='one_open_question_a_duty'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None), ('answering', None)), models.Q(('answered_at__gte', models.F('asked_at')), ('answered_by__isnull', False), ('answering__isnull', False)), _connector='OR'), name='answered_after_it_was_asked'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.UniqueConstraint(fields=('duty', 'agency'), name='one_waiver_a_creditor'),
        ),
        script("duties/0003_clocks"),
        script("duties/0004_verbs"),
    ]
