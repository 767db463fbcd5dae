"""The ledger: who did what, for whose eyes; plain keys, no foreign keys. SQL adds `xact` and the table of batches."""
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models


class Entry(models.Model):
    """One line: an action, a reading of something protected, or a refusal."""

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    officer = models.UUIDField()
    agency = models.UUIDField()
    verb = models.CharField(max_length=64)
    kind = models.CharField(max_length=32, blank=True)  # of the subject: agreement, record, duty …
    subject = models.UUIDField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)  # what the sentence of the verb names; never a protected detail
    change = models.BinaryField(null=True)  # digest of what was changed
    audience = ArrayField(models.UUIDField())
    salt = models.BinaryField()  # so that nobody can guess a line from its digest
    digest = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["subject", "-seq"], name="entry_of_subject"),
                   models.Index(fields=["agency", "-seq"], name="entry_of_agency"),
                   models.Index(fields=["verb", "-seq"], name="entry_of_verb"),
                   models.Index(fields=["-seq"], name="entry_refused", condition=models.Q(verb__endswith=".refused")),
                   GinIndex(fields=["audience"], name="entry_of_audience"),
                   BrinIndex(fields=["at"], name="entry_period")]  # lines come in the order of time: a few pages suffice
