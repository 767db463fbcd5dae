"""Accounts of an agency's own systems, and what each was told by its feed of changes."""
from django.contrib.postgres.fields import ArrayField
from django.db import models

from liandong.kernel.keys import uuid7


class ServiceAccount(models.Model):
    """A system of an agency that speaks over the API; of its token only a digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    source = models.CharField(max_length=40)  # whose keys it sends, as imports name it
    scopes = ArrayField(models.CharField(max_length=16))
    clearance = models.PositiveSmallIntegerField()
    per_minute = models.PositiveIntegerField(default=120)
    digest = models.BinaryField(max_length=32)
    before = models.BinaryField(max_length=32, null=True)  # the token before, for a day after it was renewed
    before_until = models.DateTimeField(null=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_account_a_name")]
        indexes = [models.Index(fields=["digest"], name="account_of_digest"),
                   models.Index(fields=["before"], name="account_of_before")]

    def __str__(self) -> str:
        return self.name


class FeedRow(models.Model):
    """What an account was told of one record: the version in the newest batch, and the one it has confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(ServiceAccount, models.CASCADE, related_name="+")
    record = models.UUIDField()  # softly: what is gone is told as well
    version = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField(default=0)
    is_gone = models.BooleanField(default=False)
    batch = models.BigIntegerField()
    until = models.DateTimeField(null=True)  # when what showed it ends; later it is said to have expired

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "record"], name="one_feed_row_a_record")]
        indexes = [models.Index(fields=["account", "batch"], name="feed_of_account")]
