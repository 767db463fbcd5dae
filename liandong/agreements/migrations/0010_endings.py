"""Endings with their answers, breaches, disputes with their files."""
import django.contrib.postgres.fields
import django.db.models.deletion
import liandong.agreements.rules.breaches
import liandong.agreements.rules.endings
import liandong.agreements.rules.lifecycle
import liandong.kernel.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0008_rosters_policies'),
        ('agreements', '0009_chains'),
    ]

    operations = [
        migrations.AlterField(
            model_name='agreement',
            name='stage',
            field=models.CharField(choices=[('draft', 'Draft'), ('sent', 'In negotiation'), ('agreed', 'Agreed'), ('signing', 'Being signed'), ('signed', 'Signed'), ('in_force', 'In force'), ('ending', 'Ends soon'), ('ended', 'Ended'), ('withdrawn', 'Withdrawn')], default=liandong.agreements.rules.lifecycle.Stage['DRAFT'], max_length=16),
        ),
        migrations.AddField(
            model_name='agreement',
            name='closing_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('clause', models.CharField(blank=True, max_length=60)),
                ('text', models.CharField(max_length=2000)),
                ('duties', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('cure_amount', models.PositiveSmallIntegerField()),
                ('cure_unit', models.CharField(max_length=12)),
                ('stage', models.CharField(choices=[('claimed', 'Claimed'), ('admitted', 'Admitted'), ('denied', 'Denied'), ('cured', 'Cured'), ('waived', 'Waived'), ('damages', 'Damages agreed'), ('rescinded', 'Rescinded'), ('retracted', 'Claim taken back')], default=liandong.agreements.rules.breaches.BreachStage['CLAIMED'], max_length=12)),
                ('answer', models.CharField(blank=True, max_length=2000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('rejected_at', models.DateTimeField(null=True)),
                ('rejected_why', models.CharField(blank=True, max_length=500)),
                ('damages', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('pay_days', models.PositiveSmallIntegerField(null=True)),
                ('damages_why', models.CharField(blank=True, max_length=500)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.UUIDField(null=True)),
                ('closed_why', models.CharField(blank=True, max_length=500)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='agreements.agreement')),
                ('claimant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('respondent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('agencies', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('breach', models.UUIDField(null=True)),
                ('clauses', models.JSONField(default=list)),
                ('ways', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('alternatives', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('stage', models.CharField(choices=[('negotiation', 'In negotiation by the parties'), ('superior_mediation', 'Before the mediator'), ('arbitration', 'In arbitration'), ('litigation', 'Before the court'), ('settled', 'Settled'), ('ruled', 'Ruled upon'), ('dropped', 'Dropped')], max_length=20)),
                ('closed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='agreements.agreement')),
                ('mediator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('opener', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('consent', 'By consent of all'), ('notice', 'By notice'), ('rescission', 'By rescission')], max_length=12)),
                ('stage', models.CharField(choices=[('open', 'Waits for the others'), ('settled', 'Settled'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default=liandong.agreements.rules.endings.EndingStage['OPEN'], max_length=12)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('why', models.CharField(max_length=500)),
                ('form', models.CharField(choices=[('platform', 'in writing, on the platform'), ('letter', 'by letter on paper'), ('oral', 'by word of mouth or telephone')], default=liandong.agreements.rules.endings.Form['PLATFORM'], max_length=12)),
                ('letter', models.CharField(blank=True, max_length=60)),
                ('clause', models.CharField(blank=True, max_length=60)),
                ('last_on', models.DateField(null=True)),
                ('breach', models.UUIDField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endings', to='agreements.agreement')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('word', models.CharField(choices=[('consent', 'consents'), ('decline', 'declines'), ('receipt', 'received it'), ('deemed', 'counts as having received it')], max_length=12)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='agreements.ending')),
            ],
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('officer', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('negotiation', 'In negotiation by the parties'), ('superior_mediation', 'Before the mediator'), ('arbitration', 'In arbitration'), ('litigation', 'Before the court'), ('settled', 'Settled'), ('ruled', 'Ruled upon'), ('dropped', 'Dropped')], max_length=20)),
                ('part', models.CharField(choices=[('statement', 'Statement'), ('result', 'Proposed result'), ('acceptance', 'Acceptance'), ('refusal', 'Refusal'), ('failure', 'Step without result'), ('ruling', 'Ruling')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('about', models.UUIDField(null=True)),
                ('duties', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('facts', models.JSONField(default=list)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='agreements.dispute')),
            ],
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'open')), fields=('agreement', 'agency', 'kind'), name='one_open_ending_a_party'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('ending', 'agency'), name='one_answer_a_party'),
        ),
    ]
