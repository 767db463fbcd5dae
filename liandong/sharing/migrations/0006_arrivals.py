"""When a record came to stand open to a partner, measured from its entry."""
import django.db.models.deletion
import liandong.kernel.keys
from django.db import migrations, models

from liandong.kernel.sql import script


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0010_departments'),
        ('sharing', '0005_use'),
        ('access', '0007_settling'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.UUIDField(default=liandong.kernel.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('deed', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.record')),
            ],
            options={
                'indexes': [models.Index(fields=['deed', '-at'], name='arrival_of_deed')],
                'constraints': [models.UniqueConstraint(fields=('record', 'agency', 'deed'), name='one_arrival_a_partner')],
            },
        ),
        script("sharing/0006_arrivals"),
    ]
