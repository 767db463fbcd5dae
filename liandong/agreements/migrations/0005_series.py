"""Agreements that change another, follow one, or rest for a while."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0004_audience'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='amends',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='agreements.agreement'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='follows',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='agreements.agreement'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='reminded_days',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='agreement',
            name='suspended_at',
            field=models.DateTimeField(null=True),
        ),
    ]
