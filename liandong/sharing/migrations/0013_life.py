"""Editions, recalls with what is asked of whom, and reports of readers."""
import django.db.models.deletion
import liandong.kernel.keys
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0013_centres_policies'),
        ('sharing', '0012_interests'),
        ('duties', '0010_indexes'),
        ('documents', '0002_policies'),
        ('notices', '0005_order'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('recall', 'Confirm the recall'), ('correction', 'Take note of a correction')], max_length=12)),
                ('cause', models.UUIDField()),
                ('number', models.CharField(max_length=24)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered yet'), ('deleted', 'Deleted'), ('sealed', 'Sealed away'), ('kept', 'Kept'), ('seen', 'Taken note')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=400)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.record')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-at'], name='ask_of_record'), models.Index(fields=['agency', '-at'], name='ask_of_agency')],
                'constraints': [models.UniqueConstraint(fields=('cause', 'agency'), name='one_ask_an_agency')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('officer', models.UUIDField()),
                ('verb', models.CharField(blank=True, max_length=16)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('is_correction', models.BooleanField(default=False)),
                ('level', models.PositiveSmallIntegerField()),
                ('category', models.CharField(max_length=32)),
                ('closed', models.BooleanField(default=False)),
                ('before', models.JSONField()),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.record')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('is_correction', True)), fields=['-at'], name='edition_corrections')],
                'constraints': [models.UniqueConstraint(fields=('record', 'version'), name='one_edition_a_version')],
            },
        ),
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(max_length=400)),
                ('anew_at', models.DateTimeField(null=True)),
                ('anew_by', models.UUIDField(null=True)),
                ('anew_why', models.CharField(blank=True, max_length=400)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.record')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-at'], name='recall_of_record')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=24)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('ground', models.CharField(choices=[('wrong', 'Wrong'), ('outdated', 'Outdated'), ('duplicate', 'Duplicate')], max_length=12)),
                ('words', models.CharField(max_length=1000)),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered yet'), ('accepted', 'Accepted'), ('refused', 'Not accepted')], max_length=8)),
                ('answer_words', models.CharField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.record')),
            ],
            options={
                'indexes': [models.Index(fields=['record', '-at'], name='report_of_record'), models.Index(fields=['owner', '-at'], name='report_of_owner')],
            },
        ),
        script('sharing/0013_life'),
    ]
