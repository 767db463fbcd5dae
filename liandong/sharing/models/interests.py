"""What tells that two records speak of the same thing, and that two agencies look into it without seeing each other's."""
from django.db import models

from liandong.kernel.keys import uuid7

from .records import Record


class Token(models.Model):
    """A keyed digest of a plate, number or identity a record holds: comparable, and not to be turned back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.CASCADE, related_name="+")
    token = models.BinaryField()
    is_silent = models.BooleanField(default=False)  # of victims, witnesses and minors: offered as a duplicate, never told

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "record"], name="one_token_a_record")]
        indexes = [models.Index(fields=["record"], name="token_of_record")]


class Match(models.Model):
    """Two records of two agencies that hold the same; read by nobody, only the function that writes it knows both ends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    one = models.ForeignKey(Record, models.CASCADE, related_name="+")
    other = models.ForeignKey(Record, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_match_a_pair")]
        indexes = [models.Index(fields=["other"], name="match_of_other")]


class Interest(models.Model):
    """One side of a shared interest (撞线提醒): our record, and whom to call; of theirs it says nothing, not even how many."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(Record, models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    other = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # one of the two no longer holds it, or its work is over
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)  # what came of the call; for the own liaison officers

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "other"], name="one_interest_a_record")]
        indexes = [models.Index(fields=["agency", "-at"], name="interest_of_agency")]
