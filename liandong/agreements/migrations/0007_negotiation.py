"""Tables of negotiation, approval and originals on paper."""
import django.db.models.deletion
import liandong.agreements.rules.talking
import liandong.kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0008_rosters_policies'),
        ('agreements', '0006_linked'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='on_paper',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='version',
            name='nature',
            field=models.CharField(choices=[('sent', 'Sent'), ('change', 'Change proposed'), ('counter', 'Partly taken over'), ('reject', 'Changes turned down')], default=liandong.agreements.rules.talking.Nature['CHANGE'], max_length=8),
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('edition', models.PositiveIntegerField()),
                ('clause', models.CharField(blank=True, max_length=60)),
                ('quote', models.CharField(blank=True, max_length=300)),
                ('body', models.CharField(max_length=2000)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='agreements.agreement')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='agreements.comment')),
            ],
            options={
                'indexes': [models.Index(fields=['agreement', 'at'], name='comments_of_agreement')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('edition', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('note', 'Internal note'), ('review', 'Legal review')], default=liandong.agreements.rules.talking.Kind['NOTE'], max_length=8)),
                ('clause', models.CharField(blank=True, max_length=60)),
                ('quote', models.CharField(blank=True, max_length=300)),
                ('body', models.CharField(max_length=2000)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='agreements.agreement')),
            ],
            options={
                'indexes': [models.Index(fields=['agreement', 'agency', 'at'], name='notes_of_agreement')],
            },
        ),
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('file', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('days', models.JSONField()),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('turned_at', models.DateTimeField(null=True)),
                ('turned_by', models.UUIDField(null=True)),
                ('turned_why', models.CharField(blank=True, max_length=500)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='originals', to='agreements.agreement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='one_original_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('edition', models.PositiveIntegerField()),
                ('role', models.CharField(max_length=32)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('is_approved', models.BooleanField()),
                ('why', models.CharField(blank=True, max_length=500)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='agreements.agreement')),
            ],
            options={
                'indexes': [models.Index(fields=['agreement', 'agency', 'edition'], name='reviews_of_agreement')],
            },
        ),
        migrations.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('role', models.CharField(max_length=32)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'role'), name='one_step_a_role')],
            },
        ),
    ]
