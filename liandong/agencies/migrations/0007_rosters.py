"""Duty rosters with shifts and editions, emergency contacts, test calls and their plan."""
import django.db.models.deletion
import liandong.kernel.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0006_desks_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='TestPlan',
            fields=[
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='agencies.agency')),
                ('every_days', models.PositiveSmallIntegerField(default=30)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('function', models.CharField(choices=[('command', 'Command centre'), ('criminal', 'Criminal investigation'), ('economic', 'Economic crime'), ('drugs', 'Drug enforcement'), ('order', 'Public order'), ('traffic', 'Traffic police'), ('forest', 'Forest police'), ('cyber', 'Cyber security'), ('legal', 'Legal affairs'), ('technical', 'Criminal technology'), ('logistics', 'Logistics'), ('other', 'Other matters')], max_length=16)),
                ('name', models.CharField(max_length=40)),
                ('phone', models.CharField(max_length=30)),
                ('backup_phone', models.CharField(blank=True, max_length=30)),
                ('changed_at', models.DateTimeField()),
                ('tested_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, choices=[('answered', 'Answered'), ('no_answer', 'No answer'), ('wrong_number', 'Wrong number')], max_length=16)),
                ('reminded_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('edition', models.PositiveIntegerField(default=0)),
                ('published_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rosters', to='agencies.agency')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.department')),
            ],
        ),
        migrations.CreateModel(
            name='RosterEdition',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('officer', models.UUIDField()),
                ('shifts', models.PositiveIntegerField()),
                ('changes', models.JSONField(default=list)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='agencies.roster')),
            ],
        ),
        migrations.CreateModel(
            name='RosterAcknowledgement',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='agencies.rosteredition')),
            ],
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('post', models.CharField(choices=[('leader', 'Duty leader'), ('lead', 'Shift lead'), ('officer', 'Duty officer')], max_length=16)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('added_in', models.PositiveIntegerField(null=True)),
                ('dropped_in', models.PositiveIntegerField(null=True)),
                ('going', models.BooleanField(default=False)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='agencies.roster')),
            ],
        ),
        migrations.CreateModel(
            name='TestCall',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('backup', models.BooleanField(default=False)),
                ('answer', models.CharField(choices=[('answered', 'Answered'), ('no_answer', 'No answer'), ('wrong_number', 'Wrong number')], max_length=16)),
                ('seconds', models.PositiveSmallIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='agencies.contact')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['agency', 'function'], name='contact_of_agency'),
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.UniqueConstraint(fields=('agency', 'department', 'month'), name='one_roster_a_month', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='rosteredition',
            constraint=models.UniqueConstraint(fields=('roster', 'number'), name='one_edition_a_number'),
        ),
        migrations.AddConstraint(
            model_name='rosteracknowledgement',
            constraint=models.UniqueConstraint(fields=('agency', 'edition'), name='one_acknowledgement_a_partner'),
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(fields=['agency', 'starts_at'], name='shift_of_agency'),
        ),
        migrations.AddIndex(
            model_name='shift',
            index=models.Index(fields=['officer', 'starts_at'], name='shift_of_officer'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_has_length'),
        ),
        migrations.AddIndex(
            model_name='testcall',
            index=models.Index(fields=['contact', '-at'], name='call_of_contact'),
        ),
        migrations.AddConstraint(
            model_name='testcall',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'answered'), ('seconds__isnull', False)), models.Q(models.Q(('answer', 'answered'), _negated=True), ('seconds', None)), _connector='OR'), name='seconds_when_answered'),
        ),
    ]
