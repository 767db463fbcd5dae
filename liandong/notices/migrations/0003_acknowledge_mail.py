"""Acknowledgement and escalation, preferences and the outbox."""

import django.contrib.postgres.fields
import django.db.models.deletion
import liandong.kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_posts'),
        ('notices', '0002_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('address', models.EmailField(max_length=254)),
                ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Sent'), ('failed', 'Given up'), ('bounced', 'Refused')], default='queued', max_length=16)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('queued_at', models.DateTimeField()),
                ('next_try_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField(unique=True)),
                ('mail', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                ('quiet_from', models.TimeField(null=True)),
                ('quiet_until', models.TimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.AddField(
            model_name='notice',
            name='acknowledged_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='acknowledged_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='acknowledged_note',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='notice',
            name='department',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.department'),
        ),
        migrations.AddField(
            model_name='notice',
            name='key',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='notice',
            name='mailed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='next_step_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='raised',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None),
        ),
        migrations.AddField(
            model_name='notice',
            name='reply_minutes',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('acknowledged_at', None), ('reply_minutes__isnull', False)), fields=['agency', 'at'], name='notice_unanswered'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('next_step_at__isnull', False)), fields=['next_step_at'], name='notice_step'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mailed_at', None)), fields=['at'], name='notice_to_mail'),
        ),
        migrations.AddField(
            model_name='mail',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='mail',
            name='notice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='notices.notice'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(fields=['agency', '-queued_at'], name='mail_of_agency'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('next_try_at__isnull', False)), fields=['next_try_at'], name='mail_due'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('state', 'bounced')), fields=['officer', 'address'], name='mail_bounced'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.UniqueConstraint(fields=('notice', 'officer'), name='one_mail_an_officer'),
        ),
    ]
